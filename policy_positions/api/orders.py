"""The orders of positions: where a row stands in one, and where a row that is gone or changed would stand."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.postgres.search import SearchRank
from django.db.models import F

import numpy as np
from numpy.typing import NDArray

from ..columns import Columns
from ..columns.dates import UNDATED, day_number
from ..filters.sorts import DEFAULT_SORT
from ..models import Position
from ..models.search import search_query
from .queries import PositionQuery

Rank = tuple[float, ...]
LAST = float("inf")  # where a row without a value stands


def newest_first(day: int, key: int) -> Rank:
    return (day == UNDATED, -day, -key)


def oldest_first(day: int, key: int) -> Rank:
    """The undated stand last here too, and among themselves as everywhere."""
    return newest_first(day, key) if day == UNDATED else (False, day, key)


@dataclass(frozen=True)
class Order:
    """Rows in an order that is by ``lead``, then by date, then by primary key.

    ``lead`` tells what leads a row in words; ``lead_rank`` where such words stand, or raises LookupError or
    ValueError for words that lead no row.
    """

    columns: Columns
    rows: NDArray[np.intp]
    lead: Callable[[int], str] = lambda row: ""
    lead_rank: Callable[[str], float] = lambda words: 0
    by_date: Callable[[int, int], Rank] = newest_first

    def place(self, words: str, stated_on: datetime.date | None, key: int, *, behind: bool) -> int:
        """How many rows stand before that one; with ``behind``, it among them. It need not be there."""
        day = UNDATED if stated_on is None else day_number(stated_on)
        rank = (self.lead_rank(words), *self.by_date(day, key))
        bisect = bisect_right if behind else bisect_left
        return bisect(range(len(self.rows)), rank, key=lambda place: self._rank(int(self.rows[place])))

    def _rank(self, row: int) -> Rank:
        day, key = int(self.columns.first(row)), int(self.columns.ids[row])
        return (self.lead_rank(self.lead(row)), *self.by_date(day, key))


def order_of(chosen: PositionQuery) -> Order:
    selected = chosen.selected
    if chosen.sort == "stated_on":
        return Order(selected.columns, selected.oldest_first(), by_date=oldest_first)
    if chosen.sort == "relevance":
        return _by_relevance(chosen)
    if chosen.sort != DEFAULT_SORT:
        return _by_facet(chosen, chosen.sort.removeprefix("-"), descending=chosen.sort.startswith("-"))
    return Order(selected.columns, selected.rows)


def _by_facet(chosen: PositionQuery, facet: str, *, descending: bool) -> Order:
    columns = chosen.selected.columns
    dimension = columns.dimensions[facet]

    def lead(row: int) -> str:
        code = columns.code(facet, row)
        return dimension.keys[code - 1] if code else ""

    def lead_rank(value: str) -> float:
        if not value:
            return LAST
        return -dimension.code_of[value] if descending else dimension.code_of[value]

    return Order(columns, chosen.selected.sorted_by(facet, descending=descending), lead, lead_rank)


def _by_relevance(chosen: PositionQuery) -> Order:
    """Best match first, by PostgreSQL's rank; without words every row matches alike."""
    columns, rows = chosen.selected.columns, chosen.selected.rows
    query = search_query(chosen.values["q"])
    if query is None:
        return Order(columns, rows)
    ids = chosen.selected.ids()
    ranked = Position.objects.filter(pk__in=ids).annotate(rank=SearchRank(F("document"), query))
    rank_of = dict(ranked.values_list("pk", "rank"))
    ranks = np.array([rank_of.get(key, 0.0) for key in ids], np.float64)
    by_row = dict(zip(rows.tolist(), ranks.tolist(), strict=True))
    best_first = rows[np.argsort(-ranks, kind="stable")]
    return Order(columns, best_first, lambda row: repr(by_row[row]), lambda words: -float(words))
