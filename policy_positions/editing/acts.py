"""What editors do to positions: each act checks, writes and records in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from .. import access
from ..models import DataRevision, Position
from ..models.revision import Snapshot
from ..vocabulary import Act, ReviewState
from ..workflow import MOVES, PUBLIC_STATES
from .coding import Passage, code, replace_quotations
from .drawing import draw as draw_for_second_coding
from .duplicates import require_apart, require_uncoded
from .evidence import answered_cautions, confirmed_tenure, require_proven
from .recording import record, snapshot
from .replaying import passages_of, replay, tried


class VersionConflict(Exception):
    """The position was changed since the one who acts has read it; ``current`` is what stands now.

    Of a form that was saved, ``yours`` is what it would have made of the position, ``theirs`` what that is
    now, and ``base`` what the editor began from, if it is on record: all as revisions write them.
    """

    def __init__(
        self, current: Position, *, yours: Snapshot | None = None, base: Snapshot | None = None
    ) -> None:
        super().__init__(
            gettext("This position has changed since: it is at version %(version)s now.")
            % {"version": current.version}
        )
        self.current = current
        self.theirs = snapshot(current)
        self.yours = yours or self.theirs
        self.base = base


@transaction.atomic
def draft(
    fields: Mapping[str, Any],
    passages: Sequence[Passage],
    *,
    by: User,
    reason: str = "",
    apart: bool = False,
    public_id: str = "",
) -> Position:
    """Make a draft of ``fields`` (see CODED) backed by ``passages``, in their order.

    Words that are on record from another source are asked about, unless they are to stand ``apart``. Who
    brings rows from elsewhere names the draft by its ``public_id``; else it is given one.
    """
    access.require(access.may_draft(by), gettext("You may not draft positions."))
    position = Position(drafted_by=by, state=ReviewState.DRAFT)
    position.public_id = public_id or position.public_id
    code(position, fields)
    if not apart:
        require_apart(position, passages)
    replace_quotations(position, passages)
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
    current = locked(position)
    access.require(access.may_amend(by, current), gettext("Only its author may change a draft."))
    require_state(current, ReviewState.DRAFT, Act.AMEND)
    if current.version != version:
        raise conflict(current, fields, passages, version)
    before = snapshot(current)
    current.version += 1
    code(current, fields)
    replace_quotations(current, passages)
    record(current, Act.AMEND, by=by, reason=reason, before=before)
    return current


@transaction.atomic
def restore(position: Position, earlier: int, *, by: User, version: int, reason: str = "") -> Position:
    """Make a draft what it was at the version ``earlier``, under every check that a new coding passes."""
    current = locked(position)
    access.require(access.may_amend(by, current), gettext("Only its author may change a draft."))
    require_state(current, ReviewState.DRAFT, Act.RESTORE)
    if current.version != version:
        raise VersionConflict(current)
    before = snapshot(current)
    current.version += 1
    replay(current, restored_from(current, earlier))
    record(current, Act.RESTORE, by=by, reason=reason, before=before)
    return current


def submit(position: Position, *, by: User, reason: str = "") -> Position:
    access.require(access.may_amend(by, position), gettext("Only its author may submit a draft."))
    return _move(position, Act.SUBMIT, by=by, reason=reason)


def recall(position: Position, *, by: User, reason: str = "") -> Position:
    """Undo a submission that nobody has decided yet."""
    access.require(
        access.may_amend(by, position), gettext("Only its author may take a position back from review.")
    )
    return _move(position, Act.RECALL, by=by, reason=reason)


def return_to_author(position: Position, *, by: User, reason: str) -> Position:
    access.require(access.may_review(by, position), gettext("You may not return this position."))
    return _move(position, Act.RETURN, by=by, reason=reason)


def publish(position: Position, *, by: User, reason: str = "") -> Position:
    """Let everybody read it. A passage with cautions wants a reason, which is kept with them."""
    access.require(
        access.may_review(by, position),
        gettext(
            "You may not publish this position: somebody else than its author, with the right to review, "
            "must."
        ),
    )
    return _move(position, Act.PUBLISH, by=by, reason=reason, published_by=by, published_at=timezone.now())


def withdraw(position: Position, *, by: User, reason: str) -> Position:
    """Take a published position back; its page stays and says why."""
    access.require(access.may_review(by, position), gettext("You may not withdraw this position."))
    return _move(position, Act.WITHDRAW, by=by, reason=reason)


def discard(position: Position, *, by: User, reason: str = "") -> Position:
    """Throw away a draft that nobody wants: it stays on record, and its passages may be coded anew."""
    access.require(access.may_amend(by, position), gettext("Only its author may throw a draft away."))
    return _move(position, Act.DISCARD, by=by, reason=reason)


@transaction.atomic
def take_up(position: Position, *, by: User, reason: str = "") -> Position:
    """Make a draft again of what was thrown away, unless its passages are coded elsewhere by now."""
    access.require(access.may_amend(by, position), gettext("Only its author may take a draft up again."))
    require_uncoded(position, passages_of(snapshot(position)))
    return _move(position, Act.TAKE_UP, by=by, reason=reason)


@transaction.atomic
def _move(position: Position, act: Act, *, by: User, reason: str, **changes: Any) -> Position:
    move = MOVES[act]
    current = locked(position)
    require_state(current, move.start, act)
    if current.version != position.version:
        raise VersionConflict(current)
    if move.wants_reason:
        require_reason(act, reason)
    cautions = confirmed_tenure(current, reason) if act == Act.SUBMIT else []
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
    if act == Act.SUBMIT:
        draw_for_second_coding(current)
    if move.end in PUBLIC_STATES:
        DataRevision.objects.move(positions=[current.pk])
    return current


def conflict(
    current: Position, fields: Mapping[str, Any], passages: Sequence[Passage], version: int
) -> VersionConflict:
    """What stands, what was typed, and what both began from, for who has to choose."""
    began = current.revisions.filter(version=version).first()
    return VersionConflict(
        current, yours=tried(current, fields, passages), base=began.after if began else None
    )


def restored_from(position: Position, earlier: int) -> dict[str, Any]:
    """What the position was after the act that made the version ``earlier``."""
    revision = position.revisions.filter(version=earlier).first()
    if revision is None or revision.after is None:
        raise ValidationError(
            gettext("There is no version %(earlier)s of this position to go back to.") % {"earlier": earlier}
        )
    return dict(revision.after)


def require_reason(act: Act, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(
            {
                "reason": gettext("Say why: the act “%(label)s” is recorded with its reason.")
                % {"label": act.label}
            }
        )


def require_reason_given(reason: str, told: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": told})


def locked(position: Position) -> Position:
    return Position.objects.select_for_update(of=("self",)).get(pk=position.pk)


def require_state(position: Position, state: ReviewState, act: Act) -> None:
    if position.state != state:
        raise ValidationError(
            gettext("“%(label)s” is for positions that are %(value)s; this one is %(value_2)s.")
            % {
                "label": act.label,
                "value": state.label.lower(),
                "value_2": position.get_state_display().lower(),
            }
        )
