"""Writing what editors decide into a position: its fields, and passages cut from the texts themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from .. import quoting
from ..models import Position, Quotation, SourceText
from ..models.position import CODED
from .duplicates import require_uncoded

WORDS = ("exact", "prefix", "suffix")
Place = tuple[str, int, int]  # the digest of a text, and offsets into it


@dataclass(frozen=True)
class Passage:
    """One quotation to be: where it stands in which text, and whose voice it is."""

    text: SourceText
    start: int
    end: int
    voice: str
    attribution: str = ""
    translation: str = ""

    @property
    def words(self) -> str:
        """What the text says there; empty where it is not held."""
        return (self.text.body or "")[self.start : self.end]

    @property
    def place(self) -> Place:
        return self.text.sha256, self.start, self.end


def code(position: Position, fields: Mapping[str, Any], *, scheme_version: int | None = None) -> None:
    """Put what an editor decided into the position, coded to the proposition as it stands now, or then."""
    if foreign := fields.keys() - set(CODED):
        raise TypeError(f"No editor decides {', '.join(sorted(foreign))}; they decide {', '.join(CODED)}.")
    for field, value in fields.items():
        setattr(position, field, value)
    position.full_clean()
    position.scheme_version = scheme_version or position.issue.scheme_version
    position.save()


def replace_quotations(position: Position, passages: Sequence[Passage]) -> None:
    if not passages:
        raise ValidationError(gettext("Without a passage of a source there is no position: add one."))
    require_uncoded(position, passages)
    proven = _proven(position)
    position.quotations.all().delete()
    Quotation.objects.bulk_create(
        _quotation(position, order, passage, proven) for order, passage in enumerate(passages, start=1)
    )
    Position.objects.filter(pk=position.pk).refresh_documents()


def _proven(position: Position) -> dict[Place, dict[str, str]]:
    """The words that stand proven at a place, by the position's quotations now and in its revisions.

    A text never changes under its digest, so what was proven once may be kept where the text is not held.
    """
    known: dict[Place, dict[str, str]] = {}
    for revision in position.revisions.all():
        for said in (revision.after or {}).get("quotations", ()):
            if said["verified"]:
                known[said["text"], said["start"], said["end"]] = {word: said[word] for word in WORDS}
    for quotation in _verified(position):
        place = quotation.text.sha256, quotation.start, quotation.end
        known[place] = {word: getattr(quotation, word) for word in WORDS}
    return known


def _verified(position: Position) -> Iterable[Quotation]:
    return position.quotations.filter(verified=True).select_related("text").defer("text__body")


def _quotation(
    position: Position, order: int, passage: Passage, proven: Mapping[Place, dict[str, str]]
) -> Quotation:
    quotation = quotation_of(position, order, passage, words_of(passage, proven))
    quotation.full_clean()
    return quotation


def quotation_of(position: Position, order: int, passage: Passage, words: Mapping[str, Any]) -> Quotation:
    """Of the passage, in those words, and not cleaned yet."""
    return Quotation(
        position=position,
        order=order,
        text=passage.text,
        start=passage.start,
        end=passage.end,
        verified=True,
        voice=passage.voice,
        attribution=passage.attribution,
        translation=passage.translation,
        **{"language": passage.text.source.language, **words},
    )


def words_of(passage: Passage, proven: Mapping[Place, dict[str, str]]) -> dict[str, Any]:
    """Cut out of the text itself, so that what is stored is verbatim by construction; or kept as proven."""
    body = passage.text.body
    if body is None and passage.place in proven:
        return dict(proven[passage.place])
    if body is None:
        raise ValidationError(
            gettext(
                "The text of %(source)s is not held: its passages can be kept or left out. To "
                "take another, hand in the text first."
            )
            % {"source": passage.text.source}
        )
    prefix, suffix = quoting.context(body, passage.start, passage.end)
    found = quoting.cautions(body, passage.start, passage.end, passage.text.source.language)
    return {
        "exact": body[passage.start : passage.end],
        "prefix": prefix,
        "suffix": suffix,
        "cautions": sorted({caution.kind for caution in found}),
    }
