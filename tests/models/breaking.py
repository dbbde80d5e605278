"""Breaking a promise of the database: past every check in Python, and by the name of the constraint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper


def settle() -> None:
    """Let the promises that wait for the end of the transaction speak now, and wait again afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def refused_by(promise: str) -> Iterator[None]:
    """The database refuses what happens inside, because of this constraint or trigger and no other."""
    settle()
    broken = ""
    try:
        with transaction.atomic():
            yield
            settle()
    except DatabaseError as refusal:
        broken = _named_by(refusal)
    assert broken == promise


def _named_by(refusal: DatabaseError) -> str:
    """The constraint, or the trigger of pgtrigger's whose function raised the error."""
    told = refusal.__cause__.diag
    trigger = re.search(r"pgtrigger_(\w+)_[0-9a-f]{5}\(", told.context or "")
    return told.constraint_name or (trigger[1] if trigger else "")


class Guard(NamedTuple):
    """A trigger of the database, by name."""

    table: str
    name: str


def emptying_is_refused_by(cursor: CursorWrapper) -> list[Guard]:
    """The triggers that refuse TRUNCATE."""
    cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgtype & 32 > 0")
    return [Guard(*row) for row in cursor.fetchall()]
