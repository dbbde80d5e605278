"""Drafting a position, changing it, and the acts of review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import access, editing
from ...forms import PassageFormSet, PositionForm, ReasonForm
from ...models import Position, Source, SourceText
from ...vocabulary import Act
from ..requests import SignedInRequest
from .gate import editors_only

ACTS: dict[str, Callable[..., Position]] = {
    Act.SUBMIT: editing.submit,
    Act.RECALL: editing.recall,
    Act.RETURN: editing.return_to_author,
    Act.PUBLISH: editing.publish,
    Act.WITHDRAW: editing.withdraw,
}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draft a position from a source whose text is held; without it, the text is asked for first."""
    source = get_object_or_404(Source, slug=slug)
    text = source.texts.held().last()
    if text is None:
        return redirect("desk_source_text", slug=slug)
    form = PositionForm(request.POST or None)
    passages = _passages(request, initial=[{"text": text}])
    if form.is_valid() and passages.is_valid():
        try:
            position = editing.draft(
                form.fields_of_position,
                _cut(passages),
                by=request.user,
                reason=form.cleaned_data["reason"],
                apart=form.cleaned_data["apart"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, "The draft is saved. Submit it when it is ready for a second pair of eyes."
            )
            return redirect("desk_position", public_id=position.public_id)
    return _form_page(request, form, passages, source=source, text=text)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    position = get_object_or_404(Position.objects.for_page(), public_id=public_id)
    access.require(access.may_amend(request.user, position), "Only its author may change a draft.")
    form = PositionForm(request.POST or None, instance=position)
    passages = _passages(request, initial=[_as_typed(quotation) for quotation in position.quotations.all()])
    if form.is_valid() and passages.is_valid():
        try:
            editing.amend(
                position,
                form.fields_of_position,
                _cut(passages),
                by=request.user,
                version=_version(request),
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        except editing.VersionConflict as conflict:
            return _form_page(
                request, form, passages, position=conflict.current, conflict=conflict, status=409
            )
        else:
            messages.success(request, "The draft is changed.")
            return redirect("desk_position", public_id=public_id)
    return _form_page(request, form, passages, position=position)


@editors_only
@require_safe
def position_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _review_page(request, _position(public_id), ReasonForm())


@editors_only
@require_POST
def position_act(request: SignedInRequest, public_id: str, act: str) -> HttpResponse:
    """Carry out an act of the workflow; what speaks against it is said on the page, and nothing changes."""
    position = _position(public_id)
    position.version = _version(request)  # what the reviewer has read; the act compares it with what stands
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            done = ACTS[act](position, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error("reason" if hasattr(error, "error_dict") else None, error.messages)
        except editing.VersionConflict as conflict:
            form.add_error(None, f"{conflict} Nothing was done: read it again, then decide.")
            return _review_page(request, _position(public_id), form, status=409)
        else:
            messages.success(request, f"{Act(act).label}: {done}")
            return redirect("desk_position", public_id=public_id)
    return _review_page(request, _position(public_id), form, status=422)


def _position(public_id: str) -> Position:
    return get_object_or_404(Position.objects.for_page(), public_id=public_id)


def _passages(request: SignedInRequest, *, initial: list[dict[str, Any]]) -> BaseFormSet:
    return PassageFormSet(
        request.POST or None,
        initial=initial,
        prefix="passages",
        form_kwargs={"texts": SourceText.objects.held().select_related("source")},
    )


def _as_typed(quotation: Any) -> dict[str, Any]:
    return {
        "text": quotation.text_id,
        "exact": quotation.exact,
        "place": str(quotation.start),
        "voice": quotation.voice,
        "attribution": quotation.attribution,
    }


def _cut(passages: BaseFormSet) -> list[editing.Passage]:
    """The passages to keep, in their order; an empty extra form is none."""
    kept = [form for form in passages.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [editing.Passage(**form.cut) for form in kept]


def _version(request: SignedInRequest) -> int:
    """The version that the editor began from, which the form carries."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else -1


def _form_page(
    request: SignedInRequest, form: PositionForm, passages: BaseFormSet, *, status: int = 0, **context: Any
) -> HttpResponse:
    refused = form.is_bound and not (form.is_valid() and passages.is_valid())
    context = {"form": form, "passages": passages, **context}
    return render(request, "edit/position_form.html", context, status=status or (422 if refused else 200))


def _review_page(
    request: SignedInRequest, position: Position, form: ReasonForm, status: int = 200
) -> HttpResponse:
    context = {
        "position": position,
        "form": form,
        "cautions": editing.cautions_of(position),
        "may_amend": access.may_amend(request.user, position),
        "may_review": access.may_review(request.user, position),
        "may_see_drafts": access.may_see_drafts(request.user),
    }
    return render(request, "edit/position_review.html", context, status=status)
