"""Long work beside its request: in a thread with a connection of its own, with progress that everybody sees.

Progress stands in the name of the database connection (``application_name``): rows that a transaction writes
are seen by nobody else before it ends, that name is seen at once. It is set for the transaction only, so that
work which was killed leaves no progress behind, and is known to be dead by that.
"""

from __future__ import annotations

import datetime
import logging
import re
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone, translation

from tracker import languages

from .moment import at_one_moment as one_moment

WAITED_FOR = 1.5  # seconds: short work is done before its page is asked for
TOLD_EVERY = 0.3  # seconds
STARTS_WITHIN = datetime.timedelta(seconds=10)
_log = logging.getLogger(__name__)
_HOW_FAR = re.compile(r".*: (?P<done>\d+) of (?P<total>\d+)")


class Task(NamedTuple):
    """What is worked on: a kind of work, and the primary key of what it is done to."""

    kind: str
    key: int

    def __str__(self) -> str:
        return f"tracker {self.kind} {self.key}"


class Progress(NamedTuple):
    """``is_alive`` is false once nobody works on it: it failed or was killed, and nothing of it was kept."""

    done: int
    total: int
    is_alive: bool


def beside(task: Task, work: Callable[[], None], *, at_one_moment: bool = False) -> None:
    """Begin the work in a thread and transaction of its own; the request waits ``WAITED_FOR`` for its end.

    With ``at_one_moment`` the work reads one state of the record, and keeps no writer waiting. Its messages
    are in the language of the request.
    """
    language = languages.spoken()

    def run() -> None:
        try:
            with (
                translation.override(language),
                one_moment(writing=True) if at_one_moment else transaction.atomic(),
            ):
                _in_turn(task, work)
        except Exception:
            _log.exception("%s failed, and nothing of it is kept", task)
        finally:
            connection.close()

    thread = threading.Thread(target=run, name=f"{task.kind}-{task.key}")
    thread.start()
    thread.join(timeout=WAITED_FOR)


def _in_turn(task: Task, work: Callable[[], None]) -> None:
    """Do the work unless somebody is at it already; however it ends, it can be begun again.

    The lock ends with the transaction. A lock of the session would stay with its connection, which a pooler
    hands to somebody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s), %s)", [task.kind, task.key])
        (is_ours,) = cursor.fetchone()
    if is_ours:
        work()


def teller(task: Task, total: int) -> Callable[[int], None]:
    """A function that is told how much is done, and names the connection after it."""
    done, told = 0, 0.0

    def tell(more: int) -> None:
        nonlocal done, told
        done += more
        if more == 0 or done == total or time.monotonic() - told >= TOLD_EVERY:
            told = time.monotonic()
            _name_connection(f"{task}: {done} of {total}")

    tell(0)
    return tell


def _name_connection(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, true)", [name])


def progress_of(task: Task, *, begun_at: datetime.datetime, total: int) -> Progress:
    """How far it has come: none of ``total`` while no progress was told yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT application_name FROM pg_stat_activity "
            "WHERE datname = current_database() AND application_name LIKE %s",
            [f"{task}: %"],
        )
        named = cursor.fetchone()
    found = _HOW_FAR.fullmatch(named[0]) if named else None
    if found is None:
        return Progress(0, total, is_alive=timezone.now() - begun_at < STARTS_WITHIN)
    return Progress(int(found["done"]), int(found["total"]), is_alive=True)
