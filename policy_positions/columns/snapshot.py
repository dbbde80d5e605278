"""One state of the published record in memory: what its rows hold, and how often."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..latest import Latest
from ..models.data_revision import Revision
from .arrays import Arrays, read_arrays
from .dates import day_number, day_of
from .facets import Dimension, read_dimensions
from .offices import Offices, Term, read_terms
from .packing import ARRAY_OF, Codes, Mask, Packing, lookup
from .selection import Selected, Selection

KEPT_BYTES = 32 * 1024 * 1024  # of answers, beside the arrays


class Columns:
    """The published positions, a row each, newest first. Nothing of it changes: an edit makes another."""

    def __init__(
        self,
        revision: Revision | None,
        dimensions: Mapping[str, Dimension],
        terms: list[Term],
        packing: Packing,
        arrays: Arrays,
    ) -> None:
        self.revision = revision
        self.dimensions = dimensions
        self.terms = terms
        self.packing = packing
        self.arrays = arrays
        self._answers: Latest[Selected] = Latest(KEPT_BYTES)

    @classmethod
    def read(cls, revision: Revision | None) -> Columns:
        dimensions = read_dimensions()
        terms, packing = read_terms(dimensions), Packing(dimensions)
        return cls(revision, dimensions, terms, packing, read_arrays(packing, terms))

    @cached_property
    def offices(self) -> Offices:
        return Offices(self.terms)

    @property
    def size(self) -> int:
        return len(self.arrays.ids)

    @property
    def ids(self) -> Codes:
        return self.arrays.ids

    # What rows hold. ``rows`` are row numbers, or a slice of them.

    def codes(self, facet: str, rows: NDArray[np.intp] | slice) -> Codes:
        """The rows' codes of the facet; of several voices the strongest, of several sources the first."""
        return self.packing.unpacked(facet, self.arrays.codes[ARRAY_OF[facet]][rows])

    def code(self, facet: str, row: int) -> int:
        return int(self.packing.unpacked(facet, self.arrays.codes[ARRAY_OF[facet]][row]))

    def first(self, rows: NDArray[np.intp] | slice | int) -> Codes:
        """The first day that each may be of, UNDATED where none is known."""
        return self.arrays.dates.first[self.arrays.codes["date"][rows]]

    def last(self, rows: NDArray[np.intp] | slice) -> Codes:
        return self.arrays.dates.last[self.arrays.codes["date"][rows]]

    def month(self, rows: NDArray[np.intp] | slice) -> Codes:
        """Months from the year 0 on; 0 where the month is not known."""
        return self.arrays.dates.month[self.arrays.codes["date"][rows]]

    def in_voice(self, voices: Iterable[str], rows: NDArray[np.intp] | slice) -> Mask:
        return (self.arrays.codes["voices"][rows] & self.packing.bit_of(voices)) != 0

    # Where rows stand

    @cached_property
    def undated_from(self) -> int:
        """The first row without a date; all behind it have none either."""
        return self.size - int(self._rows_by_date[0])

    def first_row_until(self, day: datetime.date) -> int:
        """The newest row that may have been stated by that day."""
        later = np.searchsorted(self.arrays.dates.first, day_number(day), side="right")
        return int(self._rows_by_date[later:].sum())

    @cached_property
    def _rows_by_date(self) -> NDArray[np.intp]:
        return np.bincount(self.arrays.codes["date"], minlength=self.arrays.dates.size)

    # Questions

    def select(self, selection: Selection) -> Selected:
        """Who asks the same again, as for the next page, is given the same answer with all it has counted."""
        if not selection.has_conditions:
            return self.everything
        known = self._answers.get(selection.key)
        return self._answers.keep(selection.key, Selected(self, selection)) if known is None else known

    @cached_property
    def everything(self) -> Selected:
        return Selected(self, Selection())

    def holding(self, facet: str, keys: Iterable[str]) -> Mask:
        """A mask of the rows that have one of the values."""
        wanted = self.packing.holding(facet, keys)
        mask = lookup(wanted, self.arrays.codes[ARRAY_OF[facet]])
        if facet == "source":
            rows, sources = self.arrays.more_sources
            mask[rows[wanted[sources]]] = True
        return mask

    @property
    def latest_day(self) -> datetime.date:
        """The last day that the newest statement speaks for, and today at the latest or without one."""
        today = datetime.date.today()
        return min(day_of(self._last_day), today) if self._last_day else today

    @cached_property
    def _last_day(self) -> int:
        return int(self.arrays.dates.last[self._rows_by_date > 0].max(initial=0))
