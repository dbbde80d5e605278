"""What the words of the coding mean, by examples from the record itself."""

from __future__ import annotations

from django.http import QueryDict

from ...columns import Columns, Published, published_by_id
from ...filters import PositionFilter
from ...models import Issue
from ...standings import Standing, standings
from ...vocabulary import Stance, Voice

EXEMPLIFIED = {"stance": Stance, "voice": Voice}


def examples(record: Columns) -> dict[tuple[str, str], Published]:
    """For each stance and voice that the record holds its newest position, one that is certain before all."""
    keys = {
        (name, code): _newest(record, name, code)
        for name, codes in EXEMPLIFIED.items()
        for code in codes.values
    }
    positions = published_by_id(record, [key for key in keys.values() if key])
    return {word: positions[key] for word, key in keys.items() if key in positions}


def _newest(record: Columns, name: str, code: str) -> int | None:
    for condition in ("&confidence=certain", ""):
        selected = PositionFilter(QueryDict(f"{name}={code}{condition}"), record=record).selected
        if selected.total:
            return selected.ids(selected.rows[:1])[0]
    return None


def example_of_a_standing(record: Columns, issues: list[Issue]) -> Standing | None:
    """The one that most statements stand behind, on the first issue that has any."""
    for issue in issues:
        decided = [
            each for each in standings(record.everything, record.latest_day, issues=[issue]) if each.deciding
        ]
        if decided:
            return max(decided, key=lambda each: each.statements)
    return None


def most_said_of(record: Columns, facet: str) -> str:
    """The country, or the issue, of which most is on record; empty where nothing is."""
    counts = record.everything.counts(facet)
    return max(counts, key=counts.__getitem__, default="")
