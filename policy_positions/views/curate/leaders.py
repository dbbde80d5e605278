"""People, the offices they held, and who is in office where on a day."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import columns as record_columns
from ...editing import frame
from ...forms import CurationForm, LeaderForm, TenureForm
from ...models import Country, Leader, Revision, Tenure
from ...vocabulary import RecordKind, Role
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only

ON_A_PAGE = 50


@admins_only
@require_safe
def leader_list(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    leaders = Leader.objects.with_tenures().order_by("name")
    if words:
        named = Q(name__icontains=words) | Q(other_names__icontains=words) | Q(slug__icontains=words)
        leaders = leaders.filter(named)
    page = Paginator(leaders, ON_A_PAGE).get_page(request.GET.get("page"))
    said = record_columns.current().everything.counts("leader")
    return render(request, "curate/leaders.html", {"page": page, "words": words, "said": said})


@admins_only
@require_safe
def offices(request: SignedInRequest) -> HttpResponse:
    """Each state with who held its offices on a day; where nobody governs on record, that is a gap."""
    day = _day(request.GET.get("on", "")) or record_columns.current().latest_day
    held: dict[int, list[Tenure]] = {}
    for tenure in Tenure.objects.of_states().select_related("leader", "country").held_on(day):
        held.setdefault(tenure.country_id or 0, []).append(tenure)
    rows = [(country, held.get(country.pk, [])) for country in Country.objects.by_name()]
    governing = {Role.HEAD_OF_STATE, Role.HEAD_OF_GOVERNMENT}
    gaps = [country for country, tenures in rows if not governing & {tenure.role for tenure in tenures}]
    return render(request, "curate/offices.html", {"day": day, "rows": rows, "gaps": gaps})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def leader_new(request: SignedInRequest) -> HttpResponse:
    return _leader_page(request, Leader())


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def leader_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    return _leader_page(request, get_object_or_404(Leader.objects.with_tenures(), slug=slug))


def _leader_page(request: SignedInRequest, leader: Leader) -> HttpResponse:
    form = LeaderForm(request.POST or None, instance=leader, read=frame.fingerprint(leader))
    if form.is_valid() and (kept := stored(form, lambda: _keep(request, leader, form))):
        messages.success(request, gettext("%(kept)s is kept.") % {"kept": kept})
        return redirect("curate_leader", slug=kept.slug)
    tenures = leader.tenures.select_related("country", "organization") if leader.pk else []
    acts = Revision.objects.history_of(RecordKind.LEADER, leader.slug)
    return form_page(request, "curate/leader_form.html", form, leader=leader, tenures=tenures, acts=acts[:10])


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def tenure_new(request: SignedInRequest, slug: str) -> HttpResponse:
    leader = get_object_or_404(Leader, slug=slug)
    country = Country.objects.filter(iso3=request.GET.get("country", "")).first()
    return _tenure_page(request, Tenure(leader=leader, country=country, start=None))


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def tenure_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    return _tenure_page(request, _tenure(slug, pk))


def _tenure_page(request: SignedInRequest, tenure: Tenure) -> HttpResponse:
    form = TenureForm(request.POST or None, instance=tenure, read=frame.fingerprint(tenure.leader))
    if form.is_valid() and (kept := stored(form, lambda: _keep(request, tenure, form))):
        messages.success(request, gettext("%(kept)s is kept.") % {"kept": kept})
        return redirect("curate_leader", slug=kept.leader.slug)
    return form_page(request, "curate/tenure_form.html", form, tenure=tenure, leader=tenure.leader)


@admins_only
@require_POST
def tenure_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    tenure = _tenure(slug, pk)
    form = CurationForm(request.POST)
    if form.is_valid():
        frame.remove(tenure, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(
            request,
            gettext("%(office)s is removed; the history of %(leader)s keeps it.")
            % {"office": tenure.office, "leader": tenure.leader},
        )
    return redirect(reverse("curate_leader", args=[slug]))


def _keep(request: SignedInRequest, row: Any, form: LeaderForm | TenureForm) -> Any:
    return frame.keep(row, form.values, by=request.user, **form.basis)


def _tenure(slug: str, pk: int) -> Tenure:
    tenures = Tenure.objects.select_related("leader", "country", "organization")
    return get_object_or_404(tenures, leader__slug=slug, pk=pk)


def _day(written: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        return None
