"""A question put to the columns, and its answer: how many, which ones, and what else could be asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .facets import FACETS
from .reading import UNDATED, day_number

if TYPE_CHECKING:
    from .snapshot import Columns

Mask = NDArray[np.bool_]

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


class Selected:
    """The rows of the columns that answer a selection; all numbers on a page come from here."""

    def __init__(self, columns: Columns, selection: Selection) -> None:
        self.columns = columns
        self._masks = dict(_masks(columns, selection))

    @cached_property
    def rows(self) -> NDArray[np.intp]:
        """Row numbers, newest first."""
        return self._rows_under(self._masks)

    @property
    def total(self) -> int:
        return len(self.rows)

    def ids(self, rows: NDArray[np.intp] | None = None) -> list[int]:
        """Primary keys, in the order of ``rows``."""
        return self.columns.ids[self.rows if rows is None else rows].tolist()

    def sorted_by(self, facet: str, *, descending: bool = False) -> NDArray[np.intp]:
        """Rows in the order of the facet's values, within one newest first, those without a value last."""
        codes = self.columns.codes[facet][self.rows].astype(np.int32)
        keys = np.where(codes == 0, np.iinfo(np.int32).max, -codes if descending else codes)
        return self.rows[np.argsort(keys, kind="stable")]

    def oldest_first(self) -> NDArray[np.intp]:
        """Rows from the oldest on; the undated stay last."""
        undated = self.columns.first[self.rows] == UNDATED
        return np.concatenate([self.rows[~undated][::-1], self.rows[undated]])

    def counts(self, facet: str) -> dict[str, int]:
        """How many rows each value of the facet would open, under all other conditions."""
        others = {name: mask for name, mask in self._masks.items() if name != facet}
        rows = self.rows if len(others) == len(self._masks) else self._rows_under(others)
        return self.columns.count(facet, rows)

    def _rows_under(self, masks: Mapping[str, Mask]) -> NDArray[np.intp]:
        if not masks:
            return np.arange(self.columns.size)
        return np.flatnonzero(np.logical_and.reduce(list(masks.values())))


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
    mask = columns.first != UNDATED
    if selection.first:
        mask &= columns.last >= day_number(selection.first)
    if selection.last:
        mask &= columns.first <= day_number(selection.last)
    if selection.as_of:
        mask &= columns.first <= day_number(selection.as_of)
    return mask
