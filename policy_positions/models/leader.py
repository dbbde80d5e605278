"""Persons who speak: office-holders, heads of organizations, analysts."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext

from tracker.words import later as _
from tracker.written import in_alphabet, listed

from .addresses import address
from .tenure import Tenure
from .text import Line

if TYPE_CHECKING:
    from ..partial_dates import PartialDate


class LeaderQuerySet(models.QuerySet):
    def with_tenures(self) -> LeaderQuerySet:
        return self.prefetch_related("tenures__country", "tenures__organization")

    def by_names(self) -> Names:
        """Who is meant by a name."""
        leaders: Any = self
        return Names(leaders)

    def in_offices_of(self, countries: Collection[str]) -> LeaderQuerySet:
        """Those who ever held an office of one of these countries, by its code; all when none is named."""
        return self.filter(tenures__country__iso3__in=countries).distinct() if countries else self.all()


class Leader(models.Model):
    slug = models.SlugField(max_length=80, unique=True)
    name = Line(max_length=120)
    other_names = ArrayField(
        models.CharField(max_length=120),
        default=list,
        blank=True,
        help_text="Names that sources use, separated by commas: Otto Perez, Perez Molina.",
    )
    wikidata = Line("Wikidata id", max_length=12, blank=True)

    objects = LeaderQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(wikidata="") | models.Q(wikidata__regex=r"^Q[1-9][0-9]*$"),
                name="leader_wikidata_is_an_item",
                violation_error_message=_("A Wikidata id is a Q and a number, such as Q57349."),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("leader", self.slug)

    @property
    def called(self) -> str:
        return self.name

    def office_at(
        self, day: PartialDate, *, country_id: int | None, organization_id: int | None
    ) -> Tenure | None:
        """The office held for that party at that time, from tenures already fetched; None when there is none.

        Where several fit, the one of the highest rank: who moved up within a month speaks in the new office.
        """
        held = [
            tenure
            for tenure in self.tenures.all()
            if tenure.country_id == country_id
            and tenure.organization_id == organization_id
            and tenure.covers(day)
        ]
        return max(held, key=Tenure.rank, default=None)


class Names:
    """Who is meant by a name as sources print it: one person, or the question which."""

    def __init__(self, leaders: Iterable[Leader]) -> None:
        self._leaders: dict[str, dict[int, Leader]] = {}
        for leader in leaders:
            for name in (leader.name, leader.slug, *leader.other_names):
                self._leaders.setdefault(_folded(name), {})[leader.pk] = leader

    def leader(self, written: str) -> Leader:
        """The one person of that name; accents and case are forgiven. ValueError says what would be right."""
        found = list(self._leaders.get(_folded(written), {}).values())
        if len(found) > 1:
            slugs = listed([leader.slug for leader in found], "or")
            told = {"written": written, "found": len(found), "slugs": slugs}
            raise ValueError(
                gettext("“%(written)s” is the name of %(found)s leaders: write %(slugs)s.") % told
            )
        if not found:
            raise ValueError(
                gettext("Nobody on record is called “%(written)s”: add the person first, or leave it empty.")
                % {"written": written}
            )
        return found[0]


def _folded(name: str) -> str:
    return in_alphabet(name.strip())
