"""How standings change over time."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..columns import Columns, Published, Selected
from ..columns.dates import day_of
from ..columns.standing_rows import Deciding, deciding_rows, is_reading, numbers_of_change, statement_counts
from ..partial_dates import PartialDate
from ..vocabulary import VOICE_TIERS

MOST_DAYS = 60


@dataclass(frozen=True)
class Change:
    """From ``since`` on, until its next change, the country stands so on the issue.

    Two ``stances`` are those of office-holders who differ, none is nobody's; ``is_characterized`` says that
    the standing rests on a reporter's reading alone.
    """

    country: str
    issue: str
    since: datetime.date
    stances: tuple[str, ...]
    is_characterized: bool
    statements: int


def days_to_show(selected: Selected) -> list[datetime.date]:
    """Where a slider stops: each day on which a standing may change, year ends where these are too many."""
    numbers = numbers_of_change(selected)
    if len(numbers) <= MOST_DAYS:
        return [day_of(number) for number in numbers]
    first, last = day_of(numbers[0]), day_of(numbers[-1])
    return [*(datetime.date(year, 12, 31) for year in range(first.year, last.year)), last]


def changes(selected: Selected, days: Sequence[datetime.date]) -> list[Change]:
    """How standings change over ``days``, which ascend: each cell where it differs from the day before."""
    previous: dict[tuple[str, str], tuple[tuple[str, ...], bool, int]] = {}
    found: list[Change] = []
    for day in days:
        decided = {(cell.country, cell.issue): cell for cell in deciding_rows(selected, day)}
        counts = statement_counts(selected, day)
        for key in sorted(decided.keys() | counts.keys() | previous.keys()):
            stances, is_characterized = _coded(selected.columns, decided.get(key))
            state = stances, is_characterized, counts.get(key, 0)
            if state != previous.get(key, ((), False, 0)):
                found.append(Change(*key, day, stances, is_characterized, counts.get(key, 0)))
                previous[key] = state
    return found


def _coded(columns: Columns, cell: Deciding | None) -> tuple[tuple[str, ...], bool]:
    if cell is None:
        return (), False
    rows = [cell.row] if cell.contesting is None else [cell.row, cell.contesting]
    keys = columns.dimensions["stance"].keys
    return tuple(keys[columns.code("stance", row) - 1] for row in rows), is_reading(columns, cell.row)


@dataclass(frozen=True)
class Turn:
    """Between two times of speaking the holder took up another issue, left one, or changed stance on one."""

    before: tuple[Published, ...]
    after: tuple[Published, ...]

    @property
    def changed(self) -> tuple[tuple[Published, Published], ...]:
        """Pairs on one issue whose stances differ; a weaker voice than the earlier one's changes nothing."""
        earlier = {position.issue_id: position for position in self.before}
        pairs = ((earlier.get(position.issue_id), position) for position in self.after)
        return tuple(
            (old, new)
            for old, new in pairs
            if old is not None and old.stance != new.stance and _tier(new) <= _tier(old)
        )


def turns(positions: Sequence[Published]) -> list[Turn]:
    """What one holder or leader said, year by year, where a year differs from the one before it.

    ``positions`` may stand in any order; of several on one issue in a year the latest counts.
    """
    by_year: dict[int, dict[int, Published]] = {}
    for position in sorted((each for each in positions if each.stated_on), key=_when):
        by_year.setdefault(_when(position).parts[0], {})[position.issue_id] = position
    years = [tuple(said.values()) for _, said in sorted(by_year.items())]
    return [Turn(before, after) for before, after in pairwise(years) if _told(before) != _told(after)]


def _tier(position: Published) -> int:
    """Which of VOICE_TIERS its voice is in; an unnamed official's comes after all of them."""
    tiers = (place for place, voices in enumerate(VOICE_TIERS) if position.strongest_voice in voices)
    return next(tiers, len(VOICE_TIERS))


def _when(position: Published) -> PartialDate:
    return position.stated


def _told(said: Sequence[Published]) -> set[tuple[int, str]]:
    return {(position.issue_id, position.stance) for position in said}
