"""Storing a row of the frame: checked, recorded with what it was before, and never over somebody's change."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.auth.models import User
from django.db import models, transaction
from django.utils.translation import gettext

from ... import access
from ...models import Participation, Tenure
from ...vocabulary import FrameAct
from ..ledger import described, log
from .renewing import renew_after

# Rows that are told with another, by the field that names it.
BELONGS_TO: dict[type[models.Model], str] = {Tenure: "leader", Participation: "summit"}


def require_curator(user: User) -> None:
    access.require(access.may_curate(user), gettext("You may not change the frame of the record."))


class FrameConflict(Exception):
    """The record was changed since the one who writes has read it."""

    def __init__(self, record: models.Model) -> None:
        super().__init__(
            gettext("Somebody has changed “%(record)s” since you opened this page.") % {"record": record}
        )
        self.record = record


def fingerprint(record: models.Model) -> str:
    """Stands for the record as it is now: another one means that it was changed."""
    return _digest(described(record)) if record.pk else ""


@transaction.atomic
def keep(
    row: Any,
    values: Mapping[str, Any],
    *,
    by: User,
    reason: str = "",
    links: Mapping[str, Iterable[Any]] | None = None,
    read: str | None = None,
) -> Any:
    """Store a row, new or changed; ``read`` is the fingerprint of what the one who writes has seen."""
    require_curator(by)
    for name, value in values.items():
        setattr(row, name, value)
    record = recorded_with(row)
    before = before_change(record, read)
    row.full_clean()
    row.save()
    for name, linked in (links or {}).items():
        getattr(row, name).set(linked)
    tell(record, before, by=by, reason=reason)
    renew_after(row)
    return row


@transaction.atomic
def remove(row: Any, *, by: User, reason: str = "", read: str | None = None) -> None:
    require_curator(by)
    record = recorded_with(row)
    before = before_change(record, read)
    if record is row:
        log(row, FrameAct.REMOVE, by=by, reason=reason, before=before)
        row.delete()
    else:
        row.delete()
        tell(record, before, by=by, reason=reason)
    renew_after(row)


def recorded_with(row: Any) -> Any:
    """The record whose history tells of the row: a tenure is told with its leader."""
    return getattr(row, BELONGS_TO[type(row)]) if type(row) in BELONGS_TO else row


def before_change(record: models.Model, read: str | None) -> dict[str, Any] | None:
    """What the record says now, locked until the change is done; None of one that is new."""
    if record.pk is None:
        return None
    type(record)._default_manager.select_for_update().get(pk=record.pk)
    before = described(record)
    if read is not None and _digest(before) != read:
        raise FrameConflict(record)
    return before


def tell(record: models.Model, before: dict[str, Any] | None, *, by: User, reason: str) -> None:
    """Record what changed, if anything did."""
    after = described(record)
    if after != before:
        act = FrameAct.ADD if before is None else FrameAct.CHANGE
        log(record, act, by=by, reason=reason, before=before, after=after)


def _digest(told: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
