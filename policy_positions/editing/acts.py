"""What editors do to positions: each act checks, writes and records in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from .. import access, quoting
from ..models import DataRevision, Position, Quotation, SourceText
from ..models.quotation import CONTEXT
from ..vocabulary import Act, ReviewState
from .evidence import answered_cautions, require_proven
from .recording import record, snapshot
from .states import MOVES, PUBLIC_STATES

# What editors decide. All else about a position follows from who did what to it, and when.
CODED = (
    "country",
    "organization",
    "leader",
    "issue",
    "stance",
    "substance",
    "stated_on",
    "stated_on_precision",
    "date_note",
    "summit",
    "summit_relation",
    "summary",
    "confidence",
    "coding_note",
)


class VersionConflict(Exception):
    """The position was changed since the one who acts has read it; ``current`` is what stands now."""

    def __init__(self, current: Position) -> None:
        super().__init__(f"This position has changed since: it is at version {current.version} now.")
        self.current = current


@dataclass(frozen=True)
class Passage:
    """One quotation to be: where it stands in which text, and whose voice it is."""

    text: SourceText
    start: int
    end: int
    voice: str
    attribution: str = ""
    translation: str = ""


@transaction.atomic
def draft(fields: Mapping[str, Any], passages: Sequence[Passage], *, by: User, reason: str = "") -> Position:
    """Make a draft of ``fields`` (see CODED) backed by ``passages``, in their order."""
    access.require(access.may_draft(by), "You may not draft positions.")
    position = Position(drafted_by=by, state=ReviewState.DRAFT)
    _code(position, fields)
    _replace_quotations(position, passages)
    record(position, Act.DRAFT, by=by, reason=reason)
    return position


@transaction.atomic
def amend(
    position: Position,
    fields: Mapping[str, Any],
    passages: Sequence[Passage],
    *,
    by: User,
    version: int,
    reason: str = "",
) -> Position:
    """Change a draft that is still at ``version``; raise VersionConflict when it is not."""
    current = _locked(position)
    access.require(access.may_amend(by, current), "Only its author may change a draft.")
    _require_state(current, ReviewState.DRAFT, Act.AMEND)
    if current.version != version:
        raise VersionConflict(current)
    before = snapshot(current)
    current.version += 1
    _code(current, fields)
    _replace_quotations(current, passages)
    record(current, Act.AMEND, by=by, reason=reason, before=before)
    return current


def submit(position: Position, *, by: User, reason: str = "") -> Position:
    access.require(access.may_amend(by, position), "Only its author may submit a draft.")
    return _move(position, Act.SUBMIT, by=by, reason=reason)


def return_to_author(position: Position, *, by: User, reason: str) -> Position:
    access.require(access.may_review(by, position), "You may not return this position.")
    return _move(position, Act.RETURN, by=by, reason=reason)


def publish(position: Position, *, by: User, reason: str = "") -> Position:
    """Let everybody read it. A passage with cautions wants a reason, which is kept with them."""
    access.require(
        access.may_review(by, position),
        "You may not publish this position: somebody else than its author, with the right to review, must.",
    )
    return _move(position, Act.PUBLISH, by=by, reason=reason, published_by=by, published_at=timezone.now())


def withdraw(position: Position, *, by: User, reason: str) -> Position:
    """Take a published position back; its page stays and says why."""
    access.require(access.may_review(by, position), "You may not withdraw this position.")
    return _move(position, Act.WITHDRAW, by=by, reason=reason)


def _code(position: Position, fields: Mapping[str, Any]) -> None:
    """Put what an editor decided into the position, coded to the proposition as it stands now."""
    if foreign := fields.keys() - set(CODED):
        raise TypeError(f"No editor decides {', '.join(sorted(foreign))}; they decide {', '.join(CODED)}.")
    for field, value in fields.items():
        setattr(position, field, value)
    position.full_clean()
    position.scheme_version = position.issue.scheme_version
    position.save()


@transaction.atomic
def _move(position: Position, act: Act, *, by: User, reason: str, **changes: Any) -> Position:
    move = MOVES[act]
    current = _locked(position)
    _require_state(current, move.start, act)
    if current.version != position.version:
        raise VersionConflict(current)
    if move.wants_reason and not reason.strip():
        raise ValidationError({"reason": f"Say why: the act “{act.label}” is recorded with its reason."})
    cautions = []
    if act == Act.PUBLISH:
        require_proven(current)
        cautions = answered_cautions(current, reason)
    before = snapshot(current)
    current.state = move.end
    current.version += 1
    for field, value in changes.items():
        setattr(current, field, value)
    current.save()
    record(current, act, by=by, reason=reason, before=before, cautions=cautions)
    if move.end in PUBLIC_STATES:
        DataRevision.objects.move()
    return current


def _locked(position: Position) -> Position:
    return Position.objects.select_for_update(of=("self",)).get(pk=position.pk)


def _require_state(position: Position, state: ReviewState, act: Act) -> None:
    if position.state != state:
        raise ValidationError(
            f"“{act.label}” is for positions that are {state.label.lower()}; "
            f"this one is {position.get_state_display().lower()}."
        )


def _replace_quotations(position: Position, passages: Sequence[Passage]) -> None:
    if not passages:
        raise ValidationError("Without a passage of a source there is no position: add one.")
    position.quotations.all().delete()
    Quotation.objects.bulk_create(
        _quotation(position, order, passage) for order, passage in enumerate(passages, start=1)
    )
    Position.objects.filter(pk=position.pk).refresh_documents()


def _quotation(position: Position, order: int, passage: Passage) -> Quotation:
    """Cut the passage out of the text itself, so that what is stored is verbatim by construction."""
    body = passage.text.body or ""
    prefix, suffix = quoting.context(body, passage.start, passage.end, CONTEXT)
    quotation = Quotation(
        position=position,
        order=order,
        text=passage.text,
        exact=body[passage.start : passage.end],
        prefix=prefix,
        suffix=suffix,
        start=passage.start,
        end=passage.end,
        verified=True,
        voice=passage.voice,
        attribution=passage.attribution,
        language=passage.text.source.language,
        translation=passage.translation,
    )
    quotation.full_clean()
    return quotation
