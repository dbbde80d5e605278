"""A plain list: a FilterSet, a table of 50 rows with its count, a GROUP BY for each facet."""

from __future__ import annotations

import datetime

from django.db import connection
from django.db.models import Count, F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

import django_filters
import django_tables2 as tables

from policy_positions.models import Position

FACETS = {
    "country": "country__iso3",
    "leader": "leader__slug",
    "issue": "issue__slug",
    "stance": "stance",
    "substance": "substance",
    "confidence": "confidence",
    "summit": "summit__slug",
}
_LATEST = """
    SELECT DISTINCT ON (country_id, issue_id) country.name, issue.name, position.stance, position.stated_on
    FROM policy_positions_position position
    JOIN policy_positions_country country ON country.id = position.country_id
    JOIN policy_positions_issue issue ON issue.id = position.issue_id
    WHERE position.state = 'published' AND stated_on <= %s {condition}
    ORDER BY country_id, issue_id, stated_on DESC, position.id DESC
"""


class PositionFilter(django_filters.FilterSet):
    country = django_filters.CharFilter(field_name="country__iso3")
    leader = django_filters.CharFilter(field_name="leader__slug")
    issue = django_filters.CharFilter(field_name="issue__slug")
    summit = django_filters.CharFilter(field_name="summit__slug")
    voice = django_filters.CharFilter(field_name="quotations__voice", distinct=True)
    q = django_filters.CharFilter(method="matching")

    class Meta:
        model = Position
        fields = ("stance", "substance", "confidence")

    def matching(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.matching(value)


class PositionTable(tables.Table):
    class Meta:
        model = Position
        fields = ("stated_on", "country", "leader", "issue", "stance", "summary", "summit", "confidence")
        order_by = "-stated_on"


def positions(request: HttpRequest) -> HttpResponse:
    published = Position.objects.published().select_related(
        "country", "organization", "leader", "issue", "summit"
    )
    asked = PositionFilter(request.GET, published)
    table = PositionTable(asked.qs.order_by("-stated_on", "-pk"))
    table.paginate(page=request.GET.get("page", 1), per_page=50)
    context = {
        "table": table,
        "total": table.paginator.count,
        "facets": {name: _counts(request, name) for name in FACETS},
    }
    return render(request, "list.html", context)


def _counts(request: HttpRequest, name: str) -> list[tuple[str, int]]:
    others = request.GET.copy()
    others.pop(name, None)
    rows = PositionFilter(others, Position.objects.published()).qs.order_by()
    counted = (
        rows.values(key=F(FACETS[name]))
        .annotate(rows=Count("pk", distinct="voice" in others))
        .order_by("-rows")
    )
    return [(row["key"], row["rows"]) for row in counted if row["key"] is not None]


def latest(request: HttpRequest) -> HttpResponse:
    """The map, the matrix and what a country says, as one statement each: no offices, voices or contests."""
    condition, values = "", [datetime.date.fromisoformat(request.GET.get("as_of", "9999-12-31"))]
    for name, column in (("issue", "issue.slug"), ("country", "country.iso3")):
        if asked := request.GET.getlist(name):
            condition += f" AND {column} = ANY(%s)"
            values.append(asked)
    with connection.cursor() as cursor:
        cursor.execute(_LATEST.format(condition=condition), values)
        rows = cursor.fetchall()
    return render(request, "latest.html", {"rows": rows})


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("positions/", positions), path("latest/", latest), path("empty/", empty)]
