"""Where each country was last heard to stand, in rows that need not reach to the present."""

from __future__ import annotations

from collections.abc import Sequence

from ..columns import Selected
from ..columns.standing_rows import Deciding, deciding_rows, statement_counts
from ..models import Country, Issue
from .history import days_to_show
from .standing import Deciders, Standing


def latest_standings(selected: Selected, issues: Sequence[Issue]) -> list[Standing]:
    """A standing for every country and issue: the last there was, though its speaker has left office since.

    For a summit this is where its countries stood, by what is tied to it alone.
    """
    days = days_to_show(selected)
    if not days:
        return []
    last: dict[tuple[str, str], Deciding] = {}
    for day in days:
        last |= {(cell.country, cell.issue): cell for cell in deciding_rows(selected, day)}
    counts = statement_counts(selected, days[-1])
    decide = Deciders(selected, last)
    return [
        decide.standing(country, issue, counts.get((country.iso3, issue.slug), 0), days[-1])
        for country in Country.objects.by_name()
        for issue in issues
    ]
