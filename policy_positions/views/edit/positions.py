"""Drafting a position, changing it, and the acts of review."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.words import labelled

from ... import access, editing
from ...forms import ReasonForm
from ...models import Position, Source
from ...vocabulary import Act
from ..form_pages import CONFLICT, REFUSED, refuse
from ..requests import SignedInRequest
from .gate import editors_only
from .rewriting import rewrite
from .typed import Typed, version_sent

ACTS: dict[str, Callable[..., Position]] = {
    Act.SUBMIT: editing.submit,
    Act.RECALL: editing.recall,
    Act.RETURN: editing.return_to_author,
    Act.PUBLISH: editing.publish,
    Act.WITHDRAW: editing.withdraw,
    Act.DISCARD: editing.discard,
    Act.TAKE_UP: editing.take_up,
}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Draft a position from a source whose text is held; without it, the text is asked for first."""
    source = get_object_or_404(Source, slug=slug)
    text = source.texts.held().last()
    if text is None:
        return redirect("desk_source_text", slug=slug)
    typed = Typed(request.POST, initial=[{"text": text}])
    if typed.is_valid():
        try:
            position = editing.draft(**typed.coding, by=request.user, apart=typed.form.cleaned_data["apart"])
        except ValidationError as error:
            typed.form.add_error(None, error)
        else:
            messages.success(
                request, gettext("The draft is saved. Submit it when it is ready for a second pair of eyes.")
            )
            return redirect("desk_position", public_id=position.public_id)
    return typed.page(request, source=source, text=text)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_edit(request: SignedInRequest, public_id: str) -> HttpResponse:
    position = get_object_or_404(Position.objects.for_page(), public_id=public_id)
    access.require(access.may_amend(request.user, position), gettext("Only its author may change a draft."))

    def done(amended: Position) -> HttpResponse:
        messages.success(request, gettext("The draft is changed."))
        return redirect("desk_position", public_id=public_id)

    return rewrite(request, position, act=editing.amend, done=done)


@editors_only
@require_safe
def position_review(request: SignedInRequest, public_id: str) -> HttpResponse:
    return _review_page(request, _position(request, public_id), ReasonForm())


@editors_only
@require_POST
def position_act(request: SignedInRequest, public_id: str, act: str) -> HttpResponse:
    """Carry out an act of the workflow; what speaks against it is said on the page, and nothing changes."""
    position = _position(request, public_id)
    # What the reviewer has read: the act compares it with what stands.
    position.version = version_sent(request.POST)
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            done = ACTS[act](position, by=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        except editing.VersionConflict as conflict:
            form.add_error(
                None,
                gettext("%(conflict)s Nothing was done: read it again, then decide.")
                % {"conflict": conflict},
            )
            return _review_page(request, _position(request, public_id), form, status=CONFLICT)
        else:
            messages.success(request, labelled(Act(act).label, done))
            return redirect("desk_position", public_id=public_id)
    return _review_page(request, _position(request, public_id), form, status=REFUSED)


def _position(request: SignedInRequest, public_id: str) -> Position:
    return get_object_or_404(Position.objects.visible_to(request.user).for_page(), public_id=public_id)


def _review_page(
    request: SignedInRequest, position: Position, form: ReasonForm, status: int = 200
) -> HttpResponse:
    context = {
        "position": position,
        "form": form,
        "cautions": editing.cautions_of(position),
        "outside_tenure": editing.outside_tenure(position),
        "open_correction": position.corrections.open().first(),
        "may_amend": access.may_amend(request.user, position),
        "may_review": access.may_review(request.user, position),
        "may_see_drafts": access.may_see_drafts(request.user),
    }
    return render(request, "edit/position_review.html", context, status=status)
