"""How often the published record has changed: what every process compares its columns and caches with."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, cast

from django.contrib.postgres.fields import ArrayField
from django.db import InterfaceError, OperationalError, connections, models
from django.db.models import F

REMEMBERED = 1_000  # revisions; who fell behind further reads the whole record
FEW = 50_000  # positions; more than these are sooner read with all others

Revision = tuple[int, uuid.UUID]
NOT_ASKED = (-1, uuid.UUID(int=0))
_CURRENT = "SELECT number, stamp FROM policy_positions_datarevision"  # of one row, by its constraint
_asked: ContextVar[Revision | None] = ContextVar("revision of this request", default=NOT_ASKED)


class Changed(NamedTuple):
    """What is no longer as it was; ``sources`` says that some were added or amended."""

    positions: frozenset[int]
    sources: bool


class DataRevisionQuerySet(models.QuerySet):
    def move(self, *, positions: Collection[int] | None = None, sources: bool = False) -> None:
        """Say that the published record changes in this transaction.

        Who names the ``positions`` (by primary key), or says that ``sources`` were added or amended, says
        that nothing else changes: every process then renews no more than these.
        """
        stamp = uuid.uuid4()
        if not self.filter(pk=1).update(number=F("number") + 1, stamp=stamp):
            self.create(pk=1, number=1, stamp=stamp)
        number = self.values_list("number", flat=True).get(pk=1)
        is_known = (positions is not None or sources) and len(positions or ()) <= FEW
        keys = list(positions or ()) if is_known else None
        DataChange.objects.create(number=number, stamp=stamp, positions=keys, sources=sources)
        DataChange.objects.filter(number__lte=number - REMEMBERED).delete()

    def current(self) -> Revision | None:
        """The revision's number and stamp, asked for now; None before anything was ever published.

        It is the first question of most requests, and the only one of a kept page: so it also finds out
        whether the line that was open still stands, which Django would ask by itself before it.
        """
        line: Any = connections[self.db]
        if line.connection is None or line.health_check_done or line.in_atomic_block:
            return _asked_of(line)
        line.health_check_done = True
        try:
            return _asked_of(line)
        except (OperationalError, InterfaceError):
            line.close()
            return _asked_of(line)

    def of_this_request(self) -> Revision | None:
        """The same, for a request that has asked already as it was then."""
        asked = _asked.get()
        return self.current() if asked is NOT_ASKED else asked

    def asked_once(self) -> AbstractContextManager[Revision | None]:
        """For as long as the block lasts this thread goes by the revision of its beginning."""
        return self.going_by(self.of_this_request())

    @contextmanager
    def going_by(self, revision: Revision | None) -> Iterator[Revision | None]:
        """The same, for who knows it already."""
        token = _asked.set(revision)
        try:
            yield revision
        finally:
            _asked.reset(token)

    def changed_since(self, revision: Revision | None) -> Changed | None:
        """What changed after ``revision``; None where that is not on record, or where it may be anything."""
        if revision is None:
            return None
        changes = list(DataChange.objects.filter(number__gte=revision[0]).order_by("number"))
        if not changes or (changes[0].number, changes[0].stamp) != revision:
            return None
        later = changes[1:]
        if any(change.positions is None for change in later):
            return None
        positions = frozenset(key for change in later for key in change.positions or ())
        if len(positions) > FEW:
            return None
        return Changed(positions, any(change.sources for change in later))


def _asked_of(line: Any) -> Revision | None:
    """Of the driver itself where the line is open: Django's cursor takes longer than the answer."""
    with line.wrap_database_errors, _cursor_of(line) as cursor:
        cursor.execute(_CURRENT)
        return cast("Revision | None", cursor.fetchone())


def _cursor_of(line: Any) -> Any:
    return line.cursor() if line.connection is None or line.queries_logged else line.connection.cursor()


class DataRevision(models.Model):
    number = models.PositiveBigIntegerField()
    stamp = models.UUIDField(
        help_text="Tells apart two histories that reach one number, as after a restored backup."
    )

    objects = DataRevisionQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="data_revision_is_one_row"),)

    def __str__(self) -> str:
        return str(self.number)


class DataChange(models.Model):
    """What one move of the revision changed; the last thousand are kept."""

    number = models.PositiveBigIntegerField(primary_key=True)
    stamp = models.UUIDField()
    positions = ArrayField(models.BigIntegerField(), null=True, help_text="Empty where anything may differ.")
    sources = models.BooleanField(default=False, help_text="Whether sources were added or amended.")

    def __str__(self) -> str:
        return str(self.number)
