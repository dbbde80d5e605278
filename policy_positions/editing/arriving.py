"""In whose name the rows of a file arrive: published by the record's accounts, or as an editor's drafts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext

from .. import access, partial_dates
from ..models import Position
from ..models.position import CODED
from ..vocabulary import Act, ReviewState
from .acts import VersionConflict, amend, draft, take_up
from .coding import Passage
from .duplicates import require_uncoded
from .loading import Outcome, load_position, record_accounts
from .on_record import rows_on_record
from .reading import PLAIN, RecordError, Row, read
from .replaying import passages_of
from .together import Coded, References, Refused, Texts, cut, write_together

REASON = "Imported from a file of rows."
OPEN_TO_FILES = (ReviewState.DRAFT, ReviewState.DISCARDED)  # of an editor's own
AS_SAID = ("exact", "prefix", "suffix", "language")  # of a passage that arrives published


class Arrival(Protocol):
    completes: bool  # rows that name no position are new ones, and what they leave out is filled in

    def rows_on_record(self, public_ids: Collection[str]) -> dict[str, list[Row]]:
        """The rows that these positions have now, as far as a file may change them."""

    def bring_in(self, row: Row, where: str) -> tuple[Position, Outcome]:
        """Write one position as its row says, or raise RecordError."""

    def write_new(self, rows: Sequence[Row]) -> list[int]:
        """Write positions that are not on record, all of them; or raise Refused and write none."""


class AsPublished:
    """Published at once, by the record's own accounts: whoever runs the command answers for the review."""

    completes = False

    def __init__(self) -> None:
        self.coder, self.reviewer = record_accounts()
        self._references = References()

    def rows_on_record(self, public_ids: Collection[str]) -> dict[str, list[Row]]:
        return rows_on_record(public_ids)

    def bring_in(self, row: Row, where: str) -> tuple[Position, Outcome]:
        position, outcome = load_position(row, where, coder=self.coder, reviewer=self.reviewer, reason=REASON)
        if outcome in (Outcome.CREATED, Outcome.CHANGED):
            try:
                require_uncoded(position, passages_of(row))
            except ValidationError as error:
                raise RecordError(f"{where}: {strip_tags(' '.join(error.messages))}") from error
        return position, outcome

    def write_new(self, rows: Sequence[Row]) -> list[int]:
        texts, now = Texts(rows), timezone.now()
        coded = []
        for row in rows:
            position = Position(
                drafted_by=self.coder,
                published_by=self.reviewer,
                published_at=now,
                state=ReviewState.PUBLISHED,
                **_values(row, self._references),
            )
            passages = zip(texts.passages(row), row["quotations"], strict=True)
            quotations = [
                cut(position, order, passage, **{name: said[name] for name in AS_SAID})
                for order, (passage, said) in enumerate(passages, start=1)
            ]
            coded.append(Coded(position, quotations))
        write_together(coded, act=Act.LOAD, by=self.coder, reason=REASON)
        return [each.position.pk for each in coded]


class AsDrafts:
    """As an editor's own drafts, which somebody else reviews; what is published is never changed."""

    completes = True

    def __init__(self, by: User) -> None:
        access.require(access.may_draft(by), gettext("You may not import positions."))
        self.by = by
        self._references = References()

    def rows_on_record(self, public_ids: Collection[str]) -> dict[str, list[Row]]:
        return rows_on_record(public_ids, also_drafts_of=self.by)

    def bring_in(self, row: Row, where: str) -> tuple[Position, Outcome]:
        position = Position.objects.filter(public_id=row["public_id"]).first()
        if position is not None and position.state == ReviewState.PUBLISHED:
            raise RecordError(
                gettext(
                    "%(where)s, public_id: it is published, and a file changes nothing that is: "
                    "propose the change at %(get_absolute_url)s."
                )
                % {"where": where, "get_absolute_url": position.get_absolute_url()}
            )
        if position is not None and not self._may_change(position):
            return position, Outcome.LEFT_ALONE
        try:
            if position is not None and position.state == ReviewState.DISCARDED:
                position = take_up(position, by=self.by, reason=REASON)
            return self._write(position, row, where)
        except ValidationError as error:
            raise RecordError(f"{where}: {strip_tags(' '.join(error.messages))}") from error

    def write_new(self, rows: Sequence[Row]) -> list[int]:
        texts = Texts(rows)
        coded = []
        for row in rows:
            position = Position(drafted_by=self.by, state=ReviewState.DRAFT, **_values(row, self._references))
            position.scheme_version = position.issue.scheme_version
            passages = texts.passages(row)
            if any(
                said["language"] != passage.text.source.language
                for passage, said in zip(passages, row["quotations"], strict=True)
            ):
                raise Refused
            quotations = [cut(position, order, each) for order, each in enumerate(passages, start=1)]
            coded.append(Coded(position, quotations))
        write_together(coded, act=Act.DRAFT, by=self.by, reason=REASON)
        return [each.position.pk for each in coded]

    def _may_change(self, position: Position) -> bool:
        return position.state in OPEN_TO_FILES and access.may_amend(self.by, position)

    def _write(self, position: Position | None, row: Row, where: str) -> tuple[Position, Outcome]:
        coded = {name: row[name] for name in row if name not in ("quotations", "public_id")}
        values, _ = read(Position, coded, where)
        fields = {name: values[name] for name in CODED}
        passages = _passages(row, where)
        if position is None:
            made = draft(fields, passages, by=self.by, reason=REASON, apart=True, public_id=row["public_id"])
            return made, Outcome.CREATED
        version = position.version
        try:
            amended = amend(position, fields, passages, by=self.by, version=version, reason=REASON)
        except VersionConflict as conflict:
            told = gettext("%(where)s, public_id: %(conflict)s Look at it, and hand the file in again.")
            raise RecordError(told % {"where": where, "conflict": conflict}) from conflict
        return amended, Outcome.CHANGED


def _values(row: Row, references: References) -> dict[str, Any]:
    """What the fields of a position take of its row, which is checked cell by cell."""
    day = partial_dates.parse(row["stated_on"])
    plain = {name: row[name] for name in ("public_id", *PLAIN)}
    return {**plain, **references.of(row), "stated_on": day.date, "stated_on_precision": day.precision}


def _passages(row: Row, where: str) -> list[Passage]:
    passages = passages_of(row)
    for passage, said in zip(passages, row["quotations"], strict=True):
        if said["language"] != passage.text.source.language:
            raise RecordError(
                gettext("%(where)s, language: its source is in “%(language)s”, not in “%(said)s”.")
                % {"where": where, "language": passage.text.source.language, "said": said["language"]}
            )
    return passages
