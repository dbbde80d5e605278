"""Matrix, comparison, agreement and coverage: the record looked at across countries and issues."""

from __future__ import annotations

import datetime

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...filters import Fault, ImpossibleQuery, PositionFilter
from ...models import Country, Issue, Leader
from ...standings import (
    agreement,
    agreement_matrix,
    by_issue,
    by_subregion,
    compare_countries,
    compare_leaders,
    coverage,
    standings_by_country,
)

FEWEST, MOST = 2, 5
BY_SUBREGION = "subregion"


def _day(chosen: PositionFilter) -> datetime.date:
    return chosen.as_of or chosen.record.latest_day


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    slugs = Issue.objects.values_list("slug", flat=True)
    chosen = PositionFilter(request.GET, sorts=(BY_SUBREGION, *slugs))
    issues = _issues(chosen)
    rows = standings_by_country(
        chosen.ever_selected, _day(chosen), issues=issues, countries=_countries(chosen)
    )
    sort = chosen.values["sort"] or BY_SUBREGION
    context = {
        "filter": chosen,
        "as_of": _day(chosen),
        "issues": issues,
        "sort": sort,
        "groups": by_subregion(rows) if sort == BY_SUBREGION else by_issue(rows, sort),
    }
    return render(request, "browse/matrix.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to five countries or leaders side by side; with fewer, the page asks whom."""
    chosen = PositionFilter(request.GET)
    issues = _issues(chosen)
    countries, leaders = chosen.values["country"], chosen.values["leader"]
    _require_few("country" if countries else "leader", countries or leaders)
    everything = chosen.without("country", "leader")
    if countries:
        compared = compare_countries(
            everything,
            _day(chosen),
            issues=issues,
            countries=list(Country.objects.filter(iso3__in=countries)),
        )
    else:
        found = list(Leader.objects.filter(slug__in=leaders))
        compared = compare_leaders(everything, _day(chosen), issues=issues, leaders=found)
    context = {
        "filter": chosen,
        "as_of": _day(chosen),
        "issues": issues,
        "compared": compared,
        "pairs": [
            (one, other, agreement(one.stances, other.stances))
            for place, one in enumerate(compared)
            for other in compared[place + 1 :]
        ],
        "countries": Country.objects.all(),
        "leaders": Leader.objects.filter(slug__in=list(chosen.record.everything.counts("leader"))),
        "most": MOST,
    }
    return render(request, "browse/compare.html", context)


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    found = agreement_matrix(chosen.ever_selected, _day(chosen))
    codes = {code for pair in found for code in pair}
    context = {
        "filter": chosen,
        "as_of": _day(chosen),
        "countries": Country.objects.filter(iso3__in=codes),
        "agreements": {**found, **{(other, one): shared for (one, other), shared in found.items()}},
    }
    return render(request, "browse/agreement.html", context)


@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    issues = _issues(chosen)
    context = {"filter": chosen, "issues": issues, "rows": coverage(chosen.selected, issues=issues)}
    return render(request, "browse/coverage.html", context)


def _issues(chosen: PositionFilter) -> list[Issue]:
    """The issues chosen, else all of them."""
    slugs = chosen.values["issue"]
    return [issue for issue in Issue.objects.all() if not slugs or issue.slug in slugs]


def _countries(chosen: PositionFilter) -> QuerySet[Country]:
    """Those chosen, else all: a row of a country that was filtered away would look like silence."""
    countries = Country.objects.all()
    if chosen.values["country"]:
        countries = countries.filter(iso3__in=chosen.values["country"])
    if chosen.values["subregion"]:
        countries = countries.filter(subregion__in=chosen.values["subregion"])
    return countries


def _require_few(parameter: str, keys: tuple[str, ...]) -> None:
    if len(keys) > MOST:
        message = f"{len(keys)} are too many to stand side by side: choose {FEWEST} to {MOST}."
        raise ImpossibleQuery([Fault(parameter, ", ".join(keys), message)])
