"""The second coder: a sampled passage without its first code, and what follows where the two differ."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tracker.words import later as _

from ... import access, editing, quoting
from ...forms import AgreementForm, CommentForm, SamplingPlanForm, SecondCodeForm
from ...models import Position, Quotation, SamplingPlan, SecondCoding
from ..form_pages import REFUSED, form_page, status_of, stored
from ..requests import SignedInRequest
from .gate import editors_only

AROUND = 400  # characters of the text shown on either side of a passage, where the text is held


@editors_only
@require_safe
def overview(request: SignedInRequest) -> HttpResponse:
    return _overview(request, SamplingPlanForm())


def _overview(request: SignedInRequest, form: SamplingPlanForm) -> HttpResponse:
    codings = SecondCoding.objects.with_positions()
    disputes = codings.in_dispute()
    context = {
        "plan": SamplingPlan.objects.first(),
        "drawn": SecondCoding.objects.count(),
        "coded": SecondCoding.objects.coded().count(),
        "left": SecondCoding.objects.waiting_for(request.user).count(),
        "held": codings.held_by(request.user).first(),
        "disputes": [each for each in disputes if access.may_resolve(request.user, each)],
        "form": form if access.may_curate(request.user) else None,
    }
    return render(request, "edit/second_coding.html", context, status=status_of(form))


@editors_only
@require_POST
def plan(request: SignedInRequest) -> HttpResponse:
    access.require(access.may_curate(request.user), gettext("Who keeps the frame plans what is coded twice."))
    form = SamplingPlanForm(request.POST)
    if not form.is_valid():
        return _overview(request, form)
    drawn = editing.plan_sample(**form.cleaned_data, by=request.user)
    messages.success(
        request,
        gettext("%(drawn)s positions on record are drawn; submissions are drawn from now on.")
        % {"drawn": drawn},
    )
    return redirect("desk_second")


@editors_only
@require_POST
def take(request: SignedInRequest) -> HttpResponse:
    coding = editing.take_coding(by=request.user)
    if coding is None:
        messages.info(request, gettext("Nothing is left that you have had no hand in."))
        return redirect("desk_second")
    return redirect("desk_second_code", pk=coding.pk)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: SignedInRequest, pk: int) -> HttpResponse:
    """The passages and their context, the holder and the proposition; nothing of the first code."""
    held = SecondCoding.objects.held_by(request.user).with_positions()
    coding = get_object_or_404(held, pk=pk)
    form = SecondCodeForm(request.POST or None)
    if form.is_valid():
        coded = editing.code_again(coding, by=request.user, **form.cleaned_data)
        if coded.is_open:
            messages.info(
                request, gettext("Coded. The first coder says otherwise: see what each of you said.")
            )
            return redirect("desk_second_resolution", pk=pk)
        messages.success(request, gettext("Coded. Both of you say the same."))
        return redirect("desk_second")
    passages = _in_context(coding.position)
    return form_page(request, "edit/second_code.html", form, coding=coding, passages=passages)


def _in_context(position: Position) -> list[tuple[Quotation, str, str]]:
    """Each passage with the words around it: as many as the text gives, or those that are kept."""
    return [(each, *_around(each)) for each in position.quotations.select_related("text__source")]


def _around(quotation: Quotation) -> tuple[str, str]:
    if quotation.text.body is None:
        return quotation.prefix, quotation.suffix
    return quoting.context(quotation.text.body, quotation.start, quotation.end, AROUND)


@editors_only
@require_safe
def resolution(request: SignedInRequest, pk: int) -> HttpResponse:
    return _resolution(request, _coded(request, pk))


@editors_only
@require_POST
def resolve(request: SignedInRequest, pk: int, step: str) -> HttpResponse:
    """Say something, offer an agreement, or confirm the one that is offered."""
    if step not in STEPS:
        raise Http404
    coding = _coded(request, pk)
    form_class, act, said = STEPS[step]
    form = form_class(request.POST)
    if form.is_valid() and stored(form, lambda: act(coding, by=request.user, **form.cleaned_data)):
        messages.success(request, said)
        return redirect("desk_second_resolution", pk=pk)
    return _resolution(request, coding, **{step: form})


STEPS: dict[str, tuple[type, Callable[..., object], str]] = {
    "comment": (CommentForm, editing.comment, _("Said.")),
    "offer": (AgreementForm, editing.offer_agreement, _("Offered: the other coder confirms it.")),
    "confirm": (Form, editing.confirm_agreement, _("Agreed, and on record.")),
}


def _coded(request: SignedInRequest, pk: int) -> SecondCoding:
    """Only the two coders, and a reviewer for an author who is gone, see what each said."""
    coding = get_object_or_404(SecondCoding.objects.coded().with_positions(), pk=pk)
    if not access.may_resolve(request.user, coding):
        raise Http404
    return coding


def _resolution(request: SignedInRequest, coding: SecondCoding, **bound: Form) -> HttpResponse:
    offered = {
        "stance": coding.agreed_stance or coding.first_stance,
        "voice": coding.agreed_voice or coding.first_voice,
    }
    context = {
        "coding": coding,
        "position": Position.objects.for_page().get(pk=coding.position_id),
        "comments": coding.comments.select_related("by"),
        "offer": bound.get("offer") or AgreementForm(initial=offered),
        "comment": bound.get("comment") or CommentForm(),
        "confirm": bound.get("confirm"),
        "correction": coding.position.corrections.open().first(),
    }
    return render(request, "edit/second_resolution.html", context, status=REFUSED if bound else 200)
