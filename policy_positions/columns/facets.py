"""What the columns know of each facet: its values in the order in which pages list them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db import connections
from django.db.models import Model
from django.utils import translation
from django.utils.translation import get_language

import numpy as np
from markupsafe import escape
from numpy.typing import NDArray

from tracker import languages
from tracker.words import Label, label, marked, of_record

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
_NO_IDS = np.zeros(0, np.int64)


NO_MERGES: Mapping[str, str] = {}
NO_RECORDS: Mapping[int, Any] = {}


def place_of(known: NDArray[np.integer], ids: NDArray[np.integer]) -> NDArray[np.int32]:
    """Where each of the ids stands among those known, by a table of all numbers; -1 where it does not."""
    places = np.full(int(max(known.max(initial=0), ids.max(initial=0))) + 1, -1, np.int32)
    places[known] = np.arange(len(known))
    return places[ids]


@dataclass(frozen=True)
class Dimension:
    """The values of one facet. A code is a value's place plus one; code 0 is "none".

    ``keys`` stand in URLs, ``labels`` on pages; ``ids`` are primary keys, empty for a closed list.
    ``records`` has what a table of the frame holds, by primary key; they are shared, and never changed.
    ``successors`` has keys of records that were merged into others, with those that stand for them now.
    """

    keys: tuple[str, ...]
    labels: tuple[str, ...] = ()
    ids: NDArray[np.int64] = field(default_factory=lambda: _NO_IDS)
    successors: Mapping[str, str] = field(default_factory=lambda: NO_MERGES)
    records: Mapping[int, Any] = field(default_factory=lambda: NO_RECORDS, repr=False)

    @property
    def size(self) -> int:
        """How many codes there are, "none" with them."""
        return len(self.keys) + 1

    @cached_property
    def code_of(self) -> dict[str, int]:
        return {key: code for code, key in enumerate(self.keys, start=1)}

    @cached_property
    def _labels(self) -> dict[str, dict[str, str]]:
        """By language, each made when it is first spoken."""
        return {}

    def labels_of(self, keys: Iterable[str]) -> Mapping[str, str]:
        """What the values are called in the language that is spoken, by key."""
        language = languages.spoken()
        if language not in self._labels:
            named = [label(record) for record in self.records.values()] or map(of_record, self.labels)
            self._labels[language] = dict(zip(self.keys, named, strict=True))
        return self._labels[language]

    def encode(self, ids: NDArray[np.integer]) -> NDArray[np.int32]:
        """Codes of primary keys; 0, which is no key, becomes 0. LookupError for one that is unknown."""
        codes = place_of(np.concatenate([[0], self.ids]), ids)
        if (codes < 0).any():
            raise LookupError("A row names a value that the columns do not know.")
        return codes


class SourceDimension(Dimension):
    """Sources grow with the record: what they are called is looked up for those that pages show."""

    @cached_property
    def _looked_up(self) -> defaultdict[str | None, dict[str, str]]:
        """By language, since dates are written in it."""
        return defaultdict(dict)

    def labels_of(self, keys: Iterable[str]) -> Mapping[str, str]:
        known = self._looked_up[get_language()]
        if missing := [key for key in keys if key not in known]:
            for source in Source.objects.filter(slug__in=missing):
                told, title = f"{source}: ", source.printed_title
                known[source.slug] = Label(told + title, escape(told) + marked(title, source.language))
        return known


def closed_list(name: str) -> Dimension:
    choices = CLOSED_LISTS[name]
    with translation.override(settings.LANGUAGE_CODE):
        return Dimension(tuple(choices.values), tuple(str(label) for label in choices.labels))


def _table(model: type[Model], key: str, successors: Mapping[str, str] = NO_MERGES) -> Dimension:
    records: dict[int, Any] = {record.pk: record for record in model._default_manager.all()}
    return Dimension(
        keys=tuple(getattr(record, key) for record in records.values()),
        labels=tuple(record.name for record in records.values()),
        ids=np.array(list(records), np.int64),
        successors=successors,
        records=records,
    )


# The newest first, in an order that no locale decides. Slugs hold no white space.
_SOURCES = """COPY (SELECT id, slug FROM policy_positions_source
    ORDER BY issued DESC NULLS FIRST, slug COLLATE "C") TO STDOUT"""


def read_sources() -> SourceDimension:
    stream = io.BytesIO()
    with connections[Source.objects.db].cursor() as cursor:
        cursor.copy_expert(_SOURCES, stream)
    words = stream.getvalue().decode().split()
    ids = np.fromiter(map(int, words[::2]), np.int64)
    return SourceDimension(tuple(words[1::2]), (), ids, Merge.objects.successors()["source"])


def read_dimensions() -> dict[str, Dimension]:
    """Every facet's values, from the tables of the frame: small queries, but for the sources."""
    merged = Merge.objects.successors()
    return {
        "country": _table(Country, "iso3"),
        "organization": _table(Organization, "slug"),
        "leader": _table(Leader, "slug", merged["leader"]),
        "issue": _table(Issue, "slug"),
        "summit": _table(Summit, "slug", merged["summit"]),
        "source": read_sources(),
        **{name: closed_list(name) for name in CLOSED_LISTS},
    }
