"""What the columns know of each facet: its values in the order in which pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .. import vocabulary
from ..models import Country, Issue, Leader, Merge, Organization, Source, Summit

# In the order of the filters on the page. Voice and source may hold several values a position.
FACETS = (
    "country",
    "subregion",
    "organization",
    "leader",
    "role",
    "issue",
    "stance",
    "substance",
    "voice",
    "confidence",
    "summit",
    "source",
)

CLOSED_LISTS = {
    "subregion": vocabulary.Subregion,
    "role": vocabulary.Role,
    "stance": vocabulary.Stance,
    "substance": vocabulary.Substance,
    "voice": vocabulary.Voice,
    "confidence": vocabulary.Confidence,
}


NO_MERGES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Dimension:
    """The values of one facet. A code is a value's place plus one; code 0 is "none".

    ``keys`` stand in URLs, ``labels`` on pages; ``ids`` are primary keys, empty for a closed list.
    ``successors`` has keys of records that were merged into others, with those that stand for them now.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...]
    ids: tuple[int, ...] = ()
    successors: Mapping[str, str] = field(default_factory=lambda: NO_MERGES)

    @property
    def size(self) -> int:
        """How many codes there are, "none" with them."""
        return len(self.keys) + 1

    @cached_property
    def code_of(self) -> dict[str, int]:
        return {key: code for code, key in enumerate(self.keys, start=1)}

    @cached_property
    def label_of(self) -> dict[str, str]:
        return dict(zip(self.keys, self.labels, strict=True))

    def encode(self, ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Codes of primary keys; 0, which is no key, becomes 0."""
        table = np.array([0, *self.ids], np.int64)
        order = np.argsort(table)
        return order[np.searchsorted(table, ids, sorter=order)]


def closed_list(name: str) -> Dimension:
    choices = CLOSED_LISTS[name]
    return Dimension(tuple(choices.values), tuple(str(label) for label in choices.labels))


def _rows(rows: Iterable[tuple[int, str, str]], successors: Mapping[str, str] = NO_MERGES) -> Dimension:
    ids, keys, labels = tuple(zip(*rows, strict=True)) or ((), (), ())
    return Dimension(keys, labels, ids, successors)


def read_dimensions() -> dict[str, Dimension]:
    """Every facet's values, from the tables of the frame: eight small queries."""
    sources = [
        (source.pk, source.slug, f"{source}: {source.printed_title}") for source in Source.objects.all()
    ]
    merged = Merge.objects.successors()
    return {
        "country": _rows(Country.objects.values_list("pk", "iso3", "name")),
        "organization": _rows(Organization.objects.values_list("pk", "slug", "name")),
        "leader": _rows(Leader.objects.values_list("pk", "slug", "name"), merged["leader"]),
        "issue": _rows(Issue.objects.values_list("pk", "slug", "name")),
        "summit": _rows(Summit.objects.values_list("pk", "slug", "name"), merged["summit"]),
        "source": _rows(sources, merged["source"]),
        **{name: closed_list(name) for name in CLOSED_LISTS},
    }
