"""Releasing the record: its archive and what changed since the last release, kept together for good."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable
from typing import IO, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext

from .. import access
from ..models import DataRevision, Position, Quotation, Release, ReleasePiece
from ..moment import at_one_moment
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


def require_news(by: User) -> None:
    """PermissionDenied for who may not release; ValidationError where it would be the last release again."""
    access.require(access.may_curate(by), gettext("You may not release the record."))
    revision = DataRevision.objects.current()
    former = Release.objects.newest_first().first()
    if revision is None or (former and former.revision == revision[0] and not any(changes_since(former))):
        raise ValidationError(
            gettext("Nothing was published since the last release: there is nothing to release.")
        )


def release(write: Callable[[], Iterable[bytes]], *, by: User, note: str) -> Release:
    """Keep what ``write`` makes of the published record as the next release, all of it as of one moment.

    The archive is on disk before a row of the release is: its digest and size are in the row, which stays.
    """
    with at_one_moment(writing=True), tempfile.TemporaryFile() as archive:
        require_news(by)
        digest = _write(write(), archive)
        made = _add(digest, size=archive.tell(), by=by, note=note)
        archive.seek(0)
        for order, content in enumerate(iter(lambda: archive.read(PIECE), b"")):
            ReleasePiece.objects.create(release=made, order=order, content=content)
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [made.pk])
        told = {name: getattr(made, name) for name in ("positions", "sha256", *Changes._fields)}
        append(RecordKind.RELEASE, str(made.number), FrameAct.RELEASE, by=by, reason=note, after=told)
    return made


def _write(pieces: Iterable[bytes], archive: IO[bytes]) -> str:
    """The digest of what is written."""
    digest = hashlib.sha256()
    for piece in pieces:
        archive.write(piece)
        digest.update(piece)
    return digest.hexdigest()


def _add(digest: str, *, size: int, by: User, note: str) -> Release:
    former = Release.objects.newest_first().first()
    made = Release(
        number=(former.number if former else 0) + 1,
        released_by=by,
        note=note,
        revision=DataRevision.objects.get(pk=1).number,
        positions=Position.objects.published().count(),
        quotations=Quotation.objects.published().count(),
        sha256=digest,
        size=size,
        **changes_since(former)._asdict(),
    )
    made.full_clean()
    made.save()
    return made
