"""Releasing the data, in two steps: see what would be released, then have it made beside the request."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ... import columns, editing, releasing
from ...forms import ReleaseForm
from ...models import Release, ReleaseRequest
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest) -> HttpResponse:
    last = ReleaseRequest.objects.last_asked()
    form = ReleaseForm(request.POST or None, initial={"note": last.note if last and not last.release else ""})
    if form.is_valid():
        note, site = form.cleaned_data["note"], request.build_absolute_uri("/").rstrip("/")
        if asked := stored(form, lambda: releasing.begin(note, by=request.user, site=site)):
            return _asked_for(request, asked)
    return form_page(request, "curate/release.html", form, **_shown(last))


def _asked_for(request: SignedInRequest, asked: ReleaseRequest) -> HttpResponse:
    """To the release where it is made already, else to how far it has come."""
    if not asked.release:
        return redirect("curate_release")
    messages.success(request, gettext("%(made)s is published.") % {"made": asked.release})
    return redirect(asked.release)


def _shown(last: ReleaseRequest | None) -> dict[str, object]:
    former = Release.objects.newest_first().first()
    return {
        "last": last,
        "progress": releasing.progress_of(last) if last and not last.release else None,
        "former": former,
        "changes": editing.changes_since(former) if former else None,
        "positions": columns.current().size,
    }
