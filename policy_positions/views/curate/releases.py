"""Releasing the data, in two steps: see what would be released, then release it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ... import editing, exports
from ...filters import PositionFilter
from ...forms import ReleaseForm
from ...models import Position, Release
from ..requests import SignedInRequest
from .gate import admins_only


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest) -> HttpResponse:
    form = ReleaseForm(request.POST or None)
    if form.is_valid():
        site = request.build_absolute_uri("/").rstrip("/")
        try:
            made = editing.release(lambda: archive(site), by=request.user, note=form.cleaned_data["note"])
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, gettext("%(made)s is published.") % {"made": made})
            return redirect(made)
    former = Release.objects.newest_first().first()
    context = {
        "form": form,
        "former": former,
        "changes": editing.changes_since(former),
        "positions": Position.objects.published().count(),
    }
    return render(request, "curate/release.html", context, status=422 if form.errors else 200)


def archive(site: str) -> Iterator[bytes]:
    """The data package of everything that is published."""
    everything = exports.extract(PositionFilter(QueryDict()), site=site, at=timezone.now())
    package: Any = exports.write_datapackage(everything)
    with closing(package):
        yield from package
