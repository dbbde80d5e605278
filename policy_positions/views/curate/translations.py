"""The record's own words in the other languages: what has them, and the page that they are written on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ...editing import frame
from ...forms.translating import LANGUAGES, TranslationForm
from ...models import Issue, Organization, Revision, Summit
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only

KINDS: dict[str, Any] = {"issue": Issue, "summit": Summit, "organization": Organization}


@admins_only
@require_safe
def translation_list(request: SignedInRequest) -> HttpResponse:
    kinds = [
        (kind, [(row, [len(row.lacking(code)) for code, _ in LANGUAGES]) for row in model.objects.all()])
        for kind, model in KINDS.items()
    ]
    return render(
        request, "curate/translations.html", {"kinds": kinds, "names": [name for _, name in LANGUAGES]}
    )


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: SignedInRequest, kind: str, slug: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404(
            gettext("There is no kind “%(kind)s”; there are: %(kinds)s.")
            % {"kind": kind, "kinds": ", ".join(KINDS)}
        )
    row = get_object_or_404(KINDS[kind], slug=slug)
    form = TranslationForm(request.POST or None, row=row, read=frame.fingerprint(row))
    if form.is_valid() and stored(
        form, lambda: frame.translate(row, form.written, by=request.user, **form.basis)
    ):
        messages.success(request, gettext("The translations of %(row)s are kept.") % {"row": row})
        return redirect("curate_translation", kind=kind, slug=slug)
    acts = Revision.objects.history_of(kind, slug)
    return form_page(request, "curate/translation.html", form, row=row, kind=kind, acts=acts[:10])
