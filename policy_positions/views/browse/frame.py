"""Countries, leaders, summits, issues and sources, each with what was said."""

from __future__ import annotations

import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

import numpy as np

from ... import columns as record_columns
from ... import maps, reliability, tables
from ...columns import Selection
from ...filters import PositionFilter
from ...forms import LeaderListForm
from ...models import Country, Issue, Leader, Organization, Quotation, Source, Summit
from ...models.country import in_alphabet
from ...standings import standings, standings_by_country
from ...vocabulary import MergedKind
from ..former import follows_merges
from ..kept_pages import of_the_record
from ..paging import page_among
from .chronicles import MOST_MARKS, story
from .examples import example_of_a_standing, examples
from .multiples import summit_maps
from .narrowing import filter_of
from .pictures import countries_of, day_of, issues_of

LATEST = MOST_MARKS


def _said(chosen: PositionFilter) -> dict[str, Any]:
    """The latest positions selected, and the filter itself for a link to all of them."""
    positions = record_columns.published_in_order(chosen.record, chosen.ordered[:LATEST].tolist())
    return {"filter": chosen, "positions": positions}


def _offices(country: Country, day: datetime.date) -> dict[str, Any]:
    """Who held an office of the country on that day, and all who ever did."""
    tenures = list(country.tenures.select_related("leader", "country").order_by("-start"))
    return {"tenures": tenures, "in_office": [tenure for tenure in tenures if tenure.is_held_on(day)]}


@of_the_record
@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    issues, as_of = issues_of(chosen), day_of(chosen)
    context = {
        "filter": chosen,
        "as_of": as_of,
        "issues": issues,
        "rows": standings_by_country(
            chosen.ever_selected,
            as_of,
            issues=issues,
            countries=countries_of(chosen),
            with_passages=False,
        ),
    }
    return render(request, "browse/country_list.html", context)


def _others(chosen: PositionFilter, country: Country) -> dict[str, Any]:
    """The latest of bodies that belong to the country and do not speak for it, and a link to all of them."""
    slugs = list(Organization.objects.filter(country=country).values_list("slug", flat=True))
    of_bodies = Selection(facets={"organization": frozenset(slugs)})
    ids = chosen.record.select(of_bodies).ids_of()[:LATEST].tolist() if slugs else []
    return {
        "others": record_columns.published_in_order(chosen.record, ids),
        "others_query": urlencode([("organization", slug) for slug in slugs]),
    }


@of_the_record
@require_safe
def country_detail(request: HttpRequest, iso3: str) -> HttpResponse:
    country = get_object_or_404(Country, iso3=iso3)
    chosen = filter_of(request.GET, "country", iso3)
    issues, as_of, said = issues_of(chosen), day_of(chosen), _said(chosen)
    context = {
        "country": country,
        "as_of": as_of,
        "standings": standings(chosen.ever_selected, as_of, issues=issues, countries=[country]),
        **_offices(country, as_of),
        "participations": country.participations.select_related("summit", "delegate").order_by(
            "-summit__start"
        ),
        **_others(chosen, country),
        "story": story(chosen, said["positions"], country=iso3, issues=issues),
        "paints": maps.ON_SCREEN,
        **said,
    }
    return render(request, "browse/country_detail.html", context)


@of_the_record
@require_safe
def leader_list(request: HttpRequest) -> HttpResponse:
    """Those on record first; those of whom only the office is known beside them, when asked for."""
    counts = record_columns.current().everything.counts("leader")
    form = LeaderListForm(request.GET)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {"country": None, "silent": False}
    leaders = Leader.objects.in_offices_of([asked["country"].iso3] if asked["country"] else [])
    shown = leaders if asked["silent"] else leaders.filter(slug__in=counts)
    in_order = sorted(shown.values_list("slug", "name"), key=lambda row: (row[0] not in counts, row[1]))
    page = page_among(request.GET, len(in_order))
    slugs = [slug for slug, _ in in_order[page.rows]]
    found = Leader.objects.with_tenures().in_bulk(slugs, field_name="slug")
    context = {
        "form": form,
        "page": page,
        "rows": [(found[slug], counts.get(slug, 0)) for slug in slugs],
        "silent": leaders.exclude(slug__in=counts).count(),
    }
    return render(request, "browse/leader_list.html", context)


@require_safe
@follows_merges(MergedKind.LEADER)
def leader_detail(request: HttpRequest, slug: str) -> HttpResponse:
    leader = get_object_or_404(Leader.objects.with_tenures(), slug=slug)
    chosen = filter_of(request.GET, "leader", slug)
    said = _said(chosen)
    context = {
        "leader": leader,
        "story": story(chosen, said["positions"], leader=slug),
        "paints": maps.ON_SCREEN,
        **said,
    }
    return render(request, "browse/leader_detail.html", context)


@of_the_record
@require_safe
def summit_list(request: HttpRequest) -> HttpResponse:
    counts = record_columns.current().everything.counts("summit")
    summits = Summit.objects.select_related("host_country", "organizer")
    context = {"rows": [(summit, counts.get(summit.slug, 0)) for summit in summits]}
    return render(request, "browse/summit_list.html", context)


@require_safe
@follows_merges(MergedKind.SUMMIT)
def summit_detail(request: HttpRequest, slug: str) -> HttpResponse:
    summit = get_object_or_404(Summit.objects.select_related("host_country", "organizer"), slug=slug)
    chosen = filter_of(request.GET, "summit", slug)
    context = {
        "summit": summit,
        "agenda": summit.agenda_issues.all(),
        "participations": summit.participations.select_related(
            "country", "organization", "delegate", "source"
        ).order_by(in_alphabet("country__"), "organization__name"),
        "maps": summit_maps(chosen),
        "states": maps.geography().states,
        **_said(chosen),
    }
    return render(request, "browse/summit_detail.html", context)


@of_the_record
@require_safe
def issue_list(request: HttpRequest) -> HttpResponse:
    counts = record_columns.current().everything.counts("issue")
    context = {"rows": [(issue, counts.get(issue.slug, 0)) for issue in Issue.objects.all()]}
    return render(request, "browse/issue_list.html", context)


@of_the_record
@require_safe
def issue_detail(request: HttpRequest, slug: str) -> HttpResponse:
    issue = get_object_or_404(Issue, slug=slug)
    chosen = filter_of(request.GET, "issue", slug)
    as_of = day_of(chosen)
    context = {
        "issue": issue,
        "as_of": as_of,
        "standings": standings(chosen.ever_selected, as_of, issues=[issue], countries=countries_of(chosen)),
        **_said(chosen),
    }
    return render(request, "browse/issue_detail.html", context)


@of_the_record
@require_safe
def source_list(request: HttpRequest) -> HttpResponse:
    """Those that something was taken from, in the order of their dimension: the latest first."""
    record = record_columns.current()
    tally, dimension = record.everything.tally("source"), record.dimensions["source"]
    codes = np.flatnonzero(tally[1:]) + 1
    page = page_among(request.GET, len(codes))
    counts = {dimension.keys[code - 1]: int(tally[code]) for code in codes[page.rows].tolist()}
    sources = Source.objects.in_bulk(list(counts), field_name="slug")
    rows = [(sources[slug], count) for slug, count in counts.items() if slug in sources]
    return render(request, "browse/source_list.html", {"rows": rows, "page": page})


@require_safe
@follows_merges(MergedKind.SOURCE)
def source_detail(request: HttpRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source.objects.prefetch_related("texts"), slug=slug)
    context = {
        "source": source,
        "quotations": Quotation.objects.published().taken_from(source).in_text_order(),
    }
    return render(request, "browse/source_detail.html", context)


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    issues, record = list(Issue.objects.all()), record_columns.current()
    context = {
        "issues": issues,
        "everything": record.everything,
        "examples": examples(record),
        "standing": example_of_a_standing(record, issues),
        "terms": tables.DOWNLOAD,
        "reliability": reliability.agreement_by_issue(),
        "enough": reliability.ENOUGH,
    }
    return render(request, "browse/methods.html", context)
