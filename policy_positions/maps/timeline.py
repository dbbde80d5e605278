"""How the map changes over time: when each country's standing on an issue becomes another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..standings import Change
from .standing import paint_of


def timeline(changes: Iterable[Change], url: str) -> dict[str, Any]:
    """What the slider shows of one issue, as JSON will carry it: [from, paint, statements] by country.

    Before its first change a country has no statement recorded. Any country's rows are at ``url``, in which
    ``{country}`` and ``{as_of}`` stand for what is asked.
    """
    steps: dict[str, list[tuple[str, str, int]]] = {}
    for change in sorted(changes, key=lambda each: each.since):
        step = change.since.isoformat(), paint_of(change.stances, change.is_characterized), change.statements
        steps.setdefault(change.country, []).append(step)
    return {"url": url, "changes": steps}
