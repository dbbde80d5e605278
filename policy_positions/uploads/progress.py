"""How far a long import has come, told from inside its transaction.

What a transaction writes nobody else sees before its end; the name of its connection everybody does. It goes
with the transaction: an import that was killed leaves no progress behind, and that is how one tells.
"""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from ..models import Import

TOLD_EVERY = 0.3  # seconds
STARTS_WITHIN = datetime.timedelta(seconds=10)
_NAME = re.compile(r"tracker import \d+: (?P<done>\d+) of (?P<total>\d+)")


class Progress(NamedTuple):
    """``is_alive`` is false where nobody works on it any more: nothing of it was kept."""

    done: int
    total: int
    is_alive: bool


def teller(of: Import, total: int) -> Callable[[int], None]:
    """A function that is told of rows that are done, and names the connection after them."""
    done, told = 0, 0.0

    def tell(rows: int) -> None:
        nonlocal done, told
        done += rows
        if rows == 0 or done == total or time.monotonic() - told >= TOLD_EVERY:
            told = time.monotonic()
            _name_connection(f"tracker import {of.pk}: {done} of {total}")

    tell(0)
    return tell


def _name_connection(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, true)", [name])


def progress_of(of: Import) -> Progress:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name LIKE %s",
            [f"tracker import {of.pk}: %"],
        )
        named = cursor.fetchone()
    found = _NAME.fullmatch(named[0]) if named else None
    if found is None:
        return Progress(0, of.rows or 0, is_alive=timezone.now() - of.begun_at < STARTS_WITHIN)
    return Progress(int(found["done"]), int(found["total"]), is_alive=True)
