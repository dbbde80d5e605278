"""How much of the record each country and issue has: what is missing is visible."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ..columns import Selected
from ..columns.counting import cell_counts
from ..models import Country, Issue


@dataclass(frozen=True)
class Covered:
    """Of one country on one issue: statements, sources, the span of dates, how many are direct speech."""

    country: Country
    issue: Issue
    statements: int
    sources: int
    direct: int
    first: datetime.date | None
    last: datetime.date | None

    @property
    def percent_direct(self) -> int | None:
        return round(100 * self.direct / self.statements) if self.statements else None


def coverage(selected: Selected, *, issues: Sequence[Issue]) -> list[tuple[Country, list[Covered]]]:
    """A row a country, whether or not anything is recorded of it."""
    counts = cell_counts(selected)
    return [
        (
            country,
            [
                Covered(country, issue, *counts.get((country.iso3, issue.slug), (0, 0, 0, None, None)))
                for issue in issues
            ],
        )
        for country in Country.objects.by_name()
    ]
