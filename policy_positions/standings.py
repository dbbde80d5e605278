"""Questions across the record: where each country stands on each issue on a day, and how that changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .columns import Selected
from .columns.standing_rows import Deciding, days_of_change, deciding_rows, statement_counts
from .models import Country, Issue, Position
from .vocabulary import Voice


@dataclass(frozen=True)
class Standing:
    """Where a country stands on an issue: what decides it, and how many statements its cell opens.

    ``deciding`` is empty when no statement is recorded; it holds two positions when office-holders differ.
    """

    country: Country
    issue: Issue
    deciding: tuple[Position, ...]
    statements: int
    as_of: datetime.date

    @property
    def stance(self) -> str | None:
        return self.deciding[0].stance if self.deciding else None

    @property
    def stance_label(self) -> str:
        return self.deciding[0].get_stance_display() if self.deciding else ""

    @property
    def is_contested(self) -> bool:
        return len(self.deciding) > 1

    @property
    def is_characterized(self) -> bool:
        """It rests on a reporter's reading alone."""
        return bool(self.deciding) and self.deciding[0].strongest_voice == Voice.CHARACTERIZED

    @property
    def age_in_days(self) -> int | None:
        """How old the deciding statement was on the day asked for."""
        stated = self.deciding[0].stated.first if self.deciding else None
        return None if stated is None else (self.as_of - stated).days


def standings(
    selected: Selected,
    as_of: datetime.date,
    *,
    issues: Sequence[Issue],
    countries: Iterable[Country] | None = None,
) -> list[Standing]:
    """Every country's standing on each of ``issues``, from the selected rows alone; countries by name."""
    slugs = {issue.slug for issue in issues}
    decided = {
        (cell.country, cell.issue): cell for cell in deciding_rows(selected, as_of) if cell.issue in slugs
    }
    counts = statement_counts(selected, as_of)
    positions = _positions(selected, decided.values())
    return [
        Standing(
            country=country,
            issue=issue,
            deciding=_deciding(selected, decided.get((country.iso3, issue.slug)), positions),
            statements=counts.get((country.iso3, issue.slug), 0),
            as_of=as_of,
        )
        for country in (Country.objects.all() if countries is None else countries)
        for issue in issues
    ]


def standings_by_country(
    selected: Selected, as_of: datetime.date, *, issues: Sequence[Issue]
) -> list[tuple[Country, list[Standing]]]:
    """A row a country, its standings in the order of ``issues``."""
    cells = standings(selected, as_of, issues=issues)
    width = len(issues) or 1
    rows = (cells[start : start + width] for start in range(0, len(cells), width))
    return [(row[0].country, row) for row in rows]


@dataclass(frozen=True)
class Change:
    """From ``since`` on, until the next change of the same country and issue, this is the standing."""

    since: datetime.date
    standing: Standing


MOST_DAYS = 60


def days_to_show(selected: Selected) -> list[datetime.date]:
    """Where a slider stops: each day on which a standing may change, year ends where these are too many."""
    days = days_of_change(selected)
    if len(days) <= MOST_DAYS:
        return days
    years = range(days[0].year, days[-1].year)
    return [*(datetime.date(year, 12, 31) for year in years), days[-1]]


def changes(selected: Selected, days: Sequence[datetime.date], *, issues: Sequence[Issue]) -> list[Change]:
    """How standings change over ``days``, which ascend: each cell where it differs from the day before."""
    previous: dict[tuple[str, str], tuple[Deciding | None, int]] = {}
    found: list[tuple[datetime.date, tuple[str, str], Deciding | None, int]] = []
    for day in days:
        decided = {(cell.country, cell.issue): cell for cell in deciding_rows(selected, day)}
        counts = statement_counts(selected, day)
        for key in decided.keys() | counts.keys() | previous.keys():
            state = decided.get(key), counts.get(key, 0)
            if state != previous.get(key, (None, 0)):
                found.append((day, key, *state))
                previous[key] = state
    return _with_positions(selected, found, issues)


def _with_positions(selected: Selected, found: list, issues: Sequence[Issue]) -> list[Change]:
    by_slug = {issue.slug: issue for issue in issues}
    found = [entry for entry in found if entry[1][1] in by_slug]
    countries = {country.iso3: country for country in Country.objects.all()}
    positions = _positions(selected, [deciding for _, _, deciding, _ in found if deciding])
    return [
        Change(
            day,
            Standing(countries[iso3], by_slug[slug], _deciding(selected, deciding, positions), count, day),
        )
        for day, (iso3, slug), deciding, count in sorted(found, key=lambda entry: (entry[0], entry[1]))
    ]


def _positions(selected: Selected, cells: Iterable[Deciding]) -> dict[int, Position]:
    """The deciding positions by primary key, asked for again as published."""
    rows = {row for cell in cells for row in (cell.row, cell.contesting) if row is not None}
    ids = [int(selected.columns.ids[row]) for row in rows]
    return Position.objects.published().for_table().in_bulk(ids)


def _deciding(
    selected: Selected, cell: Deciding | None, positions: dict[int, Position]
) -> tuple[Position, ...]:
    """What was withdrawn since the columns were read is left out."""
    rows = (cell.row, cell.contesting) if cell else ()
    ids = [int(selected.columns.ids[row]) for row in rows if row is not None]
    return tuple(positions[key] for key in ids if key in positions)
