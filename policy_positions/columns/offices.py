"""Who held which office when, in codes and days; in which office a statement was made."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..models import Tenure
from ..partial_dates import PartialDate
from .dates import UNDATED, day_number
from .facets import Dimension

Codes = NDArray[np.integer]

FOREVER = int(np.iinfo(np.int32).max)


class Term(NamedTuple):
    """One tenure in codes and days; an open end is the last day there can be.

    ``last`` is the last day that it may have lasted, ``over`` the first on which somebody else may be in
    office: where the end is known to the day, that is the day of the handover itself.
    """

    leader: int
    country: int
    organization: int
    role: int
    first: int
    last: int
    over: int
    tenure: Tenure


def read_terms(dimensions: Mapping[str, Dimension]) -> list[Term]:
    """Every tenure; of several that fit a statement the last is the office it was made in."""
    codes = {name: _codes_by_id(dimensions[name]) for name in ("leader", "country", "organization")}
    return [
        Term(
            leader=codes["leader"][tenure.leader_id],
            country=codes["country"].get(tenure.country_id, 0),
            organization=codes["organization"].get(tenure.organization_id, 0),
            role=dimensions["role"].code_of[tenure.role],
            first=day_number(tenure.started.first or datetime.date.min),
            last=day_number(tenure.ended.last) if tenure.ended.last else FOREVER,
            over=day_number(tenure.over) if tenure.over else FOREVER,
            tenure=tenure,
        )
        for tenure in sorted(Tenure.objects.select_related("country", "organization"), key=Tenure.rank)
    ]


class Offices:
    """In which office somebody spoke: what ``Position.office`` asks the database for, from memory."""

    def __init__(self, terms: list[Term]) -> None:
        self._of: defaultdict[int, list[Term]] = defaultdict(list)
        for term in reversed(terms):  # the highest in rank first
            self._of[term.tenure.leader_id].append(term)

    def at(
        self, leader: int | None, country: int | None, organization: int | None, stated: PartialDate
    ) -> Tenure | None:
        """By primary keys; None where no tenure says."""
        if leader is None or leader not in self._of:
            return None
        first, last = (None if day is None else day_number(day) for day in (stated.first, stated.last))
        for term in self._of[leader]:
            tenure = term.tenure
            if (tenure.country_id, tenure.organization_id) == (country, organization) and (
                first is None or last is None or (term.first <= last and first <= term.last)
            ):
                return tenure
        return None


def _codes_by_id(dimension: Dimension) -> dict[int | None, int]:
    return {key: code for code, key in enumerate(dimension.ids.tolist(), start=1)}


def roles_at_the_time(statements: Mapping[str, Codes], terms: list[Term]) -> Codes:
    """The role in which each statement's leader spoke for its holder; 0 where no tenure says.

    ``statements`` holds codes of leader, country and organization, and first and last day, a row each.
    """
    roles = np.zeros(len(statements["leader"]), np.uint8)
    leaders = statements["leader"].astype(np.min_scalar_type(int(statements["leader"].max(initial=0))))
    by_leader = np.argsort(leaders, kind="stable")  # of numbers in two bytes it takes a tenth of the time
    begin = np.cumsum(np.bincount(leaders, minlength=max((term.leader for term in terms), default=0) + 1))
    for term in terms:
        rows = by_leader[begin[term.leader - 1] : begin[term.leader]]
        undated = statements["first"][rows] == UNDATED
        held = (statements["last"][rows] >= term.first) & (statements["first"][rows] <= term.last)
        same_holder = (statements["country"][rows] == term.country) & (
            statements["organization"][rows] == term.organization
        )
        roles[rows[(held | undated) & same_holder]] = term.role
    return roles
