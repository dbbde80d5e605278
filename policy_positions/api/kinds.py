"""The kinds of record that frame a position: where each is kept, and which of it the API lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from rest_framework.serializers import Serializer

from ..models import Country, Issue, Leader, Source, SourceText, Summit
from .queries import ConditionsQuery
from .serializers import frame


@dataclass(frozen=True)
class Kind:
    """``facet`` is the filter whose values it has; ``key`` the field that stands in URLs.

    A kind that is ``whole`` is listed even where no position is left of it, since that is worth knowing. Of
    the others only what has a published position is listed: what serves drafts alone is nobody's yet.
    """

    facet: str
    serializer: type[Serializer]
    records: Callable[[], QuerySet]
    key: str = "slug"
    whole: bool = False

    def is_listed(self, key: str, counts: Mapping[str, int]) -> bool:
        return self.whole or key in counts


def _sources() -> QuerySet:
    """With what identifies their texts; the texts themselves stay where they are."""
    return Source.objects.prefetch_related(Prefetch("texts", SourceText.objects.defer("body")))


def _summits() -> QuerySet:
    return Summit.objects.select_related("host_country", "organizer").prefetch_related(
        "agenda_issues",
        "participations__country",
        "participations__organization",
        "participations__delegate",
        "participations__source",
    )


COUNTRIES = Kind("country", frame.CountrySerializer, Country.objects.all, key="iso3", whole=True)
LEADERS = Kind("leader", frame.LeaderSerializer, Leader.objects.with_tenures)
SUMMITS = Kind("summit", frame.SummitSerializer, _summits, whole=True)
ISSUES = Kind("issue", frame.IssueSerializer, Issue.objects.with_wordings, whole=True)
SOURCES = Kind("source", frame.SourceSerializer, _sources)


def countries_asked_for(chosen: ConditionsQuery) -> QuerySet:
    """The states that the filters of country and subregion leave, with or without a statement."""
    asked = {"iso3__in": chosen.values["country"], "subregion__in": chosen.values["subregion"]}
    return Country.objects.filter(**{lookup: keys for lookup, keys in asked.items() if keys})


def keys_to_list(kind: Kind, chosen: ConditionsQuery, counts: Mapping[str, int]) -> list[str]:
    """The records that the filters ask for, by key, in the order in which pages list them."""
    if kind is COUNTRIES:
        return list(countries_asked_for(chosen).values_list("iso3", flat=True))
    keys = chosen.record.dimensions[kind.facet].keys
    asked = frozenset(chosen.values[kind.facet] or keys)
    return [key for key in keys if key in asked and kind.is_listed(key, counts)]
