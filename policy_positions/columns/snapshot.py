"""One state of the published record in memory, renewed whenever the record's revision moves."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Iterable
from functools import cached_property

from django.db import connection, transaction

import numpy as np
from numpy.typing import NDArray

from ..models import Country, DataRevision
from .facets import Dimension, read_dimensions
from .reading import (
    UNDATED,
    Codes,
    Term,
    day_of,
    read_passages,
    read_statements,
    read_terms,
    roles_at_the_time,
)
from .selection import Selected, Selection

ONE_VALUE = ("country", "organization", "leader", "issue", "summit")
CODED = ("stance", "substance", "confidence")


class Columns:
    """The published positions as arrays, a row each, newest first.

    ``codes`` maps a facet to its codes (see Dimension). ``voice`` is the strongest of a position's voices and
    ``source`` its first source; what it has beside these is in ``voice_bits`` and ``more_sources``.
    """

    def __init__(self, revision: object) -> None:
        self.revision = revision
        self.dimensions: dict[str, Dimension] = read_dimensions()
        self.terms: list[Term] = read_terms(self.dimensions)
        statements = read_statements()
        self.size = len(statements)
        self.ids = statements["id"].astype(np.int64)
        self.first = statements["first"].astype(np.int32)
        self.last = statements["last"].astype(np.int32)
        self.month = statements["month"].astype(np.int32)
        self.codes: dict[str, Codes] = {}
        for name in ONE_VALUE:
            self._keep(name, self.dimensions[name].encode(statements[name].astype(np.int64)))
        for name in CODED:
            self._keep(name, statements[name])
        self._keep("subregion", self._subregions()[self.codes["country"]])
        self._keep(
            "role", roles_at_the_time({**self.codes, "first": self.first, "last": self.last}, self.terms)
        )
        self._take_passages(read_passages())

    def _keep(self, facet: str, codes: Codes) -> None:
        self.codes[facet] = codes.astype(np.min_scalar_type(self.dimensions[facet].size))

    def _subregions(self) -> Codes:
        """The subregion's code by the country's."""
        from_table = dict(Country.objects.values_list("iso3", "subregion"))
        code_of = self.dimensions["subregion"].code_of
        return np.array([0, *(code_of[from_table[iso3]] for iso3 in self.dimensions["country"].keys)])

    def _take_passages(self, passages: NDArray[np.void]) -> None:
        """Voices as bits, since a position may be in several; sources as the first and the rest."""
        by_id = np.argsort(self.ids)
        rows = by_id[np.searchsorted(self.ids, passages["position"], sorter=by_id)]
        self.voice_bits = np.zeros(self.size, np.uint8)
        for code in range(1, self.dimensions["voice"].size):
            self.voice_bits[rows[passages["voice"] == code]] |= 1 << (code - 1)
        # The closed list has the strongest voice first, so the lowest bit is the one that counts.
        strongest = np.array([0, *((bits & -bits).bit_length() for bits in range(1, 256))])
        self._keep("voice", strongest[self.voice_bits])
        sources = self.dimensions["source"].encode(passages["source"].astype(np.int64))
        pairs = np.unique(np.stack([rows, sources]), axis=1) if len(rows) else np.zeros((2, 0), np.int64)
        _, first_of_row = np.unique(pairs[0], return_index=True)
        codes = np.zeros(self.size, np.int64)
        codes[pairs[0][first_of_row]] = pairs[1][first_of_row]
        self._keep("source", codes)
        self.more_sources = np.delete(pairs, first_of_row, axis=1)

    def select(self, selection: Selection) -> Selected:
        return Selected(self, selection)

    def holding(self, facet: str, keys: Iterable[str]) -> NDArray[np.bool_]:
        """A mask of the rows that have one of the values."""
        wanted = [self.dimensions[facet].code_of[key] for key in keys]
        if facet == "voice":
            return (self.voice_bits & sum(1 << (code - 1) for code in wanted)) != 0
        table = np.zeros(self.dimensions[facet].size, bool)
        table[wanted] = True
        mask = table[self.codes[facet]]
        if facet == "source":
            rows, sources = self.more_sources
            mask[rows[table[sources]]] = True
        return mask

    def count(self, facet: str, rows: NDArray[np.intp]) -> dict[str, int]:
        """How many of the rows have each value of the facet; values that none has are left out."""
        size = self.dimensions[facet].size
        if facet == "voice":
            by_bits = np.bincount(self.voice_bits[rows], minlength=256)
            bits = np.arange(256)
            counts = np.array([0, *(by_bits[bits & (1 << place) != 0].sum() for place in range(size - 1))])
        else:
            counts = np.bincount(self.codes[facet][rows], minlength=size)
        if facet == "source" and self.more_sources.size:
            more, sources = self.more_sources
            chosen = np.zeros(self.size, bool)
            chosen[rows] = True
            counts = counts + np.bincount(sources[chosen[more]], minlength=size)
        keys = self.dimensions[facet].keys
        return {keys[code - 1]: int(counts[code]) for code in np.flatnonzero(counts) if code}

    @property
    def latest_day(self) -> datetime.date:
        """The last day that the newest statement speaks for, and today at the latest or without one."""
        today = datetime.date.today()
        return min(day_of(self._last_day), today) if self._last_day else today

    @cached_property
    def _last_day(self) -> int:
        return int(self.last.max(initial=UNDATED))

    @cached_property
    def everything(self) -> Selected:
        return self.select(Selection())


_lock = threading.Lock()
_held: Columns | None = None


def current() -> Columns:
    """The columns of the record as it is committed now: read anew only when its revision has moved."""
    global _held
    held = _held
    if held is not None and held.revision == DataRevision.objects.current():
        return held
    with _lock:
        if _held is None or _held.revision != DataRevision.objects.current():
            _held = _read()
        return _held


def _read() -> Columns:
    """Every query sees the same state: what is committed while they run belongs to the next reading."""
    if connection.in_atomic_block:
        return Columns(DataRevision.objects.current())
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return Columns(DataRevision.objects.current())
