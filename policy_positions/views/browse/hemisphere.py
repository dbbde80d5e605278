"""Where the Americas stand: the map, and the same standings as a table."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tracker import TITLE
from tracker.words import of_record

from ... import maps
from ...columns import Columns, Published, published_in_order
from ...filters import PositionFilter
from ...models import Issue, Position
from ...partial_dates import PartialDate
from ...standings import Standing, changes, days_to_show, standings
from ...whole_numbers import whole_number
from ..kept_pages import of_the_record
from .tours import TOURS, greets

LATEST_ADDITIONS = 6
MONTH_DIGITS = 6  # of the slider's numbers: 12 × 9999 has no more


@of_the_record
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if "month" in request.GET:
        return _with_a_date(request)
    chosen = PositionFilter(request.GET)
    issues = list(Issue.objects.all())
    if not issues:
        return render(request, "browse/nothing_yet.html")
    days = days_to_show(chosen.ever_selected)
    question = question_of(chosen, issues, days)
    context = {
        "filter": chosen,
        "question": question,
        "view": view_of(chosen, issues, question),
        "same_rows": chosen.link(issue=None, as_of=None),
        "figure": maps.figure(),
        "svg_url": f"{reverse('map_svg')}?{_same_map(chosen, question)}",
        "embed_url": f"{reverse('embed_map')}?{_same_map(chosen, question)}",
        "latest": _latest(chosen.record),
        "record": chosen.record,
        "tours": TOURS if greets(request) else {},
    }
    return render(request, "browse/home.html", context)


def _latest(record: Columns) -> list[Published]:
    newest = Position.objects.published().latest_additions().values_list("pk", flat=True)
    return published_in_order(record, list(newest[:LATEST_ADDITIONS]))


@of_the_record
@require_safe
def map_svg(request: HttpRequest) -> HttpResponse:
    """The map as one file that can be printed and cited."""
    chosen = PositionFilter(request.GET)
    issues = issues_to_draw()
    question = question_of(chosen, issues, ())
    imprint = maps.Imprint(
        source=f"{gettext(TITLE)}, {chosen.ever_selected.total} positions. {chosen.title}",
        permalink=request.build_absolute_uri(f"{reverse('home')}?{_same_map(chosen, question)}"),
    )
    document = maps.svg_document(view_of(chosen, issues, question), question, imprint)
    return HttpResponse(document, content_type="image/svg+xml")


@of_the_record
@require_safe
def map_steps(request: HttpRequest) -> JsonResponse:
    """How the map of one issue changes under the slider, for the scripts of the page."""
    chosen = PositionFilter(request.GET)
    question = question_of(chosen, issues_to_draw(), ())
    asked = chosen.link(country="{country}", issue=question.issue.slug, as_of="{as_of}")
    url = f"{reverse('positions')}?{asked}".replace("%7B", "{").replace("%7D", "}")
    days = days_to_show(chosen.ever_selected)
    of_issue = chosen.narrowed(issue=question.issue.slug)
    return JsonResponse(maps.timeline(changes(of_issue, days), url))


@of_the_record
@require_safe
def map_standings(request: HttpRequest) -> HttpResponse:
    """The 35 states as the page lists them, for the issue and day that its slider has come to."""
    chosen = PositionFilter(request.GET)
    issues = issues_to_draw()
    view = view_of(chosen, issues, question_of(chosen, issues, ()))
    return render(request, "browse/_standings.html", {"view": view})


def _with_a_date(request: HttpRequest) -> HttpResponse:
    """The slider without scripts sends a month as a number: the address that is cited has a date."""
    query = request.GET.copy()
    month = whole_number(query.pop("month")[-1], digits=MONTH_DIGITS)
    if month is None or month // 12 not in range(1, 10_000):
        raise Http404(gettext("The slider’s months run from the year 1 to 9999."))
    query["as_of"] = maps.month_text(month)
    return redirect(f"{reverse('home')}?{query.urlencode()}")


def issues_to_draw() -> list[Issue]:
    """Every issue; an empty record has no map, and a picture of none is not found."""
    issues = list(Issue.objects.all())
    if not issues:
        raise Http404(gettext("There is nothing to draw: the record is empty."))
    return issues


def question_of(
    chosen: PositionFilter, issues: Sequence[Issue], days: Sequence[datetime.date]
) -> maps.MapQuestion:
    """What the map is asked: the first issue chosen, as of the day chosen, else of the last on record."""
    told = {
        issue.slug: maps.Issue(
            issue.slug, issue.called, of_record(issue.proposition, issue), issue.scheme_version
        )
        for issue in issues
    }
    last = chosen.record.latest_day
    return maps.MapQuestion(
        issue=next(
            (told[slug] for slug in told if slug in chosen.values["issue"]), next(iter(told.values()))
        ),
        issues=tuple(told.values()),
        as_of=chosen.values["as_of"] or PartialDate(last, "month"),
        first=days[0] if days else last,
        last=last,
        changes=tuple(days),
    )


def view_of(chosen: PositionFilter, issues: Sequence[Issue], question: maps.MapQuestion) -> maps.MapView:
    issue = next(issue for issue in issues if issue.slug == question.issue.slug)
    day = question.as_of.last or question.last
    drawn = standings(chosen.ever_selected, day, issues=[issue])
    return maps.map_view([maps.told(standing, _address(chosen, standing)) for standing in drawn])


def _address(chosen: PositionFilter, standing: Standing) -> str:
    """The rows that the standing's count stands for."""
    query = chosen.link(
        country=standing.country.iso3, issue=standing.issue.slug, as_of=standing.as_of.isoformat()
    )
    return f"{reverse('positions')}?{query}"


def _same_map(chosen: PositionFilter, question: maps.MapQuestion) -> str:
    return chosen.link(issue=question.issue.slug, as_of=question.as_of.edtf())
