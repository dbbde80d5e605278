"""Pictures of the record for frames on other sites: the picture, what it shows, and where it is from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from csp.decorators import csp_replace

from ... import maps
from ...filters import PositionFilter
from ...models import Country, Leader
from ...models.addresses import with_query
from ...standings import standings_by_country
from ...vocabulary import MergedKind
from ..former import follows_merges
from .chronicles import Story, story_of
from .hemisphere import issues_to_draw, question_of, view_of
from .pictures import countries_of, day_of, issues_of

View = Callable[..., HttpResponseBase]


def _framed_anywhere(view: View) -> View:
    """Every site may show it: a frame takes no input and knows nobody."""
    return csp_replace({"frame-ancestors": ["*"]})(xframe_options_exempt(require_safe(view)))


@_framed_anywhere
def embed_map(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    issues = issues_to_draw()
    question = question_of(chosen, issues, ())
    context = {
        "filter": chosen,
        "question": question,
        "view": view_of(chosen, issues, question),
        "page": _page("home", chosen),
    }
    return render(request, "embed/map.html", context)


@_framed_anywhere
def embed_matrix(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    as_of, issues = day_of(chosen), issues_of(chosen)
    rows = standings_by_country(
        chosen.ever_selected, as_of, issues=issues, countries=countries_of(chosen), with_passages=False
    )
    spoken = [row for row in rows if any(standing.statements for standing in row[1])]
    context = {
        "filter": chosen,
        "as_of": as_of,
        "issues": issues,
        "rows": spoken,
        "silent": len(rows) - len(spoken),
        "page": _page("matrix", chosen),
    }
    return render(request, "embed/matrix.html", context)


@_framed_anywhere
def embed_country(request: HttpRequest, iso3: str) -> HttpResponse:
    country = get_object_or_404(Country, iso3=iso3)
    return _timeline(request, country, story_of(request.GET, country))


@_framed_anywhere
@follows_merges(MergedKind.LEADER)
def embed_leader(request: HttpRequest, slug: str) -> HttpResponse:
    leader = get_object_or_404(Leader, slug=slug)
    return _timeline(request, leader, story_of(request.GET, leader))


def _timeline(request: HttpRequest, party: Country | Leader, told: Story) -> HttpResponse:
    context = {
        "filter": told.filter,
        "party": party,
        "story": told,
        "paints": maps.ON_SCREEN,
        "page": told.address(party.get_absolute_url()),
    }
    return render(request, "embed/timeline.html", context)


def _page(route: str, chosen: PositionFilter) -> str:
    """The whole page that the picture is from."""
    return with_query(reverse(route), chosen.conditions)
