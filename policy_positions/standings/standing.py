"""Where each country stands on each issue on a day, and what decides it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..columns import Published, Selected, published_by_id
from ..columns.standing_rows import Deciding, deciding_rows, is_reading, statement_counts
from ..models import Country, Issue


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
    is_characterized: bool  # it rests on a reporter's reading alone

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
    with_passages: bool = True,
) -> list[Standing]:
    """Every country's standing on each of ``issues``, from the selected rows alone; countries by name.

    ``with_passages`` is for who shows them: hundreds take as long to fetch as to write.
    """
    slugs = {issue.slug for issue in issues}
    decided = {
        (cell.country, cell.issue): cell for cell in deciding_rows(selected, as_of) if cell.issue in slugs
    }
    counts = statement_counts(selected, as_of)
    decide = Deciders(selected, decided, with_passages=with_passages)
    return [
        decide.standing(country, issue, counts.get((country.iso3, issue.slug), 0), as_of)
        for country in (Country.objects.by_name() if countries is None else countries)
        for issue in issues
    ]


def standings_by_country(
    selected: Selected,
    as_of: datetime.date,
    *,
    issues: Sequence[Issue],
    countries: Iterable[Country] | None = None,
    with_passages: bool = True,
) -> list[tuple[Country, list[Standing]]]:
    """A row a country, its standings in the order of ``issues``."""
    cells = standings(selected, as_of, issues=issues, countries=countries, with_passages=with_passages)
    width = len(issues) or 1
    rows = (cells[start : start + width] for start in range(0, len(cells), width))
    return [(row[0].country, row) for row in rows]


class Deciders:
    """The rows that decide by country and issue, and their positions, asked for again as published."""

    def __init__(
        self, selected: Selected, cells: Mapping[tuple[str, str], Deciding], *, with_passages: bool = True
    ) -> None:
        self._columns, self._cells = selected.columns, cells
        rows = {row for cell in cells.values() for row in (cell.row, cell.contesting) if row is not None}
        ids = [int(self._columns.ids[row]) for row in rows]
        self._positions = published_by_id(self._columns, ids, with_passages=with_passages)

    def standing(self, country: Country, issue: Issue, statements: int, as_of: datetime.date) -> Standing:
        cell = self._cells.get((country.iso3, issue.slug))
        deciding = self._deciding(cell) if cell else ()
        is_characterized = cell is not None and bool(deciding) and is_reading(self._columns, cell.row)
        return Standing(country, issue, deciding, statements, as_of, is_characterized)

    def _deciding(self, cell: Deciding) -> tuple[Published, ...]:
        """What was withdrawn since the columns were read is left out."""
        ids = [int(self._columns.ids[row]) for row in (cell.row, cell.contesting) if row is not None]
        return tuple(self._positions[key] for key in ids if key in self._positions)
