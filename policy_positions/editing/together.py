"""New positions of a file written together, in a few statements, as they would be one by one.

Nothing is refused here. Where anything about them would be, nothing is written: then they are brought in one
by one, and each fault is told by its row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, models, transaction

from ..models import Position, Quotation, SourceText
from .bulk import IGNORE_NO_TRIGGER
from .coding import Passage, quotation_of, words_of
from .duplicates import one_writer_a_source, overlaps
from .reading import NAMED_BY, REFERENCES, Row
from .recording import CHECK_DEFERRED, RECORD_EACH_NEW

_RECORD = RECORD_EACH_NEW.format(rows="policy_positions_position own WHERE own.id = ANY(%s)")


class Refused(Exception):
    """Something about these positions has to be told by its row."""


class Coded(NamedTuple):
    """A position to be, and its passages: as yet in no table."""

    position: Position
    quotations: list[Quotation]


class References:
    """What rows refer to by natural keys: each model is read once for a whole file."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, models.Model]] = {}

    def find(self, name: str, key: str | None) -> models.Model | None:
        if key is None:
            return None
        if name not in self._held:
            model: Any = Position._meta.get_field(name).related_model
            rows = model._default_manager.all()
            self._held[name] = {getattr(row, NAMED_BY[model][0]): row for row in rows}
        return self._held[name][key]

    def of(self, row: Row) -> dict[str, models.Model | None]:
        return {name: self.find(name, row[name]) for name in REFERENCES}


class Texts:
    """The texts that some rows quote, by source and digest, read in one query."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._named = {(one["source"], one["text"]) for row in rows for one in row["quotations"]}

    @cached_property
    def _held(self) -> Mapping[tuple[str, str], SourceText]:
        texts = SourceText.objects.filter(sha256__in={digest for _, digest in self._named})
        return {(text.source.slug, text.sha256): text for text in texts.select_related("source")}

    def passages(self, row: Row) -> list[Passage]:
        """Those of the row, each where its text is held and bears it out word for word."""
        found = []
        for said in row["quotations"]:
            text = self._held.get((said["source"], said["text"]))
            if text is None or not _bears_out(text.body, said):
                raise Refused
            found.append(
                Passage(text, *(said[n] for n in ("start", "end", "voice", "attribution", "translation")))
            )
        return found


def _bears_out(body: str | None, said: Row) -> bool:
    if body is None:
        return False
    start, end = said["start"], said["end"]
    before, after = max(start - len(said["prefix"]), 0), end + len(said["suffix"])
    return (body[before:start], body[start:end], body[end:after]) == (
        said["prefix"],
        said["exact"],
        said["suffix"],
    )


def cut(position: Position, order: int, passage: Passage, **words: Any) -> Quotation:
    """As ``coding`` cuts it, unless the ``words`` are given."""
    quotation = quotation_of(position, order, passage, words or words_of(passage, {}))
    try:
        quotation.clean_fields(exclude=("position", "text"))
    except ValidationError as error:
        raise Refused from error
    return quotation


def write_together(coded: Sequence[Coded], *, act: str, by: User, reason: str) -> None:
    """All of them, each with its revision, or none where one would be refused."""
    quotations = [quotation for each in coded for quotation in each.quotations]
    passages = [Passage(each.text, each.start, each.end, each.voice) for each in quotations]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            one_writer_a_source(passages)
            _require_uncoded(coded)
            cursor.execute(IGNORE_NO_TRIGGER)
            Position.objects.bulk_create([each.position for each in coded])
            Quotation.objects.bulk_create(quotations)
            cursor.execute(_RECORD, [act, by.pk, reason, [each.position.pk for each in coded]])
            cursor.execute(CHECK_DEFERRED)
    except DatabaseError as error:
        raise Refused from error


def _require_uncoded(coded: Sequence[Coded]) -> None:
    """As ``duplicates.require_uncoded`` asks it of each, of what stands and of one another."""
    taken = _passages_on_record(quotation for each in coded for quotation in each.quotations)
    for each in coded:
        for quotation in each.quotations:
            passage = Passage(quotation.text, quotation.start, quotation.end, quotation.voice)
            others = taken[_question_of(each.position, quotation)]
            if any(overlaps(other, passage) for other in others if other.position is not each.position):
                raise Refused
            others.append(quotation)


def _passages_on_record(quotations: Iterable[Quotation]) -> defaultdict[tuple[Any, ...], list[Quotation]]:
    """Those that stand, of the same sources and issues, by the question that they answer."""
    quoted = list(quotations)
    standing = Quotation.objects.of_what_stands().filter(
        text__source__in={each.text.source_id for each in quoted},
        position__issue__in={each.position.issue_id for each in quoted},
    )
    found: defaultdict[tuple[Any, ...], list[Quotation]] = defaultdict(list)
    for each in standing.select_related("position", "text").defer("text__body", "position__document"):
        found[_question_of(each.position, each)].append(each)
    return found


def _question_of(position: Position, quotation: Quotation) -> tuple[Any, ...]:
    return (
        quotation.text.source_id,
        position.issue_id,
        position.country_id,
        position.organization_id,
    )


def none_is_on_record(public_ids: Collection[str]) -> bool:
    return not Position.objects.filter(public_id__in=public_ids).exists()
