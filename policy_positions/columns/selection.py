"""A question put to the columns, and its answer: how many, which ones, and what else could be asked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from .dates import UNDATED, day_number
from .facets import FACETS
from .packing import ARRAY_OF, Mask, lookup

if TYPE_CHECKING:
    from .snapshot import Columns

T = TypeVar("T")
MOST_WORKED_OUT = 128
NOT_YET = object()
DATES, WORDS = "dates", "words"  # names of the conditions that are no facet


@dataclass(frozen=True)
class Selection:
    """What is asked for. Values of one facet widen it (either ... or), facets narrow each other (and).

    ``first`` and ``last`` bound the statement's date by overlap; ``as_of`` leaves out what was not yet
    stated that day; ``ids`` are the primary keys of the positions that hold the words searched for, None
    when none are.
    """

    facets: Mapping[str, frozenset[str]] = field(default_factory=dict)
    first: datetime.date | None = None
    last: datetime.date | None = None
    as_of: datetime.date | None = None
    ids: NDArray[np.int64] | None = None

    @property
    def has_conditions(self) -> bool:
        asked = any((*self.facets.values(), self.first, self.last, self.as_of))
        return asked or self.ids is not None

    @property
    def key(self) -> Hashable:
        """Equal where the same is asked. Primary keys are known by their array, which the answer holds."""
        facets = frozenset((name, keys) for name, keys in self.facets.items() if keys)
        return facets, self.first, self.last, self.as_of, id(self.ids)


class Selected:
    """The rows of the columns that answer a selection; all numbers on a page come from here."""

    def __init__(self, columns: Columns, selection: Selection) -> None:
        self.columns = columns
        self.selection = selection
        self._masks = dict(_masks(columns, selection))
        self._histograms: dict[tuple[str, str], NDArray[np.intp]] = {}
        self._rows: dict[str, NDArray[np.intp]] = {}  # by the condition that is left out
        self._worked_out: dict[Any, Any] = {}

    @property
    def nbytes(self) -> int:
        held = (*self._masks.values(), *self._histograms.values(), *self._rows.values())
        return sum(each.nbytes for each in held)

    @property
    def rows(self) -> NDArray[np.intp]:
        """Row numbers, newest first."""
        return self._rows_but_for("")

    @cached_property
    def total(self) -> int:
        return len(self.rows) if self._masks else self.columns.size

    def ids(self, rows: NDArray[np.intp] | None = None) -> list[int]:
        """Primary keys, in the order of ``rows``."""
        return self.ids_of(rows).tolist()

    def ids_of(self, rows: NDArray[np.intp] | None = None) -> NDArray[np.integer]:
        """Primary keys, in the order of ``rows``; of all rows without another array beside the columns."""
        if rows is None and not self._masks:
            return self.columns.ids
        return self.columns.ids[self.rows if rows is None else rows]

    def sorted_by(self, facet: str, *, descending: bool = False) -> NDArray[np.intp]:
        """Rows in the order of the facet's values, within one newest first, those without a value last."""
        size = self.columns.dimensions[facet].size
        codes = self.columns.codes(facet, self.rows).astype(np.min_scalar_type(size))
        # Few bytes are sorted by their digits, which takes a tenth of the time.
        keys = np.where(
            codes == 0, codes.dtype.type(size), codes.dtype.type(size) - codes if descending else codes
        )
        return self.rows[np.argsort(keys, kind="stable")]

    def oldest_first(self) -> NDArray[np.intp]:
        """Rows from the oldest on; the undated stay last."""
        dated = int(np.searchsorted(self.rows, self.columns.undated_from))
        return np.concatenate([self.rows[:dated][::-1], self.rows[dated:]])

    def stated_by(self, day: datetime.date) -> NDArray[np.intp]:
        """Rows that may have been stated by then: a stretch of all rows, since these are newest first."""
        bounds = self.columns.first_row_until(day), self.columns.undated_from
        start, end = np.searchsorted(self.rows, bounds)
        return self.rows[start:end]

    def dated(self) -> NDArray[np.intp]:
        return self.rows[: int(np.searchsorted(self.rows, self.columns.undated_from))]

    def tally(self, facet: str) -> NDArray[np.int64]:
        """How many rows each code of the facet would open, under all other conditions."""
        return self._tally(facet, facet if facet in self._masks else "")

    def counts(self, facet: str) -> dict[str, int]:
        """The same by key; values that no row has are left out."""
        return self._by_key(facet, self.tally(facet))

    def counts_within(self, facet: str) -> dict[str, int]:
        """How many of the selected rows have each value, under the condition on this facet as well."""
        return self._by_key(facet, self._tally(facet, ""))

    def _by_key(self, facet: str, tally: NDArray[np.int64]) -> dict[str, int]:
        keys = self.columns.dimensions[facet].keys
        return {keys[code - 1]: int(tally[code]) for code in np.flatnonzero(tally).tolist() if code}

    def _tally(self, facet: str, but: str) -> NDArray[np.int64]:
        tally = self.columns.packing.counts(facet, self._histogram(ARRAY_OF[facet], but))
        rows, sources = self.columns.arrays.more_sources
        if facet == "source" and len(rows):
            chosen = self._mask_but_for(but)
            further = sources if chosen is None else sources[chosen[rows]]
            tally += np.bincount(further, minlength=len(tally))
        return tally

    def once(self, key: tuple[object, ...], work_out: Callable[[], T]) -> T:
        """What follows from these rows alone is worked out once: of the whole record, once a revision."""
        if (known := self._worked_out.get(key, NOT_YET)) is not NOT_YET:
            return cast("T", known)
        found = work_out()
        while len(self._worked_out) >= MOST_WORKED_OUT:
            self._worked_out.pop(next(iter(self._worked_out), None), None)
        self._worked_out[key] = found
        return found

    def _histogram(self, array: str, but: str) -> NDArray[np.intp]:
        """How often each code of the array occurs. Facets that share the array share the counting.

        Where no other condition is left the whole record is counted, which is done once a revision.
        """
        if self._masks.keys() == {but}:
            return self.columns.everything._histogram(array, "")
        if (array, but) not in self._histograms:
            codes = self.columns.arrays.codes[array]
            found = codes if self._mask_but_for(but) is None else codes[self._rows_but_for(but)]
            self._histograms[array, but] = np.bincount(found, minlength=self.columns.packing.size[array])
        return self._histograms[array, but]

    def _mask_but_for(self, name: str) -> Mask | None:
        """All conditions but that one; None where there is no other."""
        masks = [mask for condition, mask in self._masks.items() if condition != name]
        return np.logical_and.reduce(masks) if len(masks) > 1 else next(iter(masks), None)

    def _rows_but_for(self, name: str) -> NDArray[np.intp]:
        if not self._masks:
            return np.arange(self.columns.size)
        if name not in self._rows:
            mask = self._mask_but_for(name)
            self._rows[name] = np.arange(self.columns.size) if mask is None else np.flatnonzero(mask)
        return self._rows[name]


def _masks(columns: Columns, selection: Selection) -> Iterator[tuple[str, Mask]]:
    for facet in FACETS:
        if selection.facets.get(facet):
            yield facet, columns.holding(facet, selection.facets[facet])
    if selection.first or selection.last or selection.as_of:
        yield DATES, _dates_mask(columns, selection)
    if selection.ids is not None:
        yield WORDS, np.isin(columns.ids, selection.ids)


def _dates_mask(columns: Columns, selection: Selection) -> Mask:
    """A statement whose date is not known lies in no period."""
    dates = columns.arrays.dates
    wanted = dates.first != UNDATED
    if selection.first:
        wanted &= dates.last >= day_number(selection.first)
    if selection.last:
        wanted &= dates.first <= day_number(selection.last)
    if selection.as_of:
        wanted &= dates.first <= day_number(selection.as_of)
    return lookup(wanted, columns.arrays.codes["date"])
