"""Pictures as files of their own, to print and to cite: timeline, matrix, agreement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from ... import maps
from ...filters import Fault, ImpossibleQuery, PositionFilter
from ...models import Country, Leader
from .chronicles import WIDE, story

TRACKER = "Hemispheric drug-policy position tracker"


@require_safe
def country_timeline(request: HttpRequest, iso3: str) -> HttpResponse:
    country = get_object_or_404(Country, iso3=iso3)
    chosen = PositionFilter(_own(request.GET, "country", iso3))
    chart = story(chosen, country=iso3).chart(WIDE)
    page = _page(chosen, country.get_absolute_url(), "country")
    return _svg(maps.chart_document(chart, _heading(country.name, chosen), _imprint(request, chosen, page)))


@require_safe
def leader_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    leader = get_object_or_404(Leader, slug=slug)
    chosen = PositionFilter(_own(request.GET, "leader", slug))
    chart = story(chosen, leader=slug).chart(WIDE)
    page = _page(chosen, leader.get_absolute_url(), "leader")
    return _svg(maps.chart_document(chart, _heading(leader.name, chosen), _imprint(request, chosen, page)))


def _own(asked: QueryDict, parameter: str, key: str) -> QueryDict:
    """The query of a picture that is of one party already: another of its kind contradicts the address."""
    query = asked.copy()
    others = [value for value in query.getlist(parameter) if value != key]
    if others:
        message = f"{parameter}: this picture is of “{key}” alone; leave “{parameter}” out."
        raise ImpossibleQuery([Fault(parameter, ", ".join(others), message)])
    query[parameter] = key
    return query


def _heading(name: str, chosen: PositionFilter) -> maps.Heading:
    day = chosen.as_of or chosen.record.latest_day
    return maps.Heading(f"{name} over time", chosen.title, f"As of {day:%-d %B %Y}")


def _page(chosen: PositionFilter, own: str, parameter: str) -> str:
    """Where the picture can be seen again: its party's page, or the table under the same filter."""
    narrowed = chosen.link(**{parameter: None})
    return f"{reverse('positions')}?{chosen.conditions}" if narrowed else own


def _imprint(request: HttpRequest, chosen: PositionFilter, page: str) -> maps.Imprint:
    total = chosen.selected.total
    source = f"{TRACKER}, {total} {'position' if total == 1 else 'positions'}"
    return maps.Imprint(source=source, permalink=request.build_absolute_uri(page))


def _svg(document: str) -> HttpResponse:
    return HttpResponse(document, content_type="image/svg+xml")
