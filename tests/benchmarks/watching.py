"""Statements that take longer than they may, by pg_stat_statements of the benchmark's own server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

BUDGET = 50  # milliseconds
STOPS_WITHIN = 60  # seconds
# Looking words up for the first time in a revision; a common word is on a tenth of all rows.
A_COLD_SEARCH = "document @@"


def load_the_extension() -> None:
    """Have the embedded server load it: a process of its own says so and ends, and the server with it."""
    if not (Path(settings.LOCALDB_DIR) / "data-18" / "postgresql.auto.conf").exists():
        _in_a_process_of_its_own("connection.ensure_connection()")
    said = (Path(settings.LOCALDB_DIR) / "data-18" / "postgresql.auto.conf").read_text()
    if "pg_stat_statements" in said:
        return
    _in_a_process_of_its_own(
        "connection.cursor().execute(\"ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'\")"
    )
    for _ in range(10 * STOPS_WITHIN):
        if not (Path(settings.LOCALDB_DIR) / "data-18" / "postmaster.pid").exists():
            return
        time.sleep(0.1)
    print("The server goes on for another: it loads pg_stat_statements when it starts next.", flush=True)


def _in_a_process_of_its_own(statement: str) -> None:
    program = f"import django; django.setup(); from django.db import connection; {statement}"
    subprocess.run([sys.executable, "-c", program], check=True)


@contextmanager
def watched(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
        cursor.execute("SELECT pg_stat_statements_reset()")
    yield


def largest_statements(connection: BaseDatabaseWrapper) -> list[str]:
    """Those over their budget, the slowest first; a cold search apart."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT round(mean_exec_time::numeric, 1), calls, left(query, 160)
            FROM pg_stat_statements
            WHERE mean_exec_time > %s AND query !~ 'pg_' AND strpos(query, %s) = 0
            ORDER BY mean_exec_time DESC LIMIT 20""",
            [BUDGET, A_COLD_SEARCH],
        )
        return [f"{mean} ms, {calls} times: {' '.join(query.split())}" for mean, calls, query in cursor]
