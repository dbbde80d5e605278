"""Tying positions to a summit: before, at, after or about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from ...models import DataRevision, Position, Summit
from ...partial_dates import PartialDate
from ...vocabulary import Act, SummitRelation
from ..recording import record, snapshot
from .keeping import require_curator


class Tie(NamedTuple):
    """A position, at the version that was read, and how it relates to the summit; empty unties it."""

    public_id: str
    version: int
    relation: str


def proposed_relation(stated: PartialDate, summit: Summit) -> str:
    """What the dates alone say; empty where they leave it open, as a month does in which the summit fell."""
    first, last = summit.started.first, summit.ended.last or summit.started.last
    if stated.first is None or stated.last is None or first is None or last is None:
        return ""
    if stated.last < first:
        return SummitRelation.BEFORE
    if stated.first > last:
        return SummitRelation.AFTER
    return SummitRelation.AT if first <= stated.first and stated.last <= last else ""


@transaction.atomic
def attach(summit: Summit, ties: Sequence[Tie], *, by: User, reason: str = "") -> tuple[int, list[str]]:
    """Tie each position as asked. Returns how many changed, and the ids that had changed meanwhile.

    Which meeting a statement belongs to is a fact of the frame: it needs no second coder, and leaves a
    revision that every reader of the position's history sees.
    """
    require_curator(by)
    asked = {tie.public_id: tie for tie in ties}
    positions = Position.objects.select_for_update(of=("self",)).filter(public_id__in=asked)
    changed, stale = 0, []
    for position in positions.order_by("pk"):
        tie = asked[position.public_id]
        if position.version != tie.version:
            stale.append(position.public_id)
        elif (position.summit_id, position.summit_relation) != _wanted(summit, tie):
            _tie(position, summit if tie.relation else None, tie.relation, by=by, reason=reason)
            changed += 1
    if changed:
        DataRevision.objects.move(positions=list(positions.values_list("pk", flat=True)))
    return changed, stale


def _wanted(summit: Summit, tie: Tie) -> tuple[int | None, str]:
    return (summit.pk, tie.relation) if tie.relation else (None, "")


def _tie(position: Position, summit: Summit | None, relation: str, *, by: User, reason: str) -> None:
    before = snapshot(position)
    position.summit, position.summit_relation = summit, relation
    position.version += 1
    position.save()
    record(position, Act.ATTACH, by=by, reason=reason, before=before)
    Position.objects.filter(pk=position.pk).refresh_documents()
