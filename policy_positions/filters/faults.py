"""What is wrong with a query string, said so that it can be put right."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields

from django.core.exceptions import BadRequest
from django.utils.translation import gettext

from tracker import written

SHOWN_VALUES = 12


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong. What a page would not show, or would turn round, is told as an escape."""

    parameter: str
    value: str
    message: str

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _printable(getattr(self, field.name)))


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in text)


class ImpossibleQuery(BadRequest):
    """Answered with a 400 page that lists the faults."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(fault.message for fault in faults))
        self.faults = tuple(faults)


def what_would_be_right(value: str, allowed: Collection[str]) -> str:
    """Near misses first, else the list where it is short, else where to find it."""
    by_fold = {key.casefold(): key for key in allowed}
    near = difflib.get_close_matches(value.casefold()[:100], by_fold, n=3, cutoff=0.6)
    if near:
        return gettext("Did you mean %(near)s?") % {
            "near": written.listed([by_fold[key] for key in near], "or")
        }
    if len(allowed) <= SHOWN_VALUES:
        return gettext("It takes: %(allowed)s.") % {"allowed": ", ".join(allowed)}
    return gettext("The filters on the positions page list every value.")
