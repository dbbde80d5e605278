"""Coding a sample a second time, blind, and settling where the two codes differ."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext

from .. import access
from ..models import CodingComment, DataRevision, SamplingPlan, SecondCoding
from ..models.second_coding import PARTS
from ..vocabulary import ReviewState
from .acts import require_reason_given
from .corrections import propose
from .recording import snapshot
from .replaying import fields_of, passages_of

# The draw of ``SamplingPlan.draws``, for every position that was submitted and is not drawn yet.
_DRAW = """
    INSERT INTO policy_positions_secondcoding (
        position_id, plan_id, drawn_at, stance, voice, confidence, note, first_stance, first_voice,
        first_confidence, agreed_stance, agreed_voice, agreed_note
    )
    SELECT own.id, %s, now(), '', '', '', '', '', '', '', '', '', ''
    FROM policy_positions_position own
    WHERE own.state IN ('in_review', 'published')
      AND ('x' || left(encode(sha256(convert_to(%s || ':' || own.public_id, 'UTF8')), 'hex'), 8)
          )::bit(32)::bigint %% %s < %s
      AND NOT EXISTS (SELECT FROM policy_positions_secondcoding drawn WHERE drawn.position_id = own.id)
    ORDER BY own.id
"""


@transaction.atomic
def plan_sample(rate: int, seed: str, *, by: User) -> int:
    """From now on, code this many in a hundred twice; draw among what is on record, and say how many."""
    access.require(access.may_curate(by), gettext("You may not plan what is coded twice."))
    plan = SamplingPlan(rate=rate, seed=seed, made_by=by)
    plan.full_clean()
    plan.save()
    with connection.cursor() as cursor:
        cursor.execute(_DRAW, [plan.pk, plan.seed, PARTS, plan.rate * PARTS // 100])
        return int(cursor.rowcount)


@transaction.atomic
def take_coding(*, by: User) -> SecondCoding | None:
    """Give the coder the next passage; they do not choose, and hold one at a time. None when none is left."""
    access.require(access.may_draft(by), gettext("You may not code positions."))
    held = SecondCoding.objects.held_by(by).first()
    if held:
        return held
    waiting = SecondCoding.objects.waiting_for(by).select_for_update(of=("self",), skip_locked=True)
    coding = waiting.order_by("pk").first()
    if coding:
        coding.coder = by
        coding.save()
    return coding


@transaction.atomic
def code_again(
    coding: SecondCoding, *, by: User, stance: str, voice: str, confidence: str, note: str = ""
) -> SecondCoding:
    """Record the second code beside the first, as that is now; neither changes afterwards."""
    current = _locked(coding)
    access.require(current.coder_id == by.pk, gettext("Somebody else codes this one."))
    if current.coded_at:
        raise ValidationError(gettext("You have coded this one already."))
    first = current.position.quotations.first()
    current.stance, current.voice, current.confidence, current.note = stance, voice, confidence, note
    current.first_stance = current.position.stance
    current.first_voice = first.voice if first else ""
    current.first_confidence = current.position.confidence
    current.coded_at = timezone.now()
    current.full_clean()
    current.save()
    DataRevision.objects.move(positions=())  # the figures of the methods page follow from it
    return current


@transaction.atomic
def comment(coding: SecondCoding, text: str, *, by: User) -> CodingComment:
    current = _open(coding, by)
    said = CodingComment(coding=current, by=by, text=text)
    said.full_clean()
    said.save()
    return said


@transaction.atomic
def offer_agreement(coding: SecondCoding, *, by: User, stance: str, voice: str, note: str) -> SecondCoding:
    """Say on what the two should agree; the other confirms it, or offers something else."""
    current = _open(coding, by)
    require_reason_given(note, gettext("Say why: the other coder, and whoever reads it later, should know."))
    current.agreed_stance, current.agreed_voice, current.agreed_note = stance, voice, note
    current.agreed_by = by
    current.full_clean()
    current.save()
    return current


@transaction.atomic
def confirm_agreement(coding: SecondCoding, *, by: User) -> SecondCoding:
    """Settle it; where what is published says otherwise, a correction is proposed."""
    current = _open(coding, by)
    if current.agreed_by is None:
        raise ValidationError(gettext("Nothing is offered yet: say on what you would agree."))
    access.require(current.agreed_by_id != by.pk, gettext("The other coder confirms what you offered."))
    current.confirmed_by, current.resolved_at = by, timezone.now()
    current.save()
    _correct(current, by)
    return current


def _correct(coding: SecondCoding, by: User) -> None:
    position = coding.position
    said = snapshot(position)
    agreed: dict[str, Any] = {**said, "stance": coding.agreed_stance}
    first, *others = said["quotations"]
    agreed["quotations"] = [{**first, "voice": coding.agreed_voice}, *others]
    if position.state == ReviewState.PUBLISHED and agreed != said:
        reason = f"Coded twice, and agreed by both coders: {coding.agreed_note}"
        propose(
            position, fields_of(agreed), passages_of(agreed), by=by, version=position.version, reason=reason
        )


def _open(coding: SecondCoding, by: User) -> SecondCoding:
    current = _locked(coding)
    access.require(access.may_resolve(by, current), gettext("The two coders settle this between them."))
    if not current.is_open:
        raise ValidationError(gettext("There is nothing to settle here any more."))
    return current


def _locked(coding: SecondCoding) -> SecondCoding:
    rows = SecondCoding.objects.select_related("position__drafted_by").select_for_update(of=("self",))
    return rows.get(pk=coding.pk)
