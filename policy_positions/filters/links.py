"""What a reader can do next from a filtered page: values to add, values to take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from tracker.words import labelled


@dataclass(frozen=True)
class Chip:
    """One applied value, and the query string without it."""

    parameter: str
    label: str
    value: str
    without: str


def in_words(chips: Iterable[Chip]) -> str:
    """Country: Guatemala; Issue: Legalization."""
    return gettext("; ").join(labelled(chip.label, chip.value) for chip in chips)


@dataclass(frozen=True)
class WayOut:
    """One filter with all its values, the query string without it, and how many rows that finds."""

    label: str
    values: str
    query: str
    count: int


@dataclass(frozen=True)
class Option:
    """One value of a facet; ``count`` is how many rows it opens under the other filters."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its values, the most frequent first where the values have no order of their own.

    ``more`` counts the values that are not listed, having fewer rows than those that are.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    more: int

    @property
    def selected(self) -> int:
        return sum(option.selected for option in self.options)
