"""How far a replica has come: its place in the primary's log and its revision of the record, in one query."""

from __future__ import annotations

import uuid
from typing import NamedTuple

from django.db import connections

from policy_positions.models import DataRevision

Revision = tuple[int, uuid.UUID]

# A replica that has replayed all that it received is up to date, however long ago that was. One that receives
# nothing cannot know how far behind it is. A server that was promoted is behind nobody.
_STATE = f"""
    SELECT (CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END
            - '0/0')::bigint,
        CASE WHEN NOT pg_is_in_recovery() THEN 0
            WHEN NOT EXISTS (SELECT FROM pg_stat_wal_receiver) THEN NULL
            WHEN pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() THEN 0
            ELSE extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) END,
        number, stamp
    FROM (SELECT 1) here LEFT JOIN {DataRevision._meta.db_table} ON id = 1
"""  # noqa: S608 - the name of a table of ours

_WRITTEN = "SELECT (pg_current_wal_lsn() - '0/0')::bigint"


class State(NamedTuple):
    alias: str
    position: int  # in bytes of the primary's log
    behind: float | None  # seconds; None where it receives nothing and cannot know
    revision: Revision | None

    @property
    def number(self) -> int:
        return self.revision[0] if self.revision else 0


def state_of(alias: str) -> State:
    with connections[alias].cursor() as cursor:
        cursor.execute(_STATE)
        position, behind, number, stamp = cursor.fetchone()
    revision = None if number is None else (number, stamp)
    return State(alias, position, None if behind is None else float(behind), revision)


def position_of_primary() -> int:
    """Behind everything that has been committed by now."""
    with connections["default"].cursor() as cursor:
        cursor.execute(_WRITTEN)
        (position,) = cursor.fetchone()
    return int(position)
