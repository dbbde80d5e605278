"""Matrix, comparison, agreement and coverage: the record looked at across countries and issues."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import combinations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tracker.written import in_alphabet

from ...filters import Fault, ImpossibleQuery, PositionFilter
from ...models import Country, Issue, Leader
from ...models.addresses import with_query
from ...standings import (
    Agreement,
    Compared,
    Group,
    agreement,
    agreement_matrix,
    by_issue,
    by_subregion,
    compare_countries,
    compare_leaders,
    coverage,
    standings_by_country,
)
from ..kept_pages import of_the_record

FEWEST, MOST = 2, 5
BY_SUBREGION = "subregion"


def day_of(chosen: PositionFilter) -> datetime.date:
    return chosen.as_of or chosen.record.latest_day


@of_the_record
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    chosen = matrix_filter(request)
    issues = issues_of(chosen)
    context = {
        "filter": chosen,
        "as_of": day_of(chosen),
        "issues": issues,
        "sort": chosen.values["sort"] or BY_SUBREGION,
        "groups": matrix_groups(chosen, issues),
        "svg_url": address("matrix_svg", chosen),
        "embed_url": f"{reverse('embed_matrix')}?{chosen.conditions}",
    }
    return render(request, "browse/matrix.html", context)


def matrix_filter(request: HttpRequest) -> PositionFilter:
    slugs = Issue.objects.values_list("slug", flat=True)
    return PositionFilter(request.GET, sorts=(BY_SUBREGION, *slugs))


def matrix_groups(chosen: PositionFilter, issues: Sequence[Issue]) -> list[Group]:
    rows = standings_by_country(
        chosen.ever_selected,
        day_of(chosen),
        issues=issues,
        countries=countries_of(chosen),
        with_passages=False,
    )
    sort = chosen.values["sort"] or BY_SUBREGION
    return by_subregion(rows) if sort == BY_SUBREGION else by_issue(rows, sort)


def _compared(chosen: PositionFilter, issues: Sequence[Issue]) -> list[Compared]:
    countries, leaders = chosen.values["country"], chosen.values["leader"]
    _require_few("country" if countries else "leader", countries or leaders)
    everything = chosen.without("country", "leader")
    if countries:
        found = list(Country.objects.filter(iso3__in=countries))
        return compare_countries(everything, day_of(chosen), issues=issues, countries=found)
    named = list(Leader.objects.filter(slug__in=leaders))
    return compare_leaders(everything, day_of(chosen), issues=issues, leaders=named)


@of_the_record
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to five countries or leaders side by side; with fewer, the page asks whom."""
    chosen = PositionFilter(request.GET)
    issues = issues_of(chosen)
    compared = _compared(chosen, issues)
    context = {
        "filter": chosen,
        "as_of": day_of(chosen),
        "issues": issues,
        "compared": compared,
        "pairs": [
            (one, other, agreement(one.stances, other.stances)) for one, other in combinations(compared, 2)
        ],
        "countries": _in_alphabet(chosen.record.dimensions["country"].labels_of(())),
        "leaders": _leaders_on_record(chosen),
        "most": MOST,
    }
    return render(request, "browse/compare.html", context)


def _in_alphabet(called: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(called.items(), key=lambda each: in_alphabet(each[1])))


def _leaders_on_record(chosen: PositionFilter) -> dict[str, str]:
    """What they are called, by slug; in memory, since there are hundreds."""
    counts = chosen.record.everything.counts("leader")
    called = chosen.record.dimensions["leader"].labels_of(counts)
    return {slug: called[slug] for slug in counts}


@of_the_record
@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    countries, found = agreement_of(chosen)
    context = {
        "filter": chosen,
        "as_of": day_of(chosen),
        "countries": countries,
        "agreements": found,
        "svg_url": address("agreement_svg", chosen),
    }
    return render(request, "browse/agreement.html", context)


def agreement_of(chosen: PositionFilter) -> tuple[list[Country], dict[tuple[str, str], Agreement]]:
    """The countries on record, and how far every two agree, whichever is named first."""
    found = agreement_matrix(chosen.ever_selected, day_of(chosen))
    codes = {code for pair in found for code in pair}
    both_ways = {**found, **{(other, one): shared for (one, other), shared in found.items()}}
    return list(Country.objects.filter(iso3__in=codes).by_name()), both_ways


@of_the_record
@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    issues = issues_of(chosen)
    context = {"filter": chosen, "issues": issues, "rows": coverage(chosen.selected, issues=issues)}
    return render(request, "browse/coverage.html", context)


def issues_of(chosen: PositionFilter) -> list[Issue]:
    """The issues chosen, else all of them."""
    slugs = chosen.values["issue"]
    return [issue for issue in Issue.objects.all() if not slugs or issue.slug in slugs]


def countries_of(chosen: PositionFilter) -> QuerySet[Country]:
    """Those chosen, else all: a row of a country that was filtered away would look like silence."""
    countries = Country.objects.by_name()
    if chosen.values["country"]:
        countries = countries.filter(iso3__in=chosen.values["country"])
    if chosen.values["subregion"]:
        countries = countries.filter(subregion__in=chosen.values["subregion"])
    return countries


def address(route: str, chosen: PositionFilter) -> str:
    """Another page or picture of the same query, its order with it."""
    return with_query(reverse(route), chosen.link())


def _require_few(parameter: str, keys: tuple[str, ...]) -> None:
    if len(keys) > MOST:
        message = gettext("%(keys)s are too many to stand side by side: choose %(fewest)s to %(most)s.") % {
            "keys": len(keys),
            "fewest": FEWEST,
            "most": MOST,
        }
        raise ImpossibleQuery([Fault(parameter, ", ".join(keys), message)])
