"""After a text was corrected: what rests on an older wording, and where its passages stand now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from .. import access, quoting
from ..models import Position, Quotation, Source, SourceText
from ..vocabulary import ReviewState
from .acts import amend
from .coding import Passage

REASON = "Its passages were found again in text {} of the source."


@dataclass(frozen=True)
class Anchor:
    """A passage of an older wording; ``places`` are where the newest one says the same."""

    quotation: Quotation
    places: Sequence[quoting.Span]

    @property
    def is_found(self) -> bool:
        return len(self.places) == 1


@dataclass(frozen=True)
class Resting:
    """A position that rests on an older wording of a source, by these of its passages."""

    position: Position
    anchors: Sequence[Anchor]

    @property
    def is_found(self) -> bool:
        return all(anchor.is_found for anchor in self.anchors)

    @property
    def is_draft(self) -> bool:
        return self.position.state == ReviewState.DRAFT


def resting_on_older(source: Source) -> list[Resting]:
    """In the order of the text; none while the source has one wording, or its newest is not held."""
    newest = source.texts.order_by("version").last()
    if newest is None or newest.version == 1 or newest.body is None:
        return []
    older = Quotation.objects.taken_from(source).exclude(text=newest).of_what_stands().in_text_order()
    anchors: dict[Position, list[Anchor]] = {}
    for quotation in older:
        anchors.setdefault(quotation.position, []).append(Anchor(quotation, _places(quotation, newest.body)))
    return [Resting(position, found) for position, found in anchors.items()]


def _places(quotation: Quotation, body: str) -> list[quoting.Span]:
    """Where the passage stands in the text; of several places, the one with the same words around it."""
    try:
        spans = quoting.occurrences(quotation.exact, body)
    except quoting.Refused:
        return []
    around = (quoting.fold(quotation.prefix).text, quoting.fold(quotation.suffix).text)
    same = [span for span in spans if _folded_context(body, span) == around]
    return same if len(spans) > 1 and len(same) == 1 else spans


def _folded_context(body: str, span: quoting.Span) -> tuple[str, str]:
    before, after = quoting.context(body, span.start, span.end)
    return quoting.fold(before).text, quoting.fold(after).text


@transaction.atomic
def reanchor(source: Source, *, by: User) -> list[Position]:
    """Cut the passages of ``by``'s own drafts from the newest text, where all of them are found in it."""
    newest = source.texts.latest("version")
    moved = []
    for resting in resting_on_older(source):
        position = resting.position
        if resting.is_draft and resting.is_found and access.may_amend(by, position):
            places = {anchor.quotation.pk: anchor.places[0] for anchor in resting.anchors}
            passages = [_cut(quotation, newest, places) for quotation in position.quotations.all()]
            reason = REASON.format(newest.version)
            moved.append(amend(position, {}, passages, by=by, version=position.version, reason=reason))
    return moved


def _cut(quotation: Quotation, newest: SourceText, places: dict[int, quoting.Span]) -> Passage:
    place = places.get(quotation.pk)
    return Passage(
        text=newest if place else quotation.text,
        start=place.start if place else quotation.start,
        end=place.end if place else quotation.end,
        voice=quotation.voice,
        attribution=quotation.attribution,
        translation=quotation.translation,
    )
