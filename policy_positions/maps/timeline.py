"""How the map changes over time: for each issue and country, when its standing becomes another."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .question import Issue
from .standing import NONE, NOTHING_SAID, CountryStanding, Evidence


@dataclass(frozen=True)
class Change:
    """From this day on, until its next change, the country stands so on the issue."""

    iso3: str
    issue: str
    from_date: datetime.date
    standing: CountryStanding


def timeline(changes: Iterable[Change], issues: Sequence[Issue], blank_url: str) -> dict[str, Any]:
    """Everything that the slider shows, as JSON will carry it.

    Before its first change a country has no statement recorded; it then links to ``blank_url``, in which
    ``{iso3}`` and ``{issue}`` stand for what is asked. Each passage is written once. The value of ``as_of``
    in any address becomes the month that is shown.
    """
    evidence: dict[Evidence, int] = {}
    steps: dict[str, dict[str, list[dict[str, Any]]]] = {issue.slug: {} for issue in issues}
    for change in sorted(changes, key=lambda each: each.from_date):
        cited = [evidence.setdefault(each, len(evidence)) for each in change.standing.evidence]
        steps[change.issue].setdefault(change.iso3, []).append(_step(change, cited))
    return {
        "issues": {issue.slug: {"name": issue.name, "proposition": issue.proposition} for issue in issues},
        "blank": {"symbol": NONE, "paint": NONE, "words": NOTHING_SAID, "url": blank_url},
        "evidence": [_passage(each) for each in evidence],
        "changes": steps,
    }


def _passage(evidence: Evidence) -> dict[str, str]:
    return {
        "stance": evidence.stance,
        "stance_label": evidence.stance_label,
        "exact": evidence.exact,
        "language": evidence.language,
        "voice": evidence.voice,
        "voice_label": evidence.voice_label,
        "whose": evidence.whose,
        "stated": evidence.stated,
        "source": evidence.source,
        "url": evidence.url,
    }


def _step(change: Change, cited: list[int]) -> dict[str, Any]:
    standing = change.standing
    return {
        "from": change.from_date.isoformat(),
        "symbol": standing.symbol,
        "paint": standing.paint,
        "words": standing.words,
        "evidence": cited,
        "statements": standing.statements,
        "url": standing.url,
    }
