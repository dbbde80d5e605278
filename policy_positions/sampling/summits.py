"""A hundred and twenty meetings, from 1990 on, and who came."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from ..models import Country, Issue, Organization, Participation, Summit
from ..vocabulary import Attendance, SummitRelation
from .chance import Chance, wheel
from .offices import FIRST_DAY

COUNT = 120
SERIES = ("Sample Summit of the Coasts", "Sample Assembly of the Rivers", "Sample Meeting of the Highlands")
DAYS_APART = 109  # so that the last is in 2026
DAYS_LONG = 2
IN_THE_NEWS = 7  # days before and after the first
DAY = datetime.timedelta(days=1)
_COMING = wheel({Attendance.ATTENDED: 90, Attendance.ABSENT: 8, Attendance.INVITED: 2})


class Meeting(NamedTuple):
    """A summit, as the news need it."""

    id: int
    start: datetime.date


def make_summits(
    countries: Sequence[Country],
    issues: Sequence[Issue],
    organizers: Sequence[Organization],
    chance: Chance,
    *,
    prefix: str,
) -> list[Meeting]:
    summits = Summit.objects.bulk_create(
        _summit(number, countries, organizers, chance, prefix) for number in range(COUNT)
    )
    Summit.agenda_issues.through.objects.bulk_create(
        Summit.agenda_issues.through(summit=summit, issue=issue)
        for summit in summits
        for issue in chance.shuffled(issues)[: chance.among(1, 3)]
    )
    Participation.objects.bulk_create(
        Participation(summit=summit, country=country, status=chance.of(_COMING))
        for summit in summits
        for country in chance.shuffled(countries)[: chance.among(12, len(countries))]
    )
    return [Meeting(summit.pk, summit.start) for summit in summits if summit.start]


def _summit(
    number: int,
    countries: Sequence[Country],
    organizers: Sequence[Organization],
    chance: Chance,
    prefix: str,
) -> Summit:
    edition, place = divmod(number, len(SERIES))
    start = FIRST_DAY + datetime.timedelta(days=DAYS_APART * number + chance.among(20, 90))
    host = chance.of(countries)
    return Summit(
        slug=f"{prefix}summit-{number + 1:03}",
        name=f"{SERIES[place]} {edition + 1}, {start.year}",
        series=SERIES[place],
        edition=edition + 1,
        host_country=host,
        city=host.capital,
        start=start,
        end=start + (DAYS_LONG - 1) * DAY,
        organizer=organizers[place],
        reference="Made up.",
    )


def calendar(meetings: Sequence[Meeting]) -> dict[datetime.date, tuple[Meeting, SummitRelation]]:
    """The days on which one is in the news, and how what is said then relates to it."""
    return {
        meeting.start + distance * DAY: (meeting, _relation(distance))
        for meeting in meetings
        for distance in range(-IN_THE_NEWS, IN_THE_NEWS + 1)
    }


def _relation(distance: int) -> SummitRelation:
    if distance < 0:
        return SummitRelation.BEFORE
    return SummitRelation.AT if distance < DAYS_LONG else SummitRelation.AFTER
