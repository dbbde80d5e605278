"""Is what was done still what is written? Digests taken again, every position held against its last act.

In sets, a range of positions at a time: a million revisions are minutes of the database's work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.db import connection
from django.db.models import Max, Min

from ..editing.recording import SNAPSHOT
from ..models import Position, Revision
from ..models.revision import DIGEST
from ..vocabulary import Act, RecordKind

AT_ONCE = 10_000  # positions


class HistoryFault(NamedTuple):
    kind: str
    record: str  # a public id, a slug, a name
    version: int
    fault: str

    def __str__(self) -> str:
        return f"{RecordKind(self.kind).label} {self.record}, version {self.version}: {self.fault}"


ALTERED = "what is written of this act is not what was written then."
UNBOUND = (
    "this act does not follow the one on record before it: one was taken out, put between, or written again."
)
UNRECORDED = "it stands otherwise than its last act left it: it was changed behind the record’s back."
UNTOLD = "no act on record made it."
ANOTHERS = "its author or its publisher is not the person who acted."

# A revision whose own digest is wrong accounts for what follows it being right: one fault a row.
_UNBOUND_ROWS = f"""
    WITH bound AS (
        SELECT own.id, own.kind, own.position_id, own.record, own.version, own.digest, own.previous,
            {DIGEST.format(row="own")} AS taken_again,
            coalesce(lag(own.digest) OVER (
                PARTITION BY own.kind, own.position_id, own.record ORDER BY own.version
            ), '') AS former
        FROM policy_positions_revision own
        WHERE {{chosen}}
    )
    SELECT bound.kind, coalesce(held.public_id, bound.record), bound.version,
        CASE WHEN bound.digest <> bound.taken_again THEN %(altered)s ELSE %(unbound)s END
    FROM bound LEFT JOIN policy_positions_position held ON held.id = bound.position_id
    WHERE bound.digest <> bound.taken_again OR bound.previous <> bound.former
    ORDER BY bound.id
"""  # noqa: S608 - built from constants alone
_OF_POSITIONS = _UNBOUND_ROWS.format(chosen="own.position_id BETWEEN %(first)s AND %(last)s")
_OF_ALL_ELSE = _UNBOUND_ROWS.format(chosen="own.position_id IS NULL")

# What a position is today may say more than its last revision did (a field added since), but nothing else.
# OFFSET 0 has it put together once a row, and not again in each condition that looks at it.
_UNRECORDED_ROWS = f"""
    SELECT '{RecordKind.POSITION}', stands.public_id, stands.version,
        CASE
            WHEN stands.recorded IS NULL THEN %(untold)s
            WHEN stands.is_anothers THEN %(anothers)s
            ELSE %(unrecorded)s
        END
    FROM (
        SELECT own.id, own.public_id, own.version, latest.version AS recorded, latest.after,
            (started.act IN ('{Act.DRAFT}', '{Act.LOAD}') AND started.by_id <> own.drafted_by_id)
                OR coalesce(published.by_id <> own.published_by_id, false) AS is_anothers,
            {SNAPSHOT} AS now
        FROM policy_positions_position own
        LEFT JOIN LATERAL (
            SELECT version, after FROM policy_positions_revision
            WHERE position_id = own.id ORDER BY version DESC LIMIT 1
        ) latest ON true
        LEFT JOIN LATERAL (
            SELECT act, by_id FROM policy_positions_revision
            WHERE position_id = own.id ORDER BY version LIMIT 1
        ) started ON true
        LEFT JOIN LATERAL (
            SELECT by_id FROM policy_positions_revision
            WHERE position_id = own.id AND act = '{Act.PUBLISH}' ORDER BY version DESC LIMIT 1
        ) published ON true
        WHERE own.id BETWEEN %(first)s AND %(last)s
        OFFSET 0
    ) stands
    WHERE stands.recorded IS NULL OR stands.recorded <> stands.version OR stands.is_anothers
        OR NOT stands.now @> stands.after
        OR jsonb_array_length(stands.now -> 'quotations') <> jsonb_array_length(stands.after -> 'quotations')
    ORDER BY stands.id
"""  # noqa: S608 - built from constants alone


def acts_on_record() -> int:
    return Revision.objects.count()


def unproven_history(after_each: Callable[[int], None] = lambda acts: None) -> Iterator[HistoryFault]:
    """What acts alone cannot have brought about; ``after_each`` learns how many have just been proven."""
    yield from _faults(_OF_ALL_ELSE)
    after_each(Revision.objects.filter(position__isnull=True).count())
    for first, last in _ranges():
        yield from _faults(_OF_POSITIONS, first, last)
        yield from _faults(_UNRECORDED_ROWS, first, last)
        after_each(Revision.objects.filter(position_id__gte=first, position_id__lte=last).count())


def _ranges() -> Iterator[tuple[int, int]]:
    ends = Position.objects.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is not None:
        for first in range(ends["first"], ends["last"] + 1, AT_ONCE):
            yield first, min(first + AT_ONCE - 1, ends["last"])


def _faults(query: str, first: int = 0, last: int = 0) -> Iterator[HistoryFault]:
    said = {
        "altered": ALTERED,
        "unbound": UNBOUND,
        "untold": UNTOLD,
        "anothers": ANOTHERS,
        "unrecorded": UNRECORDED,
    }
    with connection.cursor() as cursor:
        cursor.execute(query, {**said, "first": first, "last": last})
        rows = cursor.fetchall()
    yield from (HistoryFault(*row) for row in rows)
