"""Where each country stands on each issue on a day, and what decides it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..columns import Published, Selected, published_by_id
from ..columns.standing_rows import Deciding, deciding_rows, statement_counts
from ..models import Country, Issue
from ..vocabulary import Voice


@dataclass(frozen=True)
class Standing:
    """Where a country stands on an issue: what decides it, and how many statements its cell opens.

    ``deciding`` is empty when no statement is recorded; it holds two positions when office-holders differ.
    """

    country: Country
    issue: Issue
    deciding: tuple[Published, ...]
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
        if not self.deciding:
            return False
        voices = {quotation.voice for quotation in self.deciding[0].quotations.all()}
        return Voice.CHARACTERIZED in voices and voices <= {Voice.CHARACTERIZED, Voice.ANONYMOUS}

    @property
    def age(self) -> str:
        """How old the deciding statement was on the day asked for, in words; empty when it was not."""
        return self.deciding[0].stated.age_on(self.as_of) if self.deciding else ""

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
    positions = deciding_positions(selected, decided.values())
    return [
        Standing(
            country=country,
            issue=issue,
            deciding=in_cell(selected, decided.get((country.iso3, issue.slug)), positions),
            statements=counts.get((country.iso3, issue.slug), 0),
            as_of=as_of,
        )
        for country in (Country.objects.by_name() if countries is None else countries)
        for issue in issues
    ]


def standings_by_country(
    selected: Selected,
    as_of: datetime.date,
    *,
    issues: Sequence[Issue],
    countries: Iterable[Country] | None = None,
) -> list[tuple[Country, list[Standing]]]:
    """A row a country, its standings in the order of ``issues``."""
    cells = standings(selected, as_of, issues=issues, countries=countries)
    width = len(issues) or 1
    rows = (cells[start : start + width] for start in range(0, len(cells), width))
    return [(row[0].country, row) for row in rows]


def deciding_positions(selected: Selected, cells: Iterable[Deciding]) -> dict[int, Published]:
    """The deciding positions by primary key, asked for again as published."""
    rows = {row for cell in cells for row in (cell.row, cell.contesting) if row is not None}
    ids = [int(selected.columns.ids[row]) for row in rows]
    return published_by_id(selected.columns, ids)


def in_cell(
    selected: Selected, cell: Deciding | None, positions: dict[int, Published]
) -> tuple[Published, ...]:
    """What was withdrawn since the columns were read is left out."""
    rows = (cell.row, cell.contesting) if cell else ()
    ids = [int(selected.columns.ids[row]) for row in rows if row is not None]
    return tuple(positions[key] for key in ids if key in positions)
