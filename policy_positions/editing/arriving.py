"""In whose name the rows of a file arrive: published by the record's accounts, or as an editor's drafts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from .. import access
from ..models import Position
from ..models.position import CODED
from ..vocabulary import ReviewState
from .acts import amend, draft
from .coding import Passage
from .duplicates import require_uncoded
from .loading import Outcome, load_position, record_accounts
from .on_record import rows_on_record
from .reading import RecordError, Row, read
from .replaying import passages_of

REASON = "Imported from a file of rows."


class Arrival(Protocol):
    completes: bool  # rows that name no position are new ones, and what they leave out is filled in

    def rows_on_record(self, public_ids: Collection[str]) -> dict[str, list[Row]]:
        """The rows that these positions have now, as far as a file may change them."""

    def bring_in(self, row: Row, where: str) -> tuple[Position, Outcome]:
        """Bring one position in step with its row, or raise RecordError."""


class Published:
    """As the files of the record: whoever runs the command answers for the review."""

    completes = False

    def __init__(self) -> None:
        self.coder, self.reviewer = record_accounts()

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


class Drafted:
    """As an editor's own drafts, which somebody else reviews; what is published is never changed."""

    completes = True

    def __init__(self, by: User) -> None:
        access.require(access.may_draft(by), "You may not import positions.")
        self.by = by

    def rows_on_record(self, public_ids: Collection[str]) -> dict[str, list[Row]]:
        return rows_on_record(public_ids, also_drafts_of=self.by)

    def bring_in(self, row: Row, where: str) -> tuple[Position, Outcome]:
        position = Position.objects.filter(public_id=row["public_id"]).first()
        if position is not None and position.state == ReviewState.PUBLISHED:
            raise RecordError(
                f"{where}, public_id: it is published, and a file changes nothing that is: "
                f"propose the change at {position.get_absolute_url()}."
            )
        if position is not None and not self._may_change(position):
            return position, Outcome.LEFT_ALONE
        try:
            return self._write(position, row, where)
        except ValidationError as error:
            raise RecordError(f"{where}: {strip_tags(' '.join(error.messages))}") from error

    def _may_change(self, position: Position) -> bool:
        return position.state == ReviewState.DRAFT and access.may_amend(self.by, position)

    def _write(self, position: Position | None, row: Row, where: str) -> tuple[Position, Outcome]:
        coded = {name: row[name] for name in row if name not in ("quotations", "public_id")}
        values, _ = read(Position, coded, where)
        fields = {name: values[name] for name in CODED}
        passages = _passages(row, where)
        if position is None:
            made = draft(fields, passages, by=self.by, reason=REASON, apart=True, public_id=row["public_id"])
            return made, Outcome.CREATED
        version = position.version
        return amend(position, fields, passages, by=self.by, version=version, reason=REASON), Outcome.CHANGED


def _passages(row: Row, where: str) -> list[Passage]:
    passages = passages_of(row)
    for passage, said in zip(passages, row["quotations"], strict=True):
        if said["language"] != passage.text.source.language:
            raise RecordError(
                f"{where}, language: its source is in “{passage.text.source.language}”, "
                f"not in “{said['language']}”."
            )
    return passages
