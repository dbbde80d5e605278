"""How long a stance held: the days of one country or one leader, put together where nothing changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..columns import Selected
from ..columns.standing_rows import (
    days_of_change,
    deciding_rows,
    deciding_rows_of_leaders,
    leaders_in_office,
)

Stances = tuple[str, ...]


@dataclass(frozen=True)
class Spell:
    """On an issue, from ``first`` to ``last``, these stances held: two where office-holders differ.

    ``position`` is the primary key of the statement that the spell begins with.
    """

    issue: str
    stances: Stances
    first: datetime.date
    last: datetime.date
    position: int


def spells_of_country(selected: Selected, last: datetime.date) -> list[Spell]:
    """Where the one country selected stood, day by day, up to ``last``."""
    decided = {}
    for day in days_of_change(selected, until=last):
        decided[day] = {
            cell.issue: (cell.row, *(() if cell.contesting is None else (cell.contesting,)))
            for cell in deciding_rows(selected, day)
        }
    return _spells(selected, decided, last)


def spells_of_leader(selected: Selected, slug: str, last: datetime.date) -> list[Spell]:
    """Where a leader stood while in an office; what was said before it, or between two, stands alone."""
    decided = {}
    for day in days_of_change(selected, until=last):
        in_office = slug in leaders_in_office(selected.columns, day)
        rows = deciding_rows_of_leaders(selected, day) if in_office else {}
        decided[day] = {issue: (row,) for (leader, issue), row in rows.items() if leader == slug}
    return _spells(selected, decided, last)


def _spells(
    selected: Selected, decided: Mapping[datetime.date, Mapping[str, tuple[int, ...]]], last: datetime.date
) -> list[Spell]:
    """``decided`` holds the deciding rows by day and issue, the days ascending."""
    open_spells: dict[str, Spell] = {}
    ended: list[Spell] = []
    for day, rows in decided.items():
        if day > last:
            break
        for issue in open_spells.keys() | rows.keys():
            stances = _stances(selected, rows.get(issue, ()))
            running = open_spells.get(issue)
            if running and running.stances == stances:
                continue
            if running:
                ended.append(replace(open_spells.pop(issue), last=day - datetime.timedelta(days=1)))
            if stances:
                key = int(selected.columns.ids[rows[issue][0]])
                open_spells[issue] = Spell(issue, stances, day, last, key)
    return sorted([*ended, *open_spells.values()], key=lambda spell: (spell.first, spell.issue))


def _stances(selected: Selected, rows: tuple[int, ...]) -> Stances:
    keys = selected.columns.dimensions["stance"].keys
    return tuple(keys[selected.columns.code("stance", row) - 1] for row in rows)
