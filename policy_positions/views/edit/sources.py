"""The source desk: texts pasted or uploaded, looked at before they are kept, and corrected."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import access, editing, extracting
from ...forms import AmendedSourceForm, CorrectedTextForm, HeldTextForm, SourceForm
from ...models import Revision, Source
from ...vocabulary import RecordKind
from ..form_pages import REFUSED, form_page, stored
from ..requests import SignedInRequest
from .gate import editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: SignedInRequest) -> HttpResponse:
    if _asks_to_read(request):
        return _reading_page(request, SourceForm(initial=request.POST.dict()), "edit/source_form.html")
    form = SourceForm(request.POST or None)
    if form.is_valid() and (
        source := stored(form, lambda: editing.add_source(form.reference, by=request.user, **form.text))
    ):
        told = gettext("%(printed_title)s is on record. Now add what it says.")
        messages.success(request, told % {"printed_title": source.printed_title})
        return redirect("desk_read", slug=source.slug)
    return form_page(request, "edit/source_form.html", form)


@editors_only
@require_safe
def source_desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """What is on record of a source, its wordings, and what rests on older ones."""
    source = get_object_or_404(Source.objects.with_texts(), slug=slug)
    resting = editing.resting_on_older(source)
    context = {
        "source": source,
        "texts": source.texts.all(),
        "resting": resting,
        "acts": Revision.objects.history_of(RecordKind.SOURCE, slug),
        "movable": [
            each for each in resting
            if each.is_draft and each.is_found and access.may_amend(request.user, each.position)
        ],
    }  # fmt: skip
    return render(request, "edit/source_desk.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    source = get_object_or_404(Source, slug=slug)
    form = AmendedSourceForm(request.POST or None, instance=source)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if stored(form, lambda: editing.amend_source(source, form.reference, by=request.user, reason=reason)):
            messages.success(request, gettext("The reference is changed."))
            return redirect("desk_source", slug=slug)
    return form_page(request, "edit/source_edit.html", form, source=source)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_correct(request: SignedInRequest, slug: str) -> HttpResponse:
    """A corrected text: a new version, beside the one that older passages were cut from."""
    source = get_object_or_404(Source.objects.with_texts(), slug=slug)
    page, context = "edit/source_correct.html", {"source": source}
    if _asks_to_read(request):
        return _reading_page(request, CorrectedTextForm(initial=request.POST.dict()), page, context, source)
    form = CorrectedTextForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        if text := stored(
            form, lambda: editing.correct_text(source, by=request.user, reason=reason, **form.text)
        ):
            told = gettext("Text %(version)s is held; new passages are cut from it.")
            messages.success(request, told % {"version": text.version})
            return redirect("desk_source", slug=slug)
    return form_page(request, page, form, **context)


@editors_only
@require_POST
def source_reanchor(request: SignedInRequest, slug: str) -> HttpResponse:
    moved = editing.reanchor(get_object_or_404(Source, slug=slug), by=request.user)
    messages.success(
        request, gettext("Drafts that rest on the newest text now: %(moved)s.") % {"moved": len(moved)}
    )
    return redirect("desk_source", slug=slug)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_text(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in the text of a source whose passages alone are on record."""
    source = get_object_or_404(Source.objects.with_texts(), slug=slug)
    form = HeldTextForm(request.POST or None)
    if form.is_valid():
        first, body = source.texts.all()[0], form.cleaned_data["body"]
        if stored(form, lambda: editing.hold_text(first, body, by=request.user)):
            messages.success(request, gettext("The text is held: passages can be cut from it."))
            return redirect("desk_read", slug=source.slug)
    return form_page(request, "edit/source_text.html", form, source=source)


def _asks_to_read(request: SignedInRequest) -> bool:
    """A file is always shown before it is kept; a pasted text when the editor asks for it."""
    return "read" in request.POST or "upload" in request.FILES


def _reading_page(
    request: SignedInRequest,
    form: SourceForm | CorrectedTextForm,
    page: str,
    context: dict[str, Any] | None = None,
    source: Source | None = None,
) -> HttpResponse:
    """What was typed stays; what the text is and says of itself is filled in, to be looked at."""
    try:
        extract = _extract(request)
    except extracting.Refused as error:
        return render(request, page, {"form": form, "refused": error, **(context or {})}, status=REFUSED)
    form.fill_in(extract)
    objection = editing.objection_to(extract.text, version_of=source) if extract.text.strip() else None
    told = {"form": form, "extract": extract, "objection": objection, **(context or {})}
    return render(request, page, told)


def _extract(request: SignedInRequest) -> extracting.Extract:
    upload = request.FILES.get("upload")
    if upload is None:
        return extracting.read_pasted(request.POST.get("body", "").replace("\r\n", "\n"))
    return extracting.extract(upload.read(extracting.LARGEST_FILE + 1), upload.name or gettext("The file"))
