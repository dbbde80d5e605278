"""Which rows decide where each country stands on each issue on a day."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..vocabulary import SPEAKS_FOR_COUNTRY, VOICE_TIERS, Voice
from .counting import cell_count, cells_of, key_of
from .dates import day_number, day_of
from .packing import lookup
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
    return selected.once(("deciding", as_of), lambda: _deciding_rows(selected, as_of))


def _deciding_rows(selected: Selected, as_of: datetime.date) -> list[Deciding]:
    columns = selected.columns
    rows = _rows_of_office_holders(selected, as_of)
    decided, contested = _decide(columns, rows, cells_of(columns, rows), cell_count(columns))
    return [
        Deciding(
            *key_of(columns, cell),
            row=int(decided[cell]),
            contesting=None if contested[cell] == NOBODY else int(contested[cell]),
        )
        for cell in np.flatnonzero(decided != NOBODY).tolist()
    ]


def deciding_rows_of_leaders(selected: Selected, as_of: datetime.date) -> dict[tuple[str, str], int]:
    """By leader and issue the row that decides where the leader stands: by tiers too, in whatever office."""
    columns, rows = selected.columns, selected.stated_by(as_of)
    rows = rows[columns.codes("leader", rows) > 0]
    cells = cells_of(columns, rows, by="leader")
    decided, _ = _decide(columns, rows, cells, cell_count(columns, by="leader"))
    return {
        key_of(columns, cell, by="leader"): int(decided[cell])
        for cell in np.flatnonzero(decided != NOBODY).tolist()
    }


def statement_counts(selected: Selected, as_of: datetime.date) -> dict[tuple[str, str], int]:
    """How many of the selected rows stated by ``as_of`` each country and issue has: what a cell opens."""
    return selected.once(("counts", as_of), lambda: _statement_counts(selected, as_of))


def _statement_counts(selected: Selected, as_of: datetime.date) -> dict[tuple[str, str], int]:
    columns = selected.columns
    counts = np.bincount(cells_of(columns, selected.stated_by(as_of)))
    first = columns.dimensions["issue"].size  # before it are the cells of no country
    return {
        key_of(columns, cell): int(counts[cell]) for cell in np.flatnonzero(counts).tolist() if cell >= first
    }


def is_reading(columns: Columns, row: int) -> bool:
    """It rests on a reporter's reading, with nothing stronger beside it."""
    voices = int(columns.arrays.codes["voices"][row])
    bit_of = columns.packing.bit_of
    return bool(voices & bit_of([Voice.CHARACTERIZED])) and not voices & ~bit_of(
        [Voice.CHARACTERIZED, Voice.ANONYMOUS]
    )


def leaders_in_office(columns: Columns, day: datetime.date) -> set[str]:
    """The slugs of those who hold any office that day; the successor does on the day of a handover."""
    number = day_number(day)
    keys = columns.dimensions["leader"].keys
    return {keys[term.leader - 1] for term in columns.terms if term.first <= number < term.over}


def days_of_change(selected: Selected, until: datetime.date | None = None) -> list[datetime.date]:
    """The days on which a standing may change: a statement is made, or a speaker's office changes hands.

    Handovers after the last statement count up to ``until``.
    """
    return [day_of(number) for number in numbers_of_change(selected, until)]


def numbers_of_change(selected: Selected, until: datetime.date | None = None) -> list[int]:
    """The same days as numbers: a long record has more of them than anybody asks for."""
    return selected.once(("change", until), lambda: _numbers_of_change(selected, until))


def _numbers_of_change(selected: Selected, until: datetime.date | None) -> list[int]:
    columns, dated = selected.columns, selected.dated()
    if not len(dated):
        return []
    dates = columns.arrays.dates
    codes = np.flatnonzero(np.bincount(columns.arrays.codes["date"][dated], minlength=dates.size))
    begin, end = int(dates.first[codes].min()), int(dates.last[codes].max())
    end = end if until is None else max(end, day_number(until))
    speakers = set(np.flatnonzero(np.bincount(columns.codes("leader", dated))).tolist())
    handovers = {day for term in columns.terms if term.leader in speakers for day in (term.first, term.over)}
    days = {*dates.first[codes].tolist(), *(day for day in handovers if begin <= day <= end)}
    return sorted(days)


def _rows_of_office_holders(selected: Selected, as_of: datetime.date) -> NDArray[np.intp]:
    """Rows stated by ``as_of``, by a country itself or by a leader then and on that day in office for it."""
    columns, rows = selected.columns, selected.stated_by(as_of)
    day = day_number(as_of)
    speaking = columns.packing.holding("role", SPEAKS_FOR_COUNTRY)
    countries = columns.dimensions["country"].size
    in_office = np.zeros((columns.dimensions["leader"].size, columns.packing.size["holder"]), bool)
    for term in columns.terms:
        if speaking[term.role] and term.first <= day < term.over:
            in_office[term.leader, term.country] = True
    in_office[:, countries:] = False
    # Who is in office somewhere: most rows are of others, and passed over at a glance.
    leaders = np.zeros(len(in_office), bool)
    leaders[0] = True
    leaders |= in_office.any(axis=1)
    rows = rows[lookup(leaders, columns.arrays.codes["leader"])[rows]]
    holder, leader = columns.arrays.codes["holder"][rows], columns.arrays.codes["leader"][rows]
    by_leader = speaking[columns.arrays.codes["role"][rows]] & in_office[leader, holder]
    return rows[(holder > 0) & (holder < countries) & (by_leader | (leader == 0))]


def _decide(
    columns: Columns, rows: NDArray[np.intp], cells: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """By cell the row that decides and the one that contests it, NOBODY where there is none."""
    decided = np.full(size, NOBODY)
    contested = decided.copy()
    for tier in VOICE_TIERS:
        heard = columns.in_voice(tier, rows) & (decided[cells] == NOBODY)
        latest = _first_of_each(cells[heard], rows[heard], size)
        decided = np.where(decided == NOBODY, latest, decided)
        against = _contesting(columns, rows[heard], latest[cells[heard]])
        if against.any():  # which it never is where each cell is of one leader
            against &= _is_last_word(columns, rows[heard], cells[heard], size)
        contesting = _first_of_each(cells[heard][against], rows[heard][against], size)
        contested = np.where(contested == NOBODY, contesting, contested)
    return decided, contested


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
    own = cells * leaders + columns.codes("leader", rows)
    return _first_of_each(own, rows, size * leaders)[own] == rows


def _contesting(columns: Columns, rows: NDArray[np.intp], deciding: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which rows are another office-holder's, take another stance, and fall in the same summit or month."""

    def both(facet: str) -> tuple[NDArray[np.integer], NDArray[np.integer]]:
        return columns.codes(facet, rows), columns.codes(facet, deciding)

    (leader, deciding_leader), (stance, deciding_stance) = both("leader"), both("stance")
    month, deciding_month = columns.month(rows), columns.month(deciding)
    summit, deciding_summit = both("summit")
    another = (leader != deciding_leader) & (leader > 0) & (deciding_leader > 0)
    together = ((month == deciding_month) & (month > 0)) | ((summit == deciding_summit) & (summit > 0))
    return another & together & (stance != deciding_stance)
