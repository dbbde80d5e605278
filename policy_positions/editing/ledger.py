"""What is done to everything but positions, written down as well: the frame, accounts, imports, releases."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.db.models import Max

from ..models import Country, Issue, Leader, Organization, Revision, Source, Summit
from ..vocabulary import FrameAct, RecordKind

# What a row of the model is known by; a position's acts are recorded beside its own (see recording).
KNOWN_BY: dict[type[models.Model], tuple[RecordKind, str]] = {
    Country: (RecordKind.COUNTRY, "iso3"),
    Organization: (RecordKind.ORGANIZATION, "slug"),
    Leader: (RecordKind.LEADER, "slug"),
    Issue: (RecordKind.ISSUE, "slug"),
    Source: (RecordKind.SOURCE, "slug"),
    Summit: (RecordKind.SUMMIT, "slug"),
    User: (RecordKind.ACCOUNT, "username"),
}
# Rows that belong to another and are told with it.
PARTS = {Leader: ("tenures",), Summit: ("participations",), Source: ("texts",)}
# Neither secrets nor the private evidence: the name of each field that is never written down.
NEVER_TOLD = frozenset({"id", "password", "last_login", "body"})


def log(
    row: models.Model,
    act: FrameAct,
    *,
    by: User,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Revision:
    """Append what has just been done to a row of the frame or to an account."""
    kind, key = KNOWN_BY[row._meta.model]  # of a lazy object as of what it stands for
    return append(kind, getattr(row, key), act, by=by, reason=reason, before=before, after=after)


@transaction.atomic
def append(
    kind: RecordKind,
    record: str,
    act: FrameAct,
    *,
    by: User,
    reason: str = "",
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> Revision:
    """Append an act on whatever is known by that name; two at once take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{kind} {record}"])
    last = Revision.objects.of_record(kind, record).aggregate(last=Max("version"))["last"] or 0
    return Revision.objects.create(
        kind=kind,
        record=record,
        version=last + 1,
        act=act,
        by=by,
        reason=reason,
        before=before,
        after=after,
    )


def described(row: models.Model) -> dict[str, Any]:
    """The row as JSON, read from the database: relations by what they are known by, its parts with it."""
    stored = type(row)._default_manager.get(pk=row.pk)
    told = _plain(stored)
    for links in stored._meta.many_to_many:
        told[links.name] = sorted(_known(linked) for linked in getattr(stored, links.name).all())
    for parts in PARTS.get(type(stored), ()):
        told[parts] = [_plain(part, without=type(stored)) for part in _with_relations(getattr(stored, parts))]
    return told


def _with_relations(parts: Any) -> models.QuerySet:
    """The parts in their order, with what they refer to, in one query."""
    related = [field.name for field in parts.model._meta.fields if field.is_relation]
    rows: models.QuerySet = parts.select_related(*related).order_by("pk")
    return rows


def _plain(row: models.Model, without: type[models.Model] | None = None) -> dict[str, Any]:
    told = {}
    for field in row._meta.fields:
        if field.name in NEVER_TOLD or (without is not None and field.related_model is without):
            continue
        value = getattr(row, field.name)
        told[field.name] = _known(value) if isinstance(value, models.Model) else _as_json(value)
    return told


def _known(row: models.Model) -> str:
    """A row by its natural key; a group, which has none of these, by its name."""
    _, key = KNOWN_BY.get(type(row), (None, "name"))
    return str(getattr(row, key))


def _as_json(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float, str, list, dict)):
        return value
    return DjangoJSONEncoder().default(value) if hasattr(value, "isoformat") else str(value)
