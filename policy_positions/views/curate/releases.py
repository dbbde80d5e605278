"""Releasing the data, in two steps: see what would be released, then have it made beside the request."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ... import editing, releasing
from ...forms import ReleaseForm
from ...models import Position, Release, ReleaseRequest
from ..requests import SignedInRequest
from .gate import admins_only


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest) -> HttpResponse:
    last = ReleaseRequest.objects.last_asked()
    form = ReleaseForm(request.POST or None, initial={"note": last.note if last and not last.release else ""})
    if form.is_valid():
        site = request.build_absolute_uri("/").rstrip("/")
        try:
            asked = releasing.begin(form.cleaned_data["note"], by=request.user, site=site)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _asked_for(request, asked)
    return render(request, "curate/release.html", _shown(form, last), status=422 if form.errors else 200)


def _asked_for(request: SignedInRequest, asked: ReleaseRequest) -> HttpResponse:
    """To the release where it is made already, else to how far it has come."""
    if not asked.release:
        return redirect("curate_release")
    messages.success(request, gettext("%(made)s is published.") % {"made": asked.release})
    return redirect(asked.release)


def _shown(form: ReleaseForm, last: ReleaseRequest | None) -> dict[str, object]:
    former = Release.objects.newest_first().first()
    return {
        "form": form,
        "last": last,
        "progress": releasing.progress_of(last) if last and not last.release else None,
        "former": former,
        "changes": editing.changes_since(former),
        "positions": Position.objects.published().count(),
    }
