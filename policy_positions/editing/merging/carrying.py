"""The positions that a merge moves: each leaves a revision, however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.contrib.auth.models import User
from django.db import connection

from ...models import Position
from ...vocabulary import Act, RecordKind
from ..recording import SNAPSHOT

_REMEMBER = f"""
    CREATE TEMPORARY TABLE moving ON COMMIT DROP AS
    SELECT own.id, {SNAPSHOT} AS before FROM policy_positions_position own WHERE own.id = ANY(%s)
"""  # noqa: S608 - built from the constants above alone
_RECORD = f"""
    INSERT INTO policy_positions_revision
        (kind, record, position_id, version, act, by_id, at, reason, before, after)
    SELECT '{RecordKind.POSITION}', '', own.id, own.version, %s, %s, now(), %s, moving.before, {SNAPSHOT}
    FROM policy_positions_position own JOIN moving ON moving.id = own.id
    ORDER BY own.id
"""  # noqa: S608 - built from the constants above alone


@contextmanager
def recorded(ids: Sequence[int], act: Act, *, by: User, reason: str) -> Iterator[None]:
    """What is done within moves these positions: each has a new version after it, and a revision."""
    moved = Position.objects.filter(pk__in=ids)
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, [list(ids)])
        yield
        cursor.execute(
            "UPDATE policy_positions_position SET version = version + 1 WHERE id = ANY(%s)", [list(ids)]
        )
        cursor.execute(_RECORD, [act, by.pk, reason])
        cursor.execute("DROP TABLE moving")
    moved.refresh_documents()
