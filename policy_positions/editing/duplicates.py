"""One statement is one position: what is coded already is refused, and the same words elsewhere are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from .. import quoting
from ..models import Position, Quotation, Source
from ..models.quotation import QuotationQuerySet

if TYPE_CHECKING:
    from .coding import Passage


def require_uncoded(position: Position, passages: Sequence[Passage]) -> None:
    """Refuse a passage that overlaps one of the same source, issue and holder, unless that is withdrawn.

    Two holders may share a passage: “from Bogota to Bolivia” is two positions.
    """
    one_writer_a_source(passages)
    for number, passage in enumerate(passages, start=1):
        if taken := overlapping(position, passage):
            raise ValidationError(
                format_html(
                    gettext("Passage {} is coded already for {}, on {}: {}. Change that position instead."),
                    number,
                    str(position.holder),
                    str(position.issue),
                    _links(quotation.position for quotation in taken),
                )
            )


def one_writer_a_source(passages: Iterable[Passage]) -> None:
    """Two editors who code one passage at once: the second waits here, then sees the first one's work."""
    keys = {passage.text.source_id for passage in passages}
    list(Source.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk"))


def overlapping(position: Position, passage: Passage) -> list[Quotation]:
    """Passages of other positions that code these words of the source on the issue, for the holder."""
    return [each for each in _of_others(position).taken_from(passage.text.source) if overlaps(each, passage)]


def _of_others(position: Position) -> QuotationQuerySet:
    return (
        Quotation.objects.of_what_stands()
        .on_the_question_of(position)
        .exclude(position=position.pk)
        .select_related("position__leader", "position__country", "position__organization", "position__issue")
        .prefetch_related("position__leader__tenures__country", "position__leader__tenures__organization")
    )


def overlaps(other: Quotation, passage: Passage) -> bool:
    """Offsets tell within one wording; between two wordings of a source the words themselves do."""
    if other.text_id == passage.text.pk:
        return other.start < passage.end and passage.start < other.end
    ours, theirs = (quoting.fold(words).text for words in (passage.words, other.exact))
    return bool(ours) and (ours in theirs or theirs in ours)


def also_reported(position: Position, passages: Sequence[Passage]) -> list[tuple[Passage, Position]]:
    """Where another source has the very words of a passage, on the same issue and of the same holder."""
    found: list[tuple[Passage, Position]] = []
    for passage in passages:
        others = _of_others(position).exclude(text__source=passage.text.source).saying(passage.words)
        same = (each.position for each in others if says_the_same(each, passage))
        found += [(passage, other) for other in dict.fromkeys(same)]
    return found


def says_the_same(quotation: Quotation, passage: Passage) -> bool:
    return quoting.fold(quotation.exact).text == quoting.fold(passage.words).text


def require_apart(position: Position, passages: Sequence[Passage]) -> None:
    """Ask about words that are on record from another source: one position with two quotations, or two?"""
    if found := also_reported(position, passages):
        said = format_html_join(
            " ",
            gettext(
                "The same words are on record from another source: {}. "
                '<a href="{}">Add this passage to it</a>.'
            ),
            ((_links([other]), _address_beside(other, passage)) for passage, other in found),
        )
        raise ValidationError({"apart": said})


def _address_beside(other: Position, passage: Passage) -> str:
    """The page that adds the passage to the other position."""
    named = {"text": passage.text.pk, "start": passage.start, "end": passage.end}
    said = urlencode({**named, "voice": passage.voice, "attribution": passage.attribution})
    return f"{reverse('desk_also_reported', args=[other.public_id])}?{said}"


def _links(positions: Iterable[Position]) -> SafeString:
    named = ((each.get_absolute_url(), str(each)) for each in dict.fromkeys(positions))
    return format_html_join(", ", '<a href="{}">{}</a>', named)
