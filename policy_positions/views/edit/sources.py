"""Taking in a source by pasting its text."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from ... import editing
from ...forms import HeldTextForm, SourceForm
from ...models import Source
from ..requests import SignedInRequest
from .gate import editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: SignedInRequest) -> HttpResponse:
    form = SourceForm(request.POST or None)
    if form.is_valid():
        try:
            source = editing.add_source(form.reference, form.cleaned_data["body"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{source.printed_title} is on record. Now add what it says.")
            return redirect("desk_position_new", slug=source.slug)
    return render(request, "edit/source_form.html", {"form": form}, status=_status(form))


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def source_text(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hand in the text of a source whose passages alone are on record."""
    source = get_object_or_404(Source.objects.with_texts(), slug=slug)
    form = HeldTextForm(request.POST or None)
    if form.is_valid():
        try:
            editing.hold_text(source.texts.all()[0], form.cleaned_data["body"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "The text is held: passages can be cut from it.")
            return redirect("desk_position_new", slug=source.slug)
    return render(request, "edit/source_text.html", {"form": form, "source": source}, status=_status(form))


def _status(form: SourceForm | HeldTextForm) -> int:
    return 422 if form.is_bound and form.errors else 200
