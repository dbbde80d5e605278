"""Offices held: who, what, for which country or organization, from when to when."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import Case, F, Func, Q, When
from django.db.models.functions import Greatest

from tracker.words import Label, label_of
from tracker.words import later as _

from ..partial_dates import PartialDate
from ..vocabulary import ONE_PERSON_ROLES, SPEAKS_FOR_COUNTRY, Precision, Role
from .promises import (
    from_list,
    honest_date,
    last_day_of,
    one_holder,
    precision_field,
    starts_before_it_ends,
)
from .text import Line


class _Period(Func):
    """The days that were surely in office: a handover day belongs to the successor.

    A tenure without an end goes on; where a month or a year is all that is known, the rest of it is not sure.
    """

    function = "DATERANGE"
    output_field = DateRangeField()

    def __init__(self) -> None:
        start = last_day_of("start")
        end = Case(When(end__isnull=False, then=Greatest(start, F("end"))))
        super().__init__(start, end, RangeBoundary())


def _never_two_at_once(who: str, roles: tuple[str, ...], *, by: str, name: str) -> ExclusionConstraint:
    return ExclusionConstraint(
        name=name,
        expressions=[
            (_Period(), RangeOperators.OVERLAPS),
            (who, RangeOperators.EQUAL),
            (by, RangeOperators.EQUAL),
        ],
        condition=Q(role__in=roles, **{f"{who}__isnull": False}, start__isnull=False),
        violation_error_message=_(
            "Somebody else holds this office then: end the one tenure before the other."
        ),
    )


class TenureQuerySet(models.QuerySet):
    def held_on(self, day: datetime.date) -> list[Tenure]:
        """Those in office that day, as the record knows."""
        tenures: Any = self
        return [tenure for tenure in tenures if tenure.is_held_on(day)]

    def of_states(self) -> TenureQuerySet:
        return self.filter(country__isnull=False)

    def speaking(self) -> TenureQuerySet:
        """In offices whose holders speak for their country."""
        return self.filter(role__in=SPEAKS_FOR_COUNTRY)


class Tenure(models.Model):
    leader = models.ForeignKey("Leader", models.PROTECT, related_name="tenures")
    title = Line(max_length=120, help_text="As it is printed after the name: President, Secretary of State.")
    role = models.CharField(max_length=24, choices=Role.choices)
    country = models.ForeignKey("Country", models.PROTECT, null=True, blank=True, related_name="tenures")
    organization = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="tenures"
    )
    start = models.DateField(null=True, blank=True)
    start_precision = precision_field()
    end = models.DateField(null=True, blank=True)
    end_precision = precision_field(Precision.UNKNOWN)
    reference = Line("where the fact comes from", max_length=300, blank=True)

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ("start", "pk")
        constraints = (
            one_holder(model="tenure"),
            from_list("role", Role, model="tenure"),
            honest_date("start", model="tenure"),
            honest_date("end", model="tenure"),
            starts_before_it_ends(model="tenure", message=_("An office ends after it starts.")),
            _never_two_at_once(
                "country",
                tuple(role for role in ONE_PERSON_ROLES if role != Role.VICE_PRESIDENT),
                by="role",
                name="tenure_one_person_in_a_country_post",
            ),
            # Some countries have a first and a second vice president: the title tells the posts apart.
            _never_two_at_once(
                "country", (Role.VICE_PRESIDENT,), by="title", name="tenure_one_person_as_vice_president"
            ),
            _never_two_at_once(
                "organization",
                (Role.HEAD_OF_ORGANIZATION,),
                by="role",
                name="tenure_one_person_heads_an_organization",
            ),
        )

    def __str__(self) -> str:
        return f"{self.leader}, {self.office}"

    @property
    def office(self) -> Label:
        """The title with its country or organization: President of Guatemala."""
        whose = self.country or self.organization
        return whose.office(self.title) if whose else self.titled

    @property
    def titled(self) -> Label:
        """The title alone, in the language that is spoken."""
        return label_of(self.title)

    @property
    def started(self) -> PartialDate:
        return PartialDate(self.start, self.start_precision)

    @property
    def ended(self) -> PartialDate:
        """Unknown, with no end on record, for an office still held."""
        return PartialDate(self.end, self.end_precision)

    def rank(self) -> tuple[bool, datetime.date, int]:
        """Which of several offices of one person at one time speaks: the highest.

        A minister who also sits in parliament speaks as the minister; else the office that began last counts.
        """
        return self.role in SPEAKS_FOR_COUNTRY, self.started.first or datetime.date.min, self.pk

    @property
    def over(self) -> datetime.date | None:
        """The first day on which somebody else may hold it; None while it goes on.

        A handover belongs to the successor; who held an office for one day alone held it on that day.
        """
        last = self.ended.last
        hands_over = self.ended.precision == Precision.DAY and self.started.first != self.end
        return last if last is None or hands_over else last + datetime.timedelta(days=1)

    def is_held_on(self, day: datetime.date) -> bool:
        first, over = self.started.first, self.over
        return (first is None or first <= day) and (over is None or day < over)

    def covers(self, day: PartialDate) -> bool:
        """Was the office held at some time within ``day``? An undated statement was made in any office."""
        return day.date is None or day.overlaps(self.started.first, self.ended.last)
