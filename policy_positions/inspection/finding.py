"""The rows that each rule finds, as sets: none is looked at one by one."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import Any

from django.db.models import Exists, F, Func, Max, OuterRef, Q, QuerySet, TextField
from django.utils import timezone

from tracker.languages import OTHERS

from .. import columns
from ..columns import Selected, Selection
from ..models import Country, Issue, Leader, Organization, Position, Quotation, Source, Summit, Tenure
from ..models.promises import last_day_of
from ..standings import Standing, standings

STALE_AFTER = datetime.timedelta(days=14)


class _Cut(Func):
    """What a text says at the offsets of a quotation."""

    template = 'substr(%(expressions)s, "policy_positions_quotation"."start" + 1, "end" - "start")'
    output_field = TextField()


def unproven_passages() -> QuerySet:
    return Quotation.objects.published().filter(verified=False).select_related("position").order_by("pk")


def passages_not_in_text() -> QuerySet:
    held = Quotation.objects.filter(verified=True, text__body__isnull=False)
    said = held.exclude(exact=_Cut(F("text__body")))
    return said.select_related("position").order_by("pk")


def without_evidence() -> QuerySet:
    passages = Quotation.objects.filter(position=OuterRef("pk"))
    return _told(Position.objects.published().exclude(Exists(passages)))


def without_a_second_person() -> QuerySet:
    alone = Q(published_by__isnull=True) | Q(published_by=F("drafted_by"))
    return _told(Position.objects.published().filter(alone))


def outside_tenures() -> QuerySet:
    """Dated statements whose speaker held no office of that party on any day that the date may mean."""
    same_party = Q(country=OuterRef("country")) | Q(organization=OuterRef("organization"))
    dated = Position.objects.published().filter(leader__isnull=False, stated_on__isnull=False)
    dated = dated.annotate(latest=last_day_of("stated_on"))
    begun = Q(start__isnull=True) | Q(start__lte=OuterRef("latest"))
    not_over = Q(end__isnull=True) | Q(last__gte=OuterRef("stated_on"))
    offices = Tenure.objects.filter(same_party, leader=OuterRef("leader")).annotate(last=last_day_of("end"))
    return _told(dated.exclude(Exists(offices.filter(begun, not_over))))


def sources_without_date() -> QuerySet:
    return Source.objects.filter(issued__isnull=True).order_by("pk")


def sources_without_address() -> QuerySet:
    return Source.objects.filter(url="", archive_url="").order_by("pk")


def stale_reviews() -> QuerySet:
    """Since their last act, which submitted them."""
    waiting = Position.objects.awaiting_review().annotate(waits_since=Max("revisions__at"))
    return _told(waiting.filter(waits_since__lt=timezone.now() - STALE_AFTER))


def dead_aliases() -> list[Leader]:
    """Leaders with an other name that is their own, or anybody else's."""
    leaders = list(Leader.objects.order_by("name"))
    names = Counter(name.casefold() for leader in leaders for name in {leader.name, *leader.other_names})
    return [
        leader
        for leader in leaders
        if any(
            name.casefold() == leader.name.casefold() or names[name.casefold()] > 1
            for name in leader.other_names
        )
    ]


def contested() -> list[Standing]:
    """Standings on the day of the newest statement on record for which two who speak for a country disagree.

    Not today's: the record may end years ago, and of those who spoke then nobody may be in office now.
    """
    newest = Position.objects.published().aggregate(day=Max(last_day_of("stated_on")))["day"]
    if newest is None:
        return []
    selected = Selected(columns.current(), Selection())
    shown = standings(selected, as_of=newest, issues=list(Issue.objects.all()), with_passages=False)
    return [standing for standing in shown if standing.is_contested]


def silent() -> list[tuple[Country, Issue]]:
    spoken = set(Position.objects.published().order_by().values_list("country", "issue").distinct())
    return [
        (country, issue)
        for country in Country.objects.all()
        for issue in Issue.objects.all()
        if (country.pk, issue.pk) not in spoken
    ]


def untranslated() -> list[tuple[Any, str]]:
    """Each row of the frame with a language that some of its words are not in."""
    translated: tuple[Any, ...] = (Issue, Summit, Organization)
    return [
        (row, language)
        for model in translated
        for row in model.objects.all()
        for language in OTHERS
        if row.lacking(language)
    ]


def _told(positions: QuerySet) -> QuerySet:
    """In a fixed order, with what names a position in a list."""
    relations = ("country", "organization", "leader", "issue")
    return positions.select_related(*relations).prefetch_related("leader__tenures").order_by("pk")
