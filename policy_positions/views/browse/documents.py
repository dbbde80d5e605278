"""Pictures as files of their own, to print and to cite: timeline, matrix, agreement."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from tracker import TITLE, written

from ... import maps
from ...filters import PositionFilter
from ...models import Country, Leader
from ...standings import Agreement, Standing
from ...vocabulary import MergedKind
from ..former import follows_merges
from ..kept_pages import of_the_record
from .chronicles import WIDE, Story, story_of
from .pictures import address, agreement_of, issues_of, matrix_filter, matrix_groups


@of_the_record
@require_safe
def country_timeline(request: HttpRequest, iso3: str) -> HttpResponse:
    country = get_object_or_404(Country, iso3=iso3)
    return _timeline(request, country, story_of(request.GET, country))


@require_safe
@follows_merges(MergedKind.LEADER)
def leader_timeline(request: HttpRequest, slug: str) -> HttpResponse:
    leader = get_object_or_404(Leader, slug=slug)
    return _timeline(request, leader, story_of(request.GET, leader))


def _timeline(request: HttpRequest, party: Country | Leader, told: Story) -> HttpResponse:
    heading = _heading(gettext("%(name)s over time") % {"name": party.called}, told.filter)
    imprint = _imprint(request, told.filter, told.address(party.get_absolute_url()))
    return _svg(maps.chart_document(told.chart(WIDE), heading, imprint))


@require_safe
def country_timeline_live(request: HttpRequest, iso3: str) -> HttpResponse:
    """The figures of the page's two drawings, for plotly.js; null where nothing is drawn."""
    country = get_object_or_404(Country, iso3=iso3)
    return JsonResponse(story_of(request.GET, country).live)


@require_safe
@follows_merges(MergedKind.LEADER)
def leader_timeline_live(request: HttpRequest, slug: str) -> HttpResponse:
    leader = get_object_or_404(Leader, slug=slug)
    return JsonResponse(story_of(request.GET, leader).live)


@of_the_record
@require_safe
def matrix_svg(request: HttpRequest) -> HttpResponse:
    chosen = matrix_filter(request)
    issues = issues_of(chosen)
    rows = [
        maps.GridRow(country.called, tuple(map(_standing_cell, cells)), group.label if place == 0 else "")
        for group in matrix_groups(chosen, issues)
        for place, (country, cells) in enumerate(group.rows)
    ]
    picture = maps.grid([issue.called for issue in issues], rows)
    heading = _heading(gettext("Countries and issues"), chosen)
    imprint = _imprint(request, chosen, address("matrix", chosen))
    return _svg(maps.matrix_document(picture, heading, imprint))


@of_the_record
@require_safe
def agreement_svg(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    countries, agreements = agreement_of(chosen)
    rows = [
        maps.GridRow(
            one.called, tuple(_agreement_cell(agreements.get((one.iso3, other.iso3))) for other in countries)
        )
        for one in countries
    ]
    picture = maps.grid([country.iso3 for country in countries], rows)
    heading = _heading(gettext("Agreement between countries"), chosen)
    imprint = _imprint(request, chosen, address("agreement", chosen))
    return _svg(maps.agreement_document(picture, heading, imprint))


def _standing_cell(standing: Standing) -> maps.GridCell:
    return maps.GridCell(
        text=written.number(standing.statements) if standing.statements else "",
        symbols=tuple(position.stance for position in standing.deciding),
        is_reading=standing.is_characterized,
        is_blank=not standing.statements,
    )


def _agreement_cell(shared: Agreement | None) -> maps.GridCell:
    """None where a country would be compared with itself."""
    if shared is None:
        return maps.GridCell(shade="self")
    if not shared.shared:
        return maps.GridCell("–", shade="nothing")
    shades = {None: "few", 100: "all", 0: ""}
    return maps.GridCell(f"{shared.same}/{shared.shared}", shade=shades.get(shared.percent, "some"))


def _heading(title: str, chosen: PositionFilter) -> maps.Heading:
    day = chosen.as_of or chosen.record.latest_day
    return maps.Heading(title, chosen.title, gettext("As of %(day)s") % {"day": written.day(day)})


def _imprint(request: HttpRequest, chosen: PositionFilter, page: str) -> maps.Imprint:
    total = chosen.selected.total
    positions = ngettext("%(count)s position", "%(count)s positions", total)
    source = f"{gettext(TITLE)}, {positions % {'count': written.number(total)}}"
    return maps.Imprint(source=source, permalink=request.build_absolute_uri(page))


def _svg(document: str) -> HttpResponse:
    return HttpResponse(document, content_type="image/svg+xml")
