"""Meetings of the hemisphere, and who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from tracker.words import later as _
from tracker.words import of_record

from ..partial_dates import PartialDate
from ..vocabulary import Attendance, SummitStatus
from .addresses import address
from .promises import from_list, honest_date, one_holder, precision_field, starts_before_it_ends
from .text import Line
from .translated import Translated, translations_are_words

if TYPE_CHECKING:
    from .issue import Issue


class Summit(Translated):
    TRANSLATED = ("name", "series", "city")

    slug = models.SlugField(max_length=80, unique=True)
    name = Line(max_length=160)
    series = Line(max_length=120, blank=True, help_text="Summits of the Americas, OAS General Assembly …")
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    host_country = models.ForeignKey("Country", models.PROTECT, related_name="summits_hosted")
    city = Line(max_length=80)
    start = models.DateField(null=True, blank=True)
    start_precision = precision_field()
    end = models.DateField(null=True, blank=True)
    end_precision = precision_field()
    organizer = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="summits"
    )
    agenda_issues: models.ManyToManyField[Issue, Any] = models.ManyToManyField(
        "Issue", blank=True, related_name="summits"
    )
    documents = models.JSONField(default=list, blank=True, help_text='A list of {"title": …, "url": …}.')
    status = models.CharField(max_length=12, choices=SummitStatus.choices, default=SummitStatus.HELD)
    reference = Line("where the facts come from", max_length=300, blank=True)

    class Meta:
        ordering = ("-start", "name")
        constraints = (
            from_list("status", SummitStatus, model="summit"),
            translations_are_words(model="summit"),
            honest_date("start", model="summit"),
            honest_date("end", model="summit"),
            starts_before_it_ends(model="summit", message=_("A summit ends after it starts.")),
            models.UniqueConstraint(
                fields=["series", "edition"],
                condition=~Q(series=""),
                name="summit_edition_is_one_of_its_series",
            ),
        )

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        return address("summit", self.slug)

    @property
    def called(self) -> str:
        """Its name in the language that is spoken."""
        return of_record(self.name, self)

    @property
    def started(self) -> PartialDate:
        return PartialDate(self.start, self.start_precision)

    @property
    def ended(self) -> PartialDate:
        return PartialDate(self.end, self.end_precision)


class Participation(models.Model):
    summit = models.ForeignKey("Summit", models.CASCADE, related_name="participations")
    country = models.ForeignKey(
        "Country", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    organization = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    delegate = models.ForeignKey(
        "Leader", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    status = models.CharField(max_length=10, choices=Attendance.choices)
    reason = Line(max_length=300, blank=True)
    source = models.ForeignKey("Source", models.PROTECT, null=True, blank=True, related_name="participations")

    class Meta:
        ordering = ("country__name", "organization__name")
        constraints = (
            one_holder(model="participation"),
            from_list("status", Attendance, model="participation"),
            models.UniqueConstraint(fields=["summit", "country"], name="participation_once_a_country"),
            models.UniqueConstraint(
                fields=["summit", "organization"], name="participation_once_an_organization"
            ),
        )

    def __str__(self) -> str:
        return f"{self.country or self.organization} at {self.summit}: {self.get_status_display()}"
