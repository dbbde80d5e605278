"""Django's migrate, which never makes readers wait behind it: docs/deploy.md, "A new version"."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as Migrate
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code for it
PAUSE = 2.0  # seconds between two tries, in which those who waited behind the lock are served

HELD = (
    "Something holds a table that is to change, each time it was tried. The migration was taken back and "
    "nothing waits behind it. See who holds it (docs/runbook.md), or try again when the site is quiet."
)

POOLED = (
    "Migrations go to the primary itself: behind a pooler nothing keeps readers from waiting for them. Name "
    "the primary in DATABASE_URL, with DATABASE_POOLED=0 (docs/deploy.md)."
)


class Command(Migrate):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--lock-timeout", type=float, default=5.0, metavar="SECONDS",
            help="how long a change of a table waits for others to let go of it (default: 5); all that "
            "come after it wait as well",
        )  # fmt: skip
        parser.add_argument("--tries", type=int, default=5, help="how often it is tried (default: 5)")

    def handle(self, *labels: Any, lock_timeout: float = 5.0, tries: int = 5, **options: Any) -> None:
        if connections[options["database"]].settings_dict.get("DISABLE_SERVER_SIDE_CURSORS"):
            raise CommandError(POOLED)
        with _impatient(connections[options["database"]], lock_timeout):
            for left in reversed(range(max(tries, 1))):
                try:
                    super().handle(*labels, **options)
                    return
                except OperationalError as error:
                    if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
                        raise
                    if not left:
                        raise CommandError(HELD) from error
                self.stderr.write(f"A table is in use; {left} more tries.")
                time.sleep(PAUSE)


@contextmanager
def _impatient(connection: BaseDatabaseWrapper, seconds: float) -> Iterator[None]:
    """For the session: each migration has a transaction of its own, or none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [f"{round(seconds * 1000)}ms"])
    try:
        yield
    finally:
        if connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
