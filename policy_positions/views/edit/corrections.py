"""Changing what is published: proposing, going back to an earlier version, and deciding."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import access, editing, versions
from ...forms import ReasonForm
from ...models import Correction, Position, Revision
from ...vocabulary import ReviewState
from ..form_pages import CONFLICT, REFUSED, refuse
from ..requests import SignedInRequest
from .gate import editors_only
from .rewriting import rewrite
from .typed import version_sent

DECISIONS: dict[str, Callable[..., object]] = {
    "apply": editing.apply,
    "decline": editing.decline,
    "take-back": editing.take_back,
}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_correct(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Propose another coding of what is published; until it is applied, nothing moves."""
    published = Position.objects.visible_to(request.user).published().for_page()
    position = get_object_or_404(published, public_id=public_id)

    def done(correction: Correction) -> HttpResponse:
        messages.success(
            request, gettext("Proposed. What is published stands until somebody else applies it.")
        )
        return redirect("desk_correction", pk=correction.pk)

    return rewrite(request, position, act=editing.propose, done=done, template="edit/correction_form.html")


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def position_restore(request: SignedInRequest, public_id: str, version: int) -> HttpResponse:
    """Back to an earlier version: a draft at once, what is published when a second person agrees."""
    visible = Position.objects.visible_to(request.user).for_page()
    position = get_object_or_404(visible, public_id=public_id)
    earlier = get_object_or_404(position.revisions.select_related("by"), version=version)
    form = ReasonForm(request.POST or None)
    status = 200
    if form.is_valid():
        sent, reason = version_sent(request.POST), form.cleaned_data["reason"]
        try:
            return _restored(request, position, version, sent, reason)
        except ValidationError as error:
            refuse(form, error)
            status = REFUSED
        except editing.VersionConflict as conflict:
            form.add_error(
                None,
                gettext("%(conflict)s Nothing was done: read again what would change.")
                % {"conflict": conflict},
            )
            position, status = conflict.current, CONFLICT
    return _restoring(request, position, earlier, form, status)


def _restoring(
    request: SignedInRequest, position: Position, earlier: Revision, form: ReasonForm, status: int
) -> HttpResponse:
    now = editing.snapshot(position)
    names = versions.Names.behind((now, earlier.after))
    context = {
        "position": position,
        "earlier": earlier,
        "changes": versions.compare(now, earlier.after, names),
        "form": form,
        "is_draft": position.state == ReviewState.DRAFT,
    }
    return render(request, "edit/position_restore.html", context, status=status)


def _restored(
    request: SignedInRequest, position: Position, earlier: int, version: int, reason: str
) -> HttpResponse:
    if position.state == ReviewState.DRAFT:
        editing.restore(position, earlier, by=request.user, version=version, reason=reason)
        messages.success(
            request, gettext("The draft says again what version %(earlier)s said.") % {"earlier": earlier}
        )
        return redirect("desk_position", public_id=position.public_id)
    proposal = editing.propose_restoring(position, earlier, by=request.user, version=version, reason=reason)
    messages.success(request, gettext("Proposed. It takes somebody else to apply it."))
    return redirect("desk_correction", pk=proposal.pk)


@editors_only
@require_safe
def correction_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, _correction(request, pk), ReasonForm())


@editors_only
@require_POST
def correction_decide(request: SignedInRequest, pk: int, decision: str) -> HttpResponse:
    if decision not in DECISIONS:
        raise Http404
    correction = _correction(request, pk)
    form = ReasonForm(request.POST)
    status = REFUSED
    if form.is_valid():
        try:
            DECISIONS[decision](correction, by=request.user, note=form.cleaned_data["reason"])
        except ValidationError as error:
            refuse(form, error)
        except editing.VersionConflict as conflict:
            form.add_error(
                None,
                gettext("%(conflict)s The change was proposed for version %(base_version)s.")
                % {"conflict": conflict, "base_version": correction.base_version},
            )
            status = CONFLICT
        else:
            correction.refresh_from_db()
            messages.success(request, f"{correction.get_state_display()}.")
            return redirect("desk_correction", pk=pk)
    return _page(request, correction, form, status)


def _correction(request: SignedInRequest, pk: int) -> Correction:
    people = Correction.objects.select_related("proposed_by", "decided_by")
    correction = get_object_or_404(people, pk=pk)
    visible = Position.objects.visible_to(request.user).for_page()
    correction.position = get_object_or_404(visible, pk=correction.position_id)
    return correction


def _page(
    request: SignedInRequest, correction: Correction, form: ReasonForm, status: int = 200
) -> HttpResponse:
    position = correction.position
    read = position.revisions.filter(version=correction.base_version).first()
    before = read.after if read else editing.snapshot(position)
    context = {
        "correction": correction,
        "position": position,
        "changes": versions.compare(
            before, correction.proposed, versions.Names.behind((before, correction.proposed))
        ),
        "form": form,
        "may_decide": access.may_decide(request.user, correction),
        "is_theirs": correction.proposed_by_id == request.user.pk,
        "has_moved": position.version != correction.base_version,
    }
    return render(request, "edit/correction.html", context, status=status)
