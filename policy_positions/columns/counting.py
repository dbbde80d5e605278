"""Counts by country and issue, beside those of the facets."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..vocabulary import Voice
from .dates import UNDATED, day_of
from .selection import Selected
from .snapshot import Columns


class CellCount(NamedTuple):
    """``direct`` counts positions with a passage of direct speech, days are first and last possible ones."""

    statements: int
    sources: int
    direct: int
    first: datetime.date | None
    last: datetime.date | None


def cells_of(columns: Columns, rows: NDArray[np.intp], *, by: str = "country") -> NDArray[np.int64]:
    """Country (or leader) and issue of each row as one number."""
    issues = columns.dimensions["issue"].size
    return columns.codes(by, rows).astype(np.int64) * issues + columns.codes("issue", rows)


def cell_count(columns: Columns, *, by: str = "country") -> int:
    return columns.dimensions[by].size * columns.dimensions["issue"].size


def key_of(columns: Columns, cell: int, *, by: str = "country") -> tuple[str, str]:
    place, issue = divmod(cell, columns.dimensions["issue"].size)
    return columns.dimensions[by].keys[place - 1], columns.dimensions["issue"].keys[issue - 1]


def cell_counts(selected: Selected) -> dict[tuple[str, str], CellCount]:
    """What the selected rows hold of each country and issue; cells without a row are left out."""
    columns, rows = selected.columns, selected.rows
    rows = rows[columns.codes("country", rows) > 0]
    cells, size = cells_of(columns, rows), cell_count(columns)
    statements = np.bincount(cells, minlength=size)
    direct = np.bincount(cells[columns.in_voice([Voice.DIRECT], rows)], minlength=size)
    sources = _distinct_sources(columns, rows, cells, size)
    first, last = _bounds(columns, rows, cells, size)
    return {
        key_of(columns, cell): CellCount(
            int(statements[cell]),
            int(sources[cell]),
            int(direct[cell]),
            day_of(int(first[cell])) if first[cell] != UNDATED else None,
            day_of(int(last[cell])) if last[cell] != UNDATED else None,
        )
        for cell in np.flatnonzero(statements).tolist()
    }


def _bounds(
    columns: Columns, rows: NDArray[np.intp], cells: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By cell its first and last possible day. Rows are newest first: the oldest is written last."""
    days = columns.first(rows)
    dated = days != UNDATED
    first, last = np.zeros(size, np.int64), np.zeros(size, np.int64)
    first[cells[dated]] = days[dated]
    np.maximum.at(last, cells[dated], columns.last(rows)[dated])
    return first, last


class YearCount(NamedTuple):
    issue: str
    stance: str
    year: int
    statements: int


def year_counts(selected: Selected) -> list[YearCount]:
    """How many selected rows each issue, stance and year has; a date lies in one year or is unknown."""
    columns, rows = selected.columns, selected.dated()
    size, dates = columns.dimensions["stance"].size, columns.arrays.dates
    pairs = columns.codes("issue", rows).astype(np.int64) * size + columns.codes("stance", rows)
    years, place_of = np.unique(dates.year, return_inverse=True)
    places = place_of[columns.arrays.codes["date"][rows]]
    counts = np.bincount(pairs * len(years) + places)
    issues, stances = columns.dimensions["issue"].keys, columns.dimensions["stance"].keys
    return [
        YearCount(
            issues[pair // size - 1],
            stances[pair % size - 1],
            int(years[year]),
            int(counts[pair * len(years) + year]),
        )
        for pair, year in (divmod(cell, len(years)) for cell in np.flatnonzero(counts).tolist())
    ]


def _distinct_sources(
    columns: Columns, rows: NDArray[np.intp], cells: NDArray[np.int64], size: int
) -> NDArray[np.int64]:
    """How many sources each cell draws on, the further ones of a position with them."""
    cell_of_row = np.full(columns.size, -1)
    cell_of_row[rows] = cells
    more, others = columns.arrays.more_sources
    at = np.concatenate([cells, cell_of_row[more]])
    source = np.concatenate([columns.codes("source", rows), others]).astype(np.int64)
    chosen = (at >= 0) & (source > 0)
    pairs = np.sort(at[chosen] * columns.dimensions["source"].size + source[chosen])
    is_new = np.diff(pairs, prepend=-1) != 0
    return np.bincount(pairs[is_new] // columns.dimensions["source"].size, minlength=size)
