"""The reading desk: a text with what is coded, proposed and put aside in it, and the form beside it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from tracker.words import labelled

from ... import editing, marking, proposals, quoting
from ...forms import Coding
from ...forms.desk import with_context
from ...marking import Mark, MarkKind
from ...models import Dismissal, Position, Source, SourceText
from ...proposing import Reading, propose
from ...whole_numbers import whole_number
from ..requests import SignedInRequest
from .gate import editors_only
from .typed import passages_kept

MOST_LISTED = 40  # open proposals; all are marked in the text, and the next move up as these are done


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def read(request: SignedInRequest, slug: str) -> HttpResponse:
    """Read a text and code passages of it; a draft that is saved leaves the editor where they were."""
    text = _held_text(slug)
    if text is None:
        return redirect("desk_source_text", slug=slug)
    reading = proposals.read(text)
    asked = _asked(request, text, reading)
    coding = None
    if asked.span:
        proposed = propose(reading, *asked.span)
        coding = Coding(text, asked.span, proposed, request.POST if request.method == "POST" else None)
        if request.method == "POST" and coding.is_valid() and (position := _save(request, coding)):
            messages.success(request, labelled(position.get_state_display(), f"{position}."))
            return _back(text, asked.span.end)
    if request.htmx and coding:
        return render(request, "edit/_coding.html", {"coding": coding, "text": text})
    return _page(request, text, reading, coding, asked)


@editors_only
@require_POST
def dismiss(request: SignedInRequest, slug: str) -> HttpResponse:
    """Put aside what only looks like a statement."""
    text = _held_text(slug)
    span = _span(request.POST, text) if text else None
    if text is None or span is None:
        return HttpResponse(status=422)
    dismissal = editing.dismiss(text, *span, by=request.user)
    return _after_dismissing(request, text, dismissal)


@editors_only
@require_POST
def bring_back(request: SignedInRequest, dismissal_id: int) -> HttpResponse:
    dismissal = get_object_or_404(Dismissal.objects.select_related("text__source"), pk=dismissal_id)
    editing.bring_back(dismissal, by=request.user)
    return _after_dismissing(request, dismissal.text, dismissal)


class _Asked:
    """Which passage the address asks for: by offsets, or by words that are looked for in the text."""

    def __init__(self, span: quoting.Span | None, passage: str = "", fault: str = "") -> None:
        self.span, self.passage, self.fault = span, passage, fault
        self.places: list[tuple[quoting.Span, str]] = []


def _asked(request: SignedInRequest, text: SourceText, reading: Reading) -> _Asked:
    sent = request.POST if request.method == "POST" else request.GET
    passage = sent.get("passage", "")
    if not passage:
        span = _span(sent, text)
        wants_one = request.method == "POST" or "start" in sent
        fault = gettext("Select some words of the text.") if wants_one and span is None else ""
        return _Asked(reading.without_marks(span) if span else None, fault=fault)
    try:
        spans = [reading.without_marks(span) for span in quoting.occurrences(passage, text.body or "")]
    except quoting.Refused as error:
        return _Asked(None, passage, str(error))
    if not spans:
        return _Asked(
            None, passage, gettext("This does not stand, word for word and in one piece, in the text.")
        )
    asked = _Asked(spans[0] if len(spans) == 1 else None, passage)
    asked.places = [(span, with_context(text.body or "", span)) for span in spans[1:] and spans]
    return asked


def _span(sent: QueryDict, text: SourceText) -> quoting.Span | None:
    """The words between the offsets that were sent, whole; None where they are no piece of the text."""
    start, end = (whole_number(sent.get(name, "")) for name in ("start", "end"))
    if start is None or end is None:
        return None
    try:
        return quoting.whole_words(text.body or "", start, end)
    except ValueError:
        return None


def _held_text(slug: str) -> SourceText | None:
    """The newest wording that is held: passages of older ones are moved to it at the source's own desk."""
    return get_object_or_404(Source, slug=slug).texts.held().select_related("source").last()


def _save(request: SignedInRequest, coding: Coding) -> Position | None:
    """A draft, submitted at once when the editor says so; None, with what is wrong in the form."""
    form = coding.form
    try:
        with transaction.atomic():
            position = editing.draft(
                form.fields_of_position,
                passages_kept(coding.passages),
                by=request.user,
                reason=form.cleaned_data["reason"],
                apart=form.cleaned_data["apart"],
            )
            return editing.submit(position, by=request.user) if "submit" in request.POST else position
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _back(text: SourceText, offset: int) -> HttpResponseRedirect:
    """To the place where reading goes on."""
    return redirect(f"{_address(text)}#at-{offset}")


def _address(text: SourceText) -> str:
    return reverse("desk_read", args=[text.source.slug])


def _after_dismissing(request: SignedInRequest, text: SourceText, dismissal: Dismissal) -> HttpResponse:
    if not request.htmx:
        return _back(text, dismissal.start)
    return render(request, "edit/_worklist.html", _listed(request, text, proposals.read(text)))


def _listed(request: SignedInRequest, text: SourceText, reading: Reading) -> dict[str, Any]:
    work = proposals.worklist(reading, text, reader=request.user)
    return {"text": text, "reading": reading, "work": work, "listed": work.proposed[:MOST_LISTED]}


def _page(
    request: SignedInRequest, text: SourceText, reading: Reading, coding: Coding | None, asked: _Asked
) -> HttpResponse:
    context = _listed(request, text, reading)
    work = context["work"]
    taken = [Mark(asked.span.start, asked.span.end, MarkKind.TAKEN)] if asked.span else []
    marks = [
        *taken,
        *(Mark(span.start, span.end, MarkKind.CODED) for span in work.coded),
        *(Mark(each.start, each.end, MarkKind.PROPOSED) for each in work.proposed),
        *(Mark(each.start, each.end, MarkKind.DISMISSED) for each in work.dismissed),
    ]
    context |= {
        "lines": marking.lines(text.body or "", marks),
        "coding": coding,
        "asked": asked,
        "sentences": [list(span) for span in reading.sentences],
        "proposed": [[each.start, each.end, each.reason] for each in work.proposed],
    }
    refused = asked.fault or (coding is not None and coding.is_refused)
    return render(request, "edit/reading.html", context, status=422 if refused else 200)
