"""Where the Americas stand: the map, and the same standings as a table."""

from __future__ import annotations

import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...filters import PositionFilter
from ...models import Issue, Position
from ...standings import changes, days_to_show, standings

LATEST_ADDITIONS = 6


def _issue_shown(chosen: PositionFilter, issues: list[Issue]) -> Issue:
    """The first issue asked for, else the first there is: a map shows one."""
    return next((issue for issue in issues if issue.slug in chosen.values["issue"]), issues[0])


def _day_shown(chosen: PositionFilter) -> datetime.date:
    """The day asked for, else the last that the record speaks for."""
    return chosen.as_of or chosen.record.latest_day


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    issues = list(Issue.objects.all())
    issue, as_of = _issue_shown(chosen, issues), _day_shown(chosen)
    days = days_to_show(chosen.ever_selected)
    context = {
        "filter": chosen,
        "issue": issue,
        "issues": issues,
        "as_of": as_of,
        "days": days,
        "standings": standings(chosen.ever_selected, as_of, issues=[issue]),
        "changes": changes(chosen.ever_selected, days, issues=issues),
        "latest": Position.objects.published()
        .for_table()
        .order_by("-published_at", "-pk")[:LATEST_ADDITIONS],
        "record": chosen.record,
    }
    return render(request, "browse/home.html", context)


@require_safe
def map_svg(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
