"""Which rows decide where each country stands on each issue on a day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..vocabulary import SPEAKS_FOR_COUNTRY, VOICE_TIERS
from .reading import UNDATED, day_number, day_of
from .selection import Selected
from .snapshot import Columns

NOBODY = -1


class Deciding(NamedTuple):
    """For a country and an issue: the row that decides, and one of another office-holder that contests it."""

    country: str
    issue: str
    row: int
    contesting: int | None


def deciding_rows(selected: Selected, as_of: datetime.date) -> list[Deciding]:
    """The latest statement by somebody in office on ``as_of``, in the strongest voice there is.

    A statement of a country that names no leader is its government's own. Two office-holders who differ
    within the same summit or the same month contest each other. Anonymous officials, experts and
    organizations decide nothing.
    """
    columns = selected.columns
    rows = _rows_of_office_holders(selected, as_of)
    issues = columns.dimensions["issue"].size
    cells = columns.codes["country"][rows].astype(np.int64) * issues + columns.codes["issue"][rows]
    decided, contested = _decide(columns, rows, cells, columns.dimensions["country"].size * issues)
    return [
        Deciding(
            country=columns.dimensions["country"].keys[cell // issues - 1],
            issue=columns.dimensions["issue"].keys[cell % issues - 1],
            row=int(decided[cell]),
            contesting=None if contested[cell] == NOBODY else int(contested[cell]),
        )
        for cell in np.flatnonzero(decided != NOBODY).tolist()
    ]


def deciding_rows_of_leaders(selected: Selected, as_of: datetime.date) -> dict[tuple[str, str], int]:
    """By leader and issue the row that decides where the leader stands: by tiers too, in whatever office."""
    columns, rows = selected.columns, _stated_by(selected, as_of)
    rows = rows[columns.codes["leader"][rows] > 0]
    issues = columns.dimensions["issue"].size
    cells = columns.codes["leader"][rows].astype(np.int64) * issues + columns.codes["issue"][rows]
    decided, _ = _decide(columns, rows, cells, columns.dimensions["leader"].size * issues)
    return {
        (
            columns.dimensions["leader"].keys[cell // issues - 1],
            columns.dimensions["issue"].keys[cell % issues - 1],
        ): int(decided[cell])
        for cell in np.flatnonzero(decided != NOBODY).tolist()
    }


def statement_counts(selected: Selected, as_of: datetime.date) -> dict[tuple[str, str], int]:
    """How many of the selected rows stated by ``as_of`` each country and issue has: what a cell opens."""
    columns = selected.columns
    issues = columns.dimensions["issue"].size
    rows = _stated_by(selected, as_of)
    cells = columns.codes["country"][rows].astype(np.int64) * issues + columns.codes["issue"][rows]
    counts = np.bincount(cells)
    return {
        (
            columns.dimensions["country"].keys[cell // issues - 1],
            columns.dimensions["issue"].keys[cell % issues - 1],
        ): int(counts[cell])
        for cell in np.flatnonzero(counts).tolist()
        if cell >= issues
    }


def leaders_in_office(columns: Columns, day: datetime.date) -> set[str]:
    """The slugs of those who hold any office that day; the successor does on the day of a handover."""
    number = day_number(day)
    keys = columns.dimensions["leader"].keys
    return {keys[term.leader - 1] for term in columns.terms if term.first <= number < term.over}


def days_of_change(selected: Selected, until: datetime.date | None = None) -> list[datetime.date]:
    """The days on which a standing may change: a statement is made, or a speaker's office changes hands.

    Handovers after the last statement count up to ``until``.
    """
    columns = selected.columns
    dated = selected.rows[columns.first[selected.rows] != UNDATED]
    if not len(dated):
        return []
    begin, end = int(columns.first[dated].min()), int(columns.last[dated].max())
    end = end if until is None else max(end, day_number(until))
    speakers = set(np.unique(columns.codes["leader"][dated]).tolist())
    handovers = {day for term in columns.terms if term.leader in speakers for day in (term.first, term.over)}
    days = {int(day) for day in np.unique(columns.first[dated])} | {
        day for day in handovers if begin <= day <= end
    }
    return [day_of(number) for number in sorted(days)]


def _rows_of_office_holders(selected: Selected, as_of: datetime.date) -> NDArray[np.intp]:
    """Rows stated by ``as_of``, by a country itself or by a leader then and on that day in office for it."""
    columns, rows = selected.columns, _stated_by(selected, as_of)
    day = day_number(as_of)
    country, leader = columns.codes["country"][rows], columns.codes["leader"][rows]
    speaking = np.zeros(columns.dimensions["role"].size, bool)
    speaking[[columns.dimensions["role"].code_of[role] for role in SPEAKS_FOR_COUNTRY]] = True
    spoke_in_office = speaking[columns.codes["role"][rows]]
    in_office = np.zeros((columns.dimensions["leader"].size, columns.dimensions["country"].size), bool)
    for term in columns.terms:
        if speaking[term.role] and term.first <= day < term.over:
            in_office[term.leader, term.country] = True
    by_leader = spoke_in_office & in_office[leader, country]
    return rows[(country > 0) & (by_leader | (leader == 0))]


def _stated_by(selected: Selected, as_of: datetime.date) -> NDArray[np.intp]:
    first = selected.columns.first[selected.rows]
    return selected.rows[(first != UNDATED) & (first <= day_number(as_of))]


def _decide(
    columns: Columns, rows: NDArray[np.intp], cells: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By cell the row that decides and the one that contests it, NOBODY where there is none."""
    decided = np.full(size, NOBODY)
    contested = decided.copy()
    for tier in VOICE_TIERS:
        heard = _in_tier(columns, rows, tier) & (decided[cells] == NOBODY)
        latest = _first_of_each(cells[heard], rows[heard], size)
        decided = np.where(decided == NOBODY, latest, decided)
        against = _contesting(columns, rows[heard], latest[cells[heard]])
        if against.any():  # which it never is where each cell is of one leader
            against &= _is_last_word(columns, rows[heard], cells[heard], size)
        contesting = _first_of_each(cells[heard][against], rows[heard][against], size)
        contested = np.where(contested == NOBODY, contesting, contested)
    return decided, contested


def _in_tier(columns: Columns, rows: NDArray[np.intp], tier: tuple[str, ...]) -> NDArray[np.bool_]:
    bits = sum(1 << (columns.dimensions["voice"].code_of[voice] - 1) for voice in tier)
    return (columns.voice_bits[rows] & bits) != 0


def _first_of_each(cells: NDArray[np.int64], rows: NDArray[np.intp], size: int) -> NDArray[np.int64]:
    """The first row of each cell: written backwards, so that the newest, which is first, is written last."""
    first = np.full(size, NOBODY)
    first[cells[::-1]] = rows[::-1]
    return first


def _is_last_word(
    columns: Columns, rows: NDArray[np.intp], cells: NDArray[np.int64], size: int
) -> NDArray[np.bool_]:
    """Which rows are the newest of their leader in their cell: what was taken back contests nothing."""
    leaders = columns.dimensions["leader"].size
    own = cells * leaders + columns.codes["leader"][rows]
    return _first_of_each(own, rows, size * leaders)[own] == rows


def _contesting(columns: Columns, rows: NDArray[np.intp], deciding: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows are another office-holder's, take another stance, and fall in the same summit or month."""
    leader, stance, month, summit = (
        columns.codes["leader"],
        columns.codes["stance"],
        columns.month,
        columns.codes["summit"],
    )
    another = (leader[rows] != leader[deciding]) & (leader[rows] > 0) & (leader[deciding] > 0)
    together = ((month[rows] == month[deciding]) & (month[rows] > 0)) | (
        (summit[rows] == summit[deciding]) & (summit[rows] > 0)
    )
    return another & together & (stance[rows] != stance[deciding])
