"""Who agrees with whom: the share of shared issues on which two take the same stance."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from ..columns import Published, Selected, published_by_id
from ..columns.standing_rows import deciding_rows, deciding_rows_of_leaders
from ..models import Country, Issue, Leader
from .standing import standings_by_country

ENOUGH_SHARED = 2  # issues on which both must have a stance before a share means anything

Stances = Mapping[str, str]


@dataclass(frozen=True)
class Agreement:
    """``same`` of the ``shared`` issues, those on which both have a stance."""

    same: int
    shared: int

    @property
    def share(self) -> Fraction | None:
        """None below two shared issues: not enough to say."""
        return Fraction(self.same, self.shared) if self.shared >= ENOUGH_SHARED else None

    @property
    def percent(self) -> int | None:
        return None if self.share is None else round(self.share * 100)


def agreement(one: Stances, other: Stances) -> Agreement:
    """Two parties' stances by issue; an issue without a statement is in neither."""
    shared = one.keys() & other.keys()
    return Agreement(sum(one[issue] == other[issue] for issue in shared), len(shared))


@dataclass(frozen=True)
class Compared:
    """One of the parties side by side, and what decides where it stands on each of the issues, in order."""

    party: Country | Leader
    deciding: tuple[tuple[Published, ...], ...]

    @property
    def stances(self) -> Stances:
        """By issue; where office-holders contest each other there is no one stance to compare."""
        return {found[0].issue.slug: found[0].stance for found in self.deciding if len(found) == 1}


def compare_countries(
    selected: Selected, as_of: datetime.date, *, issues: Sequence[Issue], countries: Sequence[Country]
) -> list[Compared]:
    rows = standings_by_country(selected, as_of, issues=issues, countries=countries)
    return [Compared(country, tuple(cell.deciding for cell in cells)) for country, cells in rows]


def compare_leaders(
    selected: Selected, as_of: datetime.date, *, issues: Sequence[Issue], leaders: Sequence[Leader]
) -> list[Compared]:
    """Where each leader stood by that day, in whatever office."""
    rows = deciding_rows_of_leaders(selected, as_of)
    keys = {
        (leader.slug, issue.slug): int(selected.columns.ids[rows[leader.slug, issue.slug]])
        for leader in leaders
        for issue in issues
        if (leader.slug, issue.slug) in rows
    }
    positions = published_by_id(selected.columns, list(keys.values()))
    return [
        Compared(
            leader,
            tuple(
                (positions[keys[leader.slug, issue.slug]],)
                if keys.get((leader.slug, issue.slug)) in positions
                else ()
                for issue in issues
            ),
        )
        for leader in leaders
    ]


def agreement_matrix(selected: Selected, as_of: datetime.date) -> dict[tuple[str, str], Agreement]:
    """For every two countries that have a standing, by ISO codes in alphabetical order."""
    columns = selected.columns
    stances: dict[str, dict[str, str]] = {}
    for cell in deciding_rows(selected, as_of):
        own = stances.setdefault(cell.country, {})
        if cell.contesting is None:
            own[cell.issue] = columns.dimensions["stance"].keys[columns.code("stance", cell.row) - 1]
    return {
        (one, other): agreement(stances[one], stances[other])
        for one, other in combinations(sorted(stances), 2)
    }
