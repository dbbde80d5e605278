"""Many positions moved by one act, in two statements: each leaves its revision, as one by one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.db.models import F

from ..models import DataRevision, Position
from ..models.position import PositionQuerySet
from ..vocabulary import Act, RecordKind
from ..workflow import MOVES, PUBLIC_STATES
from .bulk import IGNORE_NO_TRIGGER
from .recording import SNAPSHOT

_RECORD = f"""
    INSERT INTO policy_positions_revision
        (kind, record, position_id, version, act, by_id, at, reason, before, after)
    SELECT
        '{RecordKind.POSITION}', '', own.id, own.version + 1, %(act)s, %(by)s, now(), %(reason)s,
        said.before, said.before || jsonb_build_object('state', %(end)s::text)
    FROM policy_positions_position own CROSS JOIN LATERAL (SELECT {SNAPSHOT} AS before) said
    WHERE own.id = ANY(%(keys)s)
    ORDER BY own.id
"""  # noqa: S608 - built from the constants above alone


@transaction.atomic
def move_together(positions: PositionQuerySet, act: Act, *, by: User, reason: str) -> int:
    """Move those that are where the act starts, and tell how many; who may do that has been asked."""
    move = MOVES[act]
    held = positions.filter(state=move.start).select_for_update(of=("self",)).order_by("pk")
    keys = list(held.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(IGNORE_NO_TRIGGER)
        cursor.execute(_RECORD, {"act": act, "by": by.pk, "reason": reason, "end": move.end, "keys": keys})
    Position.objects.filter(pk__in=keys).update(state=move.end, version=F("version") + 1)
    if keys and move.end in PUBLIC_STATES:
        DataRevision.objects.move(positions=keys)
    return len(keys)
