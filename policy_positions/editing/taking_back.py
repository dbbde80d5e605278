"""An import undone as a whole: what it brought is thrown away or withdrawn, what it changed is put back."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from .. import access
from ..models import Import, ImportedRow, Position
from ..models.position import PositionQuerySet
from ..vocabulary import Act, FrameAct, ImportState, RecordKind, ReviewState, RowOutcome
from .acts import require_reason_given, restored_from
from .ledger import append
from .moving import move_together
from .recording import record, snapshot
from .replaying import replay


class Brought(NamedTuple):
    """What stands of an import: the positions that it made, by state, and the drafts that it changed."""

    drafts: int
    in_review: int
    published: int
    changed: int

    @property
    def stands(self) -> bool:
        return any(self)


def brought_by(of: Import) -> Brought:
    counted = _made(of).aggregate(
        drafts=Count("pk", filter=Q(state=ReviewState.DRAFT)),
        in_review=Count("pk", filter=Q(state=ReviewState.IN_REVIEW)),
        published=Count("pk", filter=Q(state=ReviewState.PUBLISHED)),
    )
    return Brought(**counted, changed=_changed(of).count())


@transaction.atomic
def take_back_import(of: Import, *, by: User, reason: str) -> Brought:
    """Undo all that the import brought and that still stands; every position keeps its history."""
    access.require(access.may_take_back(by, of), gettext("You may not undo this import."))
    require_reason_given(reason, gettext("Say why: it is kept with every position that is undone."))
    if not Import.objects.filter(pk=of.pk).move(ImportState.IMPORTED, to=ImportState.TAKEN_BACK):
        raise ValidationError(gettext("It is not imported, or was undone already."))
    list(_made(of).select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    brought = brought_by(of)
    if brought.published and not access.may_withdraw_import(by, of):
        raise ValidationError(gettext("Some of it is published: a reviewer who did not import it undoes it."))
    back = Act.RECALL if by.pk == of.made_by_id else Act.RETURN
    for act in (back, Act.DISCARD, Act.WITHDRAW):
        move_together(_made(of), act, by=by, reason=reason)
    for line in _changed(of):
        _put_back(line, by=by, reason=reason)
    append(
        *(RecordKind.IMPORT, str(of.pk), FrameAct.TAKE_BACK), by=by, reason=reason, after=brought._asdict()
    )
    return brought


def _made(of: Import) -> PositionQuerySet:
    made = of.lines.filter(outcome=RowOutcome.CREATED).values("public_id")
    positions: PositionQuerySet = Position.objects.filter(public_id__in=made)
    return positions


def _changed(of: Import) -> QuerySet[ImportedRow]:
    """Of the drafts that it changed, those as it left them: what was done to the others since stands."""
    still = Position.objects.filter(
        public_id=OuterRef("public_id"), version=OuterRef("version"), state=ReviewState.DRAFT
    )
    lines: QuerySet[ImportedRow] = of.lines.filter(Exists(still), outcome=RowOutcome.CHANGED).in_order()
    return lines


def _put_back(line: ImportedRow, *, by: User, reason: str) -> None:
    """Make the draft what it was before the import."""
    position = Position.objects.select_for_update(of=("self",)).get(public_id=line.public_id)
    before = snapshot(position)
    position.version += 1
    replay(position, restored_from(position, position.version - 2))
    record(position, Act.RESTORE, by=by, reason=reason, before=before)
