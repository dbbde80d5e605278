"""Counts by country and issue, beside those of the facets."""

from __future__ import annotations

import datetime
from datetime import MAXYEAR
from typing import NamedTuple

import numpy as np

from ..vocabulary import Voice
from .reading import UNDATED, day_of
from .selection import Selected


class CellCount(NamedTuple):
    """``direct`` counts positions with a passage of direct speech, days are first and last possible ones."""

    statements: int
    sources: int
    direct: int
    first: datetime.date | None
    last: datetime.date | None


def cell_counts(selected: Selected) -> dict[tuple[str, str], CellCount]:
    """What the selected rows hold of each country and issue; cells without a row are left out."""
    columns = selected.columns
    rows = selected.rows[columns.codes["country"][selected.rows] > 0]
    issues = columns.dimensions["issue"].size
    cells = columns.codes["country"][rows].astype(np.int64) * issues + columns.codes["issue"][rows]
    size = columns.dimensions["country"].size * issues
    statements = np.bincount(cells, minlength=size)
    direct_bit = 1 << (columns.dimensions["voice"].code_of[Voice.DIRECT] - 1)
    direct = np.bincount(cells[columns.voice_bits[rows] & direct_bit != 0], minlength=size)
    sources = _distinct_sources(selected, rows, cells, size)
    dated = columns.first[rows] != UNDATED
    first, last = np.full(size, np.iinfo(np.int32).max), np.zeros(size, np.int64)
    np.minimum.at(first, cells[dated], columns.first[rows][dated])
    np.maximum.at(last, cells[dated], columns.last[rows][dated])
    countries, slugs = columns.dimensions["country"].keys, columns.dimensions["issue"].keys
    return {
        (countries[cell // issues - 1], slugs[cell % issues - 1]): CellCount(
            int(statements[cell]),
            int(sources[cell]),
            int(direct[cell]),
            day_of(int(first[cell])) if last[cell] else None,
            day_of(int(last[cell])) if last[cell] else None,
        )
        for cell in np.flatnonzero(statements).tolist()
    }


class YearCount(NamedTuple):
    issue: str
    stance: str
    year: int
    statements: int


def year_counts(selected: Selected) -> list[YearCount]:
    """How many selected rows each issue, stance and year has; a date lies in one year or is unknown."""
    columns = selected.columns
    rows = selected.rows[columns.first[selected.rows] != UNDATED]
    days, places = np.unique(columns.first[rows], return_inverse=True)
    years = np.array([day_of(int(day)).year for day in days], np.int64)[places]
    size = columns.dimensions["stance"].size
    pairs = columns.codes["issue"][rows].astype(np.int64) * size + columns.codes["stance"][rows]
    found, counts = np.unique(pairs * (MAXYEAR + 1) + years, return_counts=True)
    issues, stances = columns.dimensions["issue"].keys, columns.dimensions["stance"].keys
    return [
        YearCount(issues[pair // size - 1], stances[pair % size - 1], year, count)
        for (pair, year), count in zip(
            (divmod(cell, MAXYEAR + 1) for cell in found.tolist()), counts.tolist(), strict=True
        )
    ]


def _distinct_sources(selected: Selected, rows: np.ndarray, cells: np.ndarray, size: int) -> np.ndarray:
    """How many sources each cell draws on, the further ones of a position with them."""
    columns = selected.columns
    cell_of_row = np.full(columns.size, -1)
    cell_of_row[rows] = cells
    more, others = columns.more_sources
    at = np.concatenate([cells, cell_of_row[more]])
    source = np.concatenate([columns.codes["source"][rows].astype(np.int64), others])
    chosen = (at >= 0) & (source > 0)
    pairs = np.unique(at[chosen] * columns.dimensions["source"].size + source[chosen])
    return np.bincount(pairs // columns.dimensions["source"].size, minlength=size)
