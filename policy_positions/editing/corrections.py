"""Changing what is published: one person proposes, the published version stands, another applies it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from tracker import written

from .. import access
from ..models import Correction, DataRevision, Position
from ..vocabulary import Act, CorrectionState, ReviewState
from ..workflow import MOVES, REWRITES
from .acts import VersionConflict, conflict, locked, require_reason, require_state, restored_from
from .coding import Passage
from .evidence import answered_cautions
from .recording import record, snapshot
from .replaying import fields_of, passages_of, replay, tried


@transaction.atomic
def propose(
    position: Position,
    fields: Mapping[str, Any],
    passages: Sequence[Passage],
    *,
    by: User,
    version: int,
    reason: str,
) -> Correction:
    """Propose another coding of a published position that is still at ``version``."""
    current = _open_for_proposals(position, by, Act.CORRECT)
    if current.version != version:
        raise conflict(current, fields, passages, version)
    require_reason(Act.CORRECT, reason)
    proposed = tried(current, fields, passages)
    return _propose(current, Act.CORRECT, proposed, by=by, reason=reason)


@transaction.atomic
def propose_restoring(position: Position, earlier: int, *, by: User, version: int, reason: str) -> Correction:
    """Propose an earlier version of a published position, or of a withdrawn one that is to come back."""
    act = Act.REINSTATE if position.state == ReviewState.WITHDRAWN else Act.RESTORE
    current = _open_for_proposals(position, by, act)
    if current.version != version:
        raise VersionConflict(current)
    require_reason(act, reason)
    said = restored_from(current, earlier)
    proposed = tried(current, fields_of(said), passages_of(said))
    proposed["scheme_version"] = said["scheme_version"]
    return _propose(current, act, proposed, by=by, reason=reason, restores=earlier)


@transaction.atomic
def apply(correction: Correction, *, by: User, note: str = "") -> Position:
    """Make the position what was proposed, if it still is what the proposal was made on."""
    held, position = _held(correction)
    access.require(
        access.may_decide(by, held), gettext("Somebody else than who proposed a change applies it.")
    )
    _require_open(held)
    _require_possible(position, Act(held.act))
    if position.version != held.base_version:
        raise VersionConflict(position)
    before = snapshot(position)
    position.version += 1
    if held.act == Act.REINSTATE:
        access.require(
            access.may_review(by, position), gettext("Somebody else than its author puts a position back.")
        )
        position.state = MOVES[Act.REINSTATE].end
        position.published_by, position.published_at = by, timezone.now()
    replay(position, held.proposed)
    cautions = answered_cautions(position, held.reason)
    record(position, Act(held.act), by=by, reason=held.reason, before=before, cautions=cautions)
    _decide(held, CorrectionState.APPLIED, by=by, note=note)
    DataRevision.objects.move(positions=[position.pk])
    return position


@transaction.atomic
def decline(correction: Correction, *, by: User, note: str) -> Correction:
    held, _ = _held(correction)
    access.require(
        access.may_decide(by, held), gettext("Somebody else than who proposed a change declines it.")
    )
    _require_open(held)
    if not note.strip():
        raise ValidationError(
            {"reason": gettext("Say why: who proposed it should know what to do otherwise.")}
        )
    return _decide(held, CorrectionState.DECLINED, by=by, note=note)


@transaction.atomic
def take_back(correction: Correction, *, by: User, note: str = "") -> Correction:
    held, _ = _held(correction)
    access.require(held.proposed_by_id == by.pk, gettext("Only who proposed a change takes it back."))
    _require_open(held)
    return _decide(held, CorrectionState.TAKEN_BACK, by=by, note=note)


def _open_for_proposals(position: Position, by: User, act: Act) -> Position:
    access.require(access.may_draft(by), gettext("You may not propose changes."))
    current = locked(position)
    _require_possible(current, act)
    if standing := current.corrections.open().select_related("proposed_by").first():
        raise ValidationError(
            gettext(
                "%(proposed_by)s has proposed a change already, on %(proposed_at)s: one is "
                "decided before the next."
            )
            % {"proposed_by": standing.proposed_by, "proposed_at": written.day(standing.proposed_at)}
        )
    return current


def _require_possible(position: Position, act: Act) -> None:
    if act == Act.REINSTATE:
        require_state(position, MOVES[act].start, act)
    elif position.state not in REWRITES[act]:
        require_state(position, ReviewState.PUBLISHED, act)


def _propose(
    position: Position,
    act: Act,
    proposed: dict[str, Any],
    *,
    by: User,
    reason: str,
    restores: int | None = None,
) -> Correction:
    if proposed == snapshot(position) and act != Act.REINSTATE:
        raise ValidationError(gettext("This is what is published already: nothing would change."))
    return Correction.objects.create(
        position=position,
        act=act,
        restores=restores,
        base_version=position.version,
        proposed=proposed,
        reason=reason,
        proposed_by=by,
    )


def _held(correction: Correction) -> tuple[Correction, Position]:
    """Both rows, locked: the position first, as every act does."""
    position = locked(correction.position)
    return Correction.objects.select_for_update(of=("self",)).get(pk=correction.pk), position


def _require_open(correction: Correction) -> None:
    if not correction.is_open:
        raise ValidationError(
            gettext("This change has been decided: %(value)s.")
            % {"value": correction.get_state_display().lower()}
        )


def _decide(correction: Correction, state: CorrectionState, *, by: User, note: str) -> Correction:
    correction.state, correction.decided_by, correction.decision_note = state, by, note
    correction.decided_at = timezone.now()
    correction.save()
    return correction
