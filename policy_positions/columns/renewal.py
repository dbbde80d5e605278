"""The columns of now: read whole at first, then brought up to date by what each revision changed."""

from __future__ import annotations

import threading

from django.db import connections, transaction

from tracker.replicas.router import PRIMARY, return_to_primary

from ..models import DataRevision
from ..models.data_revision import Changed, Revision
from .arrays import read_arrays
from .facets import read_sources
from .packing import Packing
from .snapshot import Columns

_lock = threading.Lock()
_held: Columns | None = None


def held() -> Columns | None:
    """What this process holds, without a look at whether it is still so."""
    return _held


def current() -> Columns:
    """The columns of the record as it is committed now: renewed only when its revision has moved."""
    held = _held
    if held is not None and held.revision == DataRevision.objects.of_this_request():
        return held
    return renewed()


def renewed() -> Columns:
    """The same, also for a request that has gone by an older revision until now."""
    global _held
    with _lock:
        if _held is None or _held.revision != _revision_to_read(_held):
            _held = _renewed(_held)
        return _held


def held_number() -> int:
    """Of the revision that is held; 0 before any was read."""
    held = _held
    return _number(held.revision) if held else 0


def _revision_to_read(held: Columns) -> Revision | None:
    """From a replica that is behind nothing is read: another has told this process more in the meantime."""
    revision = DataRevision.objects.current()
    if DataRevision.objects.db != PRIMARY and _number(revision) < _number(held.revision):
        return_to_primary()
        revision = DataRevision.objects.current()
    return revision


def _number(revision: Revision | None) -> int:
    return revision[0] if revision else 0


def _renewed(held: Columns | None) -> Columns:
    """Every query sees the same state: what is committed while they run belongs to the next reading."""
    connection = connections[DataRevision.objects.db]
    if connection.in_atomic_block:
        return _read(held)
    with transaction.atomic(using=connection.alias):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return _read(held)


def _read(held: Columns | None) -> Columns:
    revision = DataRevision.objects.current()
    changed = held and DataRevision.objects.changed_since(held.revision)
    if not held or not changed:
        return Columns.read(revision)
    try:
        return with_changes(held, revision, changed)
    except LookupError:  # of a leader, say, who came without a word
        return Columns.read(revision)


def with_changes(held: Columns, revision: Revision | None, changed: Changed) -> Columns:
    """Another Columns beside the one held, which requests under way go on reading."""
    dimensions, packing, arrays = held.dimensions, held.packing, held.arrays
    if changed.sources:
        dimensions = {**dimensions, "source": read_sources()}
        packing = Packing(dimensions)
        arrays = arrays.with_sources(held.dimensions["source"], dimensions["source"], packing)
    if changed.positions:
        changed_rows = read_arrays(packing, held.terms, changed.positions)
        arrays = arrays.without(changed.positions).with_rows(changed_rows)
    return Columns(revision, dimensions, held.terms, packing, arrays)
