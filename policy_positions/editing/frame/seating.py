"""Who took part in a summit, all states at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction

from ...models import Country, Leader, Participation, Source, Summit
from .keeping import before_change, require_curator, tell
from .renewing import renew_after


class Seat(NamedTuple):
    """What is recorded of one state; without a status nothing is."""

    country: Country
    status: str
    delegate: Leader | None = None
    reason: str = ""


@transaction.atomic
def seat(
    summit: Summit,
    seats: Sequence[Seat],
    *,
    by: User,
    reason: str = "",
    source: Source | None = None,
    read: str | None = None,
) -> int:
    """Bring the participations in step with the seats; ``source`` is where what changes comes from.

    Bodies, and states that no seat names, are left as they are. Returns how many states changed.
    """
    require_curator(by)
    before = before_change(summit, read)
    held = {row.country_id: row for row in summit.participations.filter(country__isnull=False)}
    changed = sum(_change(summit, each, held.get(each.country.pk), source) for each in seats)
    if changed:
        tell(summit, before, by=by, reason=reason)
        renew_after(summit)
    return changed


def _change(summit: Summit, asked: Seat, row: Participation | None, source: Source | None) -> bool:
    if not asked.status:
        if row is not None:
            row.delete()
        return row is not None
    values = {"status": asked.status, "delegate": asked.delegate, "reason": asked.reason}
    if row is not None and all(getattr(row, name) == value for name, value in values.items()):
        return False
    row = row or Participation(summit=summit, country=asked.country)
    for name, value in values.items():
        setattr(row, name, value)
    row.source = source or row.source
    row.full_clean()
    row.save()
    return True
