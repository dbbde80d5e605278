"""The summit desk: meetings, one by one or from a file."""

from __future__ import annotations

import csv

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ...editing import frame
from ...forms import SummitFileForm, SummitForm
from ...models import Position, Revision, Summit
from ...vocabulary import RecordKind
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only


@admins_only
@require_safe
def summit_list(request: SignedInRequest) -> HttpResponse:
    states = Count("participations", Q(participations__country__isnull=False), distinct=True)
    summits = Summit.objects.select_related("host_country").annotate(states=states).order_by("-start", "name")
    rows = Position.objects.filter(summit__isnull=False).order_by().values_list("summit")
    tied = dict(rows.annotate(Count("summit")))
    return render(request, "curate/summits.html", {"summits": summits, "tied": tied})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def summit_new(request: SignedInRequest) -> HttpResponse:
    return _summit_page(request, Summit())


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def summit_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    return _summit_page(request, get_object_or_404(Summit, slug=slug))


def _summit_page(request: SignedInRequest, summit: Summit) -> HttpResponse:
    form = SummitForm(request.POST or None, instance=summit, read=frame.fingerprint(summit))
    if form.is_valid() and (
        kept := stored(
            form,
            lambda: frame.keep(summit, form.values, links=form.links, by=request.user, **form.basis),
        )
    ):
        messages.success(request, gettext("%(kept)s is kept.") % {"kept": kept})
        return redirect("curate_seats" if "next" in request.POST else "curate_summit", slug=kept.slug)
    acts = Revision.objects.history_of(RecordKind.SUMMIT, summit.slug)
    return form_page(request, "curate/summit_form.html", form, summit=summit, acts=acts[:10])


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def summit_import(request: SignedInRequest) -> HttpResponse:
    """First what the file would do, then, confirmed, the doing of it."""
    form = SummitFileForm(request.POST or None, request.FILES or None)
    found = None
    if form.is_valid():
        found = frame.read_summit(form.cleaned_data["text"])
        if "confirmed" in request.POST and not found.rejections:
            reason = form.cleaned_data["reason"] or "Imported from a file."
            summit = stored(form, lambda: frame.bring_in(found, by=request.user, reason=reason))
            if summit:
                messages.success(
                    request,
                    gettext("%(summit)s is kept, with %(seats)s states.")
                    % {"summit": summit, "seats": len(found.seats)},
                )
                return redirect("curate_seats", slug=summit.slug)
    return form_page(request, "curate/summit_import.html", form, found=found)


@admins_only
@require_safe
def summit_template(request: SignedInRequest) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="summit.csv"'
    writer = csv.DictWriter(response, frame.SUMMIT_COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(frame.template_rows())
    return response
