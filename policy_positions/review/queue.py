"""The review queue: drafts that were submitted and changes that were proposed, the oldest first."""

from __future__ import annotations

import datetime
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from tracker.words import later as _

from ..models import Correction, Position, Revision, SecondCoding
from ..models.promises import last_day_of
from ..vocabulary import Act
from .cares import CARES, LAST_DAY, NEW_EDITOR, new_editors

if TYPE_CHECKING:
    from ..access import AnyUser

POSITION, CORRECTION = "position", "correction"
KINDS = {POSITION: _("New position"), CORRECTION: _("Change of what is published")}


class Item(NamedTuple):
    """``pk`` is that of the position or of the correction; ``since`` is when it began to wait."""

    kind: str
    pk: int
    since: datetime.datetime
    author: str
    issue: str
    cares: frozenset[str]


def waiting(*, but_not_of: AnyUser) -> list[Item]:
    """All that waits for somebody else than the one named, in three queries."""
    positions = _told(_positions(but_not_of), POSITION, of="", author="drafted_by")
    corrections = _told(_corrections(but_not_of), CORRECTION, of="position__", author="proposed_by")
    told = [*positions, *corrections]
    new = new_editors({author for _item, author in told})
    items = (
        item._replace(cares=item.cares | {NEW_EDITOR}) if author in new else item for item, author in told
    )
    return sorted(items, key=lambda item: (item.since, item.kind, item.pk))


def waiting_for(user: AnyUser) -> int:
    """How many items others have put before this reviewer."""
    return _positions(user).count() + _corrections(user).count()


def _positions(user: AnyUser) -> QuerySet:
    return Position.objects.not_blind_to(user).awaiting_review().exclude(drafted_by=user).order_by()


def _corrections(user: AnyUser) -> QuerySet:
    hidden = SecondCoding.objects.held_by(user).values("position")
    waiting = Correction.objects.awaiting_review().exclude(position__in=hidden)
    return waiting.exclude(proposed_by=user).order_by()


def _told(rows: QuerySet, kind: str, *, of: str, author: str) -> list[tuple[Item, int]]:
    """Each with the primary key of its author."""
    conditions = {care.key: care.of_position if kind == POSITION else care.of_correction for care in CARES}
    asked = {key: condition for key, condition in conditions.items() if condition is not None}
    told = rows.annotate(**{LAST_DAY: last_day_of(f"{of}stated_on")}).annotate(
        since=_submitted() if kind == POSITION else F("proposed_at"),
        **{_column(key): _holds(condition) for key, condition in asked.items()},
    )
    fields = (author, "pk", "since", f"{author}__username", f"{of}issue__slug", *map(_column, asked))
    return [
        (Item(kind, pk, since, name, issue, frozenset(compress(asked, holds))), by)
        for by, pk, since, name, issue, *holds in told.values_list(*fields)
    ]


def _submitted() -> Any:
    """When it was last submitted; a row that came without that act waits since ever."""
    submissions = Revision.objects.filter(position=OuterRef("pk"), act=Act.SUBMIT).order_by("-version")
    ever = Value(datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC))
    return Coalesce(Subquery(submissions.values("at")[:1]), ever)


def _holds(condition: Any) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _column(key: str) -> str:
    return f"care_{key.replace('-', '_')}"
