"""Releasing the record: its archive and what changed since the last release, kept together for good."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext

from .. import access
from ..models import DataRevision, Position, Quotation, Release, ReleasePiece
from ..vocabulary import FrameAct, RecordKind
from .ledger import append

PIECE = 1024 * 1024

_HOLD = """
    INSERT INTO policy_positions_releasedposition (release_id, position_id, version)
    SELECT %s, id, version FROM policy_positions_position WHERE state = 'published'
"""
_COMPARE = """
    SELECT
        count(*) FILTER (WHERE former.position_id IS NULL),
        count(*) FILTER (WHERE former.version <> own.version),
        count(*) FILTER (WHERE own.id IS NULL)
    FROM (SELECT id, version FROM policy_positions_position WHERE state = 'published') own
    FULL JOIN (
        SELECT position_id, version FROM policy_positions_releasedposition WHERE release_id = %s
    ) former ON former.position_id = own.id
"""


class Changes(NamedTuple):
    added: int
    changed: int
    withdrawn: int


def changes_since(former: Release | None) -> Changes:
    """How the published record differs from a release; from none, all of it is new."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE, [former.pk if former else None])
        return Changes(*cursor.fetchone())


@transaction.atomic
def release(write: Callable[[], Iterable[bytes]], *, by: User, note: str) -> Release:
    """Keep what ``write`` makes of the published record as the next release; it stands still meanwhile."""
    access.require(access.may_curate(by), gettext("You may not release the record."))
    revision = DataRevision.objects.select_for_update().filter(pk=1).first()
    former = Release.objects.newest_first().first()
    changes = changes_since(former)
    if revision is None or (former and not any(changes) and former.revision == revision.number):
        raise ValidationError(
            gettext("Nothing was published since the last release: there is nothing to release.")
        )
    pieces = list(_pieces(write()))
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    made = Release(
        number=(former.number if former else 0) + 1,
        released_by=by,
        note=note,
        revision=revision.number,
        positions=Position.objects.published().count(),
        quotations=Quotation.objects.published().count(),
        sha256=digest.hexdigest(),
        size=sum(map(len, pieces)),
        **changes._asdict(),
    )
    made.full_clean()
    made.save()
    ReleasePiece.objects.bulk_create(
        ReleasePiece(release=made, order=order, content=content) for order, content in enumerate(pieces)
    )
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [made.pk])
    told = {"positions": made.positions, "sha256": made.sha256, **changes._asdict()}
    append(RecordKind.RELEASE, str(made.number), FrameAct.RELEASE, by=by, reason=note, after=told)
    return made


def _pieces(written: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of one size."""
    held = bytearray()
    for each in written:
        held += each
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)
