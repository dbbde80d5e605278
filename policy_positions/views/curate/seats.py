"""Who took part in a summit, all 35 states on one page, and what was said round it."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ...editing import frame
from ...forms import DaysForm, SeatingForm, TiesForm
from ...models import Country, Leader, Position, Summit, Tenure
from ...models.leader import Names
from ...vocabulary import Role
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only

ROUND_THE_SUMMIT = datetime.timedelta(days=31)
MOST_LISTED = 100


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def seats(request: SignedInRequest, slug: str) -> HttpResponse:
    summit = get_object_or_404(Summit, slug=slug)
    leaders = Leader.objects.all()
    form = _seating(summit, leaders.by_names(), request.POST or None)
    if form.is_valid() and (changed := stored(form, lambda: _seat(request, summit, form))) is not None:
        told = gettext("%(changed)s of %(rows)s states changed.")
        messages.success(request, told % {"changed": changed, "rows": len(form.rows)})
        return redirect("curate_seats", slug=slug)
    bodies = summit.participations.filter(country__isnull=True).select_related("organization")
    return form_page(request, "curate/seats.html", form, summit=summit, leaders=leaders, bodies=bodies)


def _seating(summit: Summit, names: Names, sent: QueryDict | None) -> SeatingForm:
    held = {row.country_id: row for row in summit.participations.select_related("delegate") if row.country_id}
    return SeatingForm(
        Country.objects.by_name(), held, _in_office(summit), names, sent, read=frame.fingerprint(summit)
    )


def _seat(request: SignedInRequest, summit: Summit, form: SeatingForm) -> int:
    return frame.seat(
        summit,
        [frame.Seat(row.country, **row.cleaned_data) for row in form.rows],
        by=request.user,
        source=form.cleaned_data["source"],
        **form.basis,
    )


def _in_office(summit: Summit) -> dict[int, str]:
    """Who would have come: who governed each state on the first day."""
    day = summit.started.first
    if day is None:
        return {}
    tenures = Tenure.objects.of_states().speaking().select_related("leader").held_on(day)
    names: dict[int, str] = {}
    for role in (Role.HEAD_OF_GOVERNMENT, Role.HEAD_OF_STATE):
        for tenure in tenures:
            if tenure.role == role and tenure.country_id:
                names.setdefault(tenure.country_id, tenure.leader.name)
    return names


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def ties(request: SignedInRequest, slug: str) -> HttpResponse:
    """The positions that are tied to the summit, and those of the days round it that are tied to none."""
    summit = get_object_or_404(Summit, slug=slug)
    days = DaysForm(request.GET or _days_round(summit))
    listed = _listed(summit, days.cleaned_data) if days.is_valid() else []
    form = TiesForm(listed, request.POST or None)
    if form.is_valid():
        _tie(request, summit, form)
        return redirect(request.get_full_path())
    context = {"summit": summit, "days": days, "most": MOST_LISTED}
    return form_page(request, "curate/ties.html", form, **context)


def _tie(request: SignedInRequest, summit: Summit, form: TiesForm) -> None:
    wanted = [
        frame.Tie(row.position.public_id, row.cleaned_data["version"], row.wanted) for row in form.changed
    ]
    changed, stale = frame.attach(summit, wanted, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, gettext("%(changed)s positions changed.") % {"changed": changed})
    if stale:
        left = gettext("Changed by somebody else meanwhile, and left: %(stale)s.") % {
            "stale": ", ".join(stale)
        }
        messages.warning(request, left)


def _days_round(summit: Summit) -> dict[str, Any]:
    first, last = summit.started.first, summit.ended.last or summit.started.last
    if first is None or last is None:
        return {"first": "", "last": ""}
    return {
        "first": (first - ROUND_THE_SUMMIT).isoformat(),
        "last": (last + ROUND_THE_SUMMIT).isoformat(),
    }


def _listed(summit: Summit, days: dict[str, datetime.date]) -> list[tuple[Position, str]]:
    positions = Position.objects.for_table()
    tied = positions.filter(summit=summit).newest_first()[:MOST_LISTED]
    free = positions.filter(summit__isnull=True).stated_between(days["first"], days["last"]).newest_first()
    proposed = [
        (position, frame.proposed_relation(position.stated, summit)) for position in free[:MOST_LISTED]
    ]
    return [*((position, "") for position in tied), *proposed]
