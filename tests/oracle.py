"""The rules of the record in plain Python: loops over model objects, slow and easy to check by eye."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from policy_positions.columns import Selection
from policy_positions.models import Country, Issue, Leader, Position, Tenure

Day = datetime.date
NEVER, FOREVER = datetime.date.min, datetime.date.max

SPEAKS_FOR_A_COUNTRY = {"head_of_state", "head_of_government", "vice_president", "foreign_minister"}
TIERS = ({"direct", "document"}, {"reported"}, {"characterized"})


# Days


def first_day(date: Day | None, precision: str) -> Day | None:
    return None if precision == "unknown" else date


def last_day(date: Day | None, precision: str) -> Day | None:
    """April 2012 may have been as late as 30 April."""
    if date is None or precision == "unknown":
        return None
    if precision == "year":
        return datetime.date(date.year, 12, 31)
    if precision == "month":
        return datetime.date(date.year, date.month, calendar.monthrange(date.year, date.month)[1])
    return date


def month_of(position: Position) -> tuple[int, int] | None:
    """A statement dated by its year alone is of no month."""
    if position.stated_on is None or position.stated_on_precision not in ("day", "month"):
        return None
    return position.stated_on.year, position.stated_on.month


# Offices


def began(tenure: Tenure) -> Day:
    return first_day(tenure.start, tenure.start_precision) or NEVER


def may_have_ended(tenure: Tenure) -> Day:
    return last_day(tenure.end, tenure.end_precision) or FOREVER


def office_of(position: Position, tenures: Sequence[Tenure]) -> Tenure | None:
    """The office in which it was said: for its holder, held at the time, one that speaks for a country first.

    Of several, the one that began last.
    """
    said_first = first_day(position.stated_on, position.stated_on_precision)
    said_last = last_day(position.stated_on, position.stated_on_precision)
    fitting = []
    for tenure in tenures:
        same_holder = (tenure.country_id, tenure.organization_id) == (
            position.country_id,
            position.organization_id,
        )
        at_the_time = said_first is None or (
            said_first <= may_have_ended(tenure) and began(tenure) <= said_last
        )
        if tenure.leader_id == position.leader_id and same_holder and at_the_time:
            fitting.append(tenure)
    return max(
        fitting,
        key=lambda tenure: (tenure.role in SPEAKS_FOR_A_COUNTRY, began(tenure), tenure.pk),
        default=None,
    )


def is_in_office(leader: Leader, country: Country, day: Day, tenures: Sequence[Tenure]) -> bool:
    """Does the leader speak for the country on that day? On the day of a handover the successor does."""
    for tenure in tenures:
        if (tenure.leader_id, tenure.country_id) != (leader.pk, country.pk):
            continue
        if tenure.role not in SPEAKS_FOR_A_COUNTRY:
            continue
        handed_over = tenure.end_precision == "day" and day == tenure.end and began(tenure) < day
        if began(tenure) <= day <= may_have_ended(tenure) and not handed_over:
            return True
    return False


# Selections


def published_newest_first(positions: Iterable[Position]) -> list[Position]:
    """By the first possible day; of one day the row written last; the undated last of all."""
    return sorted(
        (position for position in positions if position.state == "published"),
        key=lambda position: (position.stated_on or NEVER, position.pk),
        reverse=True,
    )


def values_of(position: Position, facet: str, tenures: Sequence[Tenure]) -> set[str]:
    """What a position has of one facet: nothing, one value, or several voices and sources."""
    quotations = position.quotations.all()
    office = office_of(position, tenures)
    found = {
        "country": {position.country.iso3} if position.country else set(),
        "subregion": {position.country.subregion} if position.country else set(),
        "organization": {position.organization.slug} if position.organization else set(),
        "leader": {position.leader.slug} if position.leader else set(),
        "role": {office.role} if office else set(),
        "issue": {position.issue.slug},
        "stance": {position.stance},
        "substance": {position.substance},
        "voice": {quotation.voice for quotation in quotations},
        "confidence": {position.confidence},
        "summit": {position.summit.slug} if position.summit else set(),
        "source": {quotation.text.source.slug for quotation in quotations},
    }
    return found[facet]


def lies_in(position: Position, first: Day | None, last: Day | None, as_of: Day | None) -> bool:
    """By overlap; a statement that nobody dated lies in no period."""
    if first is None and last is None and as_of is None:
        return True
    said_first = first_day(position.stated_on, position.stated_on_precision)
    said_last = last_day(position.stated_on, position.stated_on_precision)
    if said_first is None:
        return False
    return (
        (first is None or said_last >= first)
        and (last is None or said_first <= last)
        and (as_of is None or said_first <= as_of)
    )


def answers(position: Position, selection: Selection, tenures: Sequence[Tenure], *, but: str = "") -> bool:
    """Does the position meet every condition, but for that of one facet?"""
    for facet, wanted in selection.facets.items():
        if wanted and facet != but and not wanted & values_of(position, facet, tenures):
            return False
    if selection.ids is not None and position.pk not in set(selection.ids.tolist()):
        return False
    return lies_in(position, selection.first, selection.last, selection.as_of)


def selected(
    positions: Iterable[Position], selection: Selection, tenures: Sequence[Tenure], *, but: str = ""
) -> list[Position]:
    return [
        position
        for position in published_newest_first(positions)
        if answers(position, selection, tenures, but=but)
    ]


def counts(
    positions: Iterable[Position], selection: Selection, facet: str, tenures: Sequence[Tenure]
) -> dict[str, int]:
    """How many rows each value would open, under the conditions of all other facets."""
    found: Counter[str] = Counter()
    for position in selected(positions, selection, tenures, but=facet):
        found.update(values_of(position, facet, tenures))
    return dict(found)


def in_order_of(
    rows: Sequence[Position], place: Callable[[Position], int | None], *, descending: bool = False
) -> list[Position]:
    """By place in a list, within one place as they came, those without a place last."""
    placed = [row for row in rows if place(row) is not None]
    unplaced = [row for row in rows if place(row) is None]
    return sorted(placed, key=lambda row: -place(row) if descending else place(row)) + unplaced


# Standings


class Deciding(NamedTuple):
    position: Position
    contesting: Position | None


def standing(
    rows: Sequence[Position], country: Country, issue: Issue, day: Day, tenures: Sequence[Tenure]
) -> Deciding | None:
    """The latest word of somebody in office that day, in the strongest voice there is.

    ``rows`` are published positions, newest first. Organizations, experts and anonymous officials
    decide nothing.
    """
    speaking = [row for row in rows if _speaks_for(row, country, issue, day, tenures)]
    return _decided(speaking)


def standing_of_leader(rows: Sequence[Position], leader: Leader, issue: Issue, day: Day) -> Position | None:
    """The leader's own latest word in the strongest voice, in whatever office."""
    own = [
        row
        for row in rows
        if row.leader_id == leader.pk and row.issue_id == issue.pk and row.stated_on and row.stated_on <= day
    ]
    decided = _decided(own)
    return decided.position if decided else None


def _speaks_for(row: Position, country: Country, issue: Issue, day: Day, tenures: Sequence[Tenure]) -> bool:
    if row.country_id != country.pk or row.issue_id != issue.pk:
        return False
    if row.stated_on is None or row.stated_on > day:
        return False
    if row.leader is None:
        return True
    office = office_of(row, tenures)
    in_office_then = office is not None and office.role in SPEAKS_FOR_A_COUNTRY
    return in_office_then and is_in_office(row.leader, country, day, tenures)


def _decided(rows: Sequence[Position]) -> Deciding | None:
    for tier in TIERS:
        heard = [row for row in rows if tier & {quotation.voice for quotation in row.quotations.all()}]
        if heard:
            return Deciding(heard[0], _contesting(heard))
    return None


def _contesting(heard: Sequence[Position]) -> Position | None:
    """The latest word of another office-holder, if it differs and is of the same summit or month."""
    decides = heard[0]
    latest: dict[int, Position] = {}
    for row in heard:
        if row.leader_id is not None:
            latest.setdefault(row.leader_id, row)
    for leader_id, row in latest.items():
        same_month = month_of(row) is not None and month_of(row) == month_of(decides)
        same_summit = row.summit_id is not None and row.summit_id == decides.summit_id
        another = decides.leader_id is not None and leader_id != decides.leader_id
        if another and (same_month or same_summit) and row.stance != decides.stance:
            return row
    return None


def statements(rows: Iterable[Position], country: Country, issue: Issue, day: Day) -> int:
    """What a cell opens: all that was stated for the country by that day, whoever said it."""
    return sum(
        1
        for row in rows
        if row.country_id == country.pk
        and row.issue_id == issue.pk
        and row.stated_on is not None
        and row.stated_on <= day
    )
