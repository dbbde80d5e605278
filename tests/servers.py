"""PostgreSQL servers and sites of the tests' own: what is done to them, no other should suffer."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.localdb.cluster import LocalCluster

PROJECT = Path(__file__).parents[1]


def wait_until(
    condition: Callable[[], bool], seconds: float = 15, told: str = "it did not come about"
) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, told
        time.sleep(0.02)


def stop(cluster: LocalCluster) -> None:
    lock = cluster.data / "postmaster.pid"
    try:
        os.kill(int(lock.read_text().split()[0]), signal.SIGINT)
    except (FileNotFoundError, ProcessLookupError):
        return  # it has gone already
    wait_until(lambda: not lock.exists())


@contextmanager
def own_folder() -> Iterator[Path]:
    """A short one: the socket's address has room for 100 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_database() -> Iterator[LocalCluster]:
    """For a command: what it asks of Django goes to a new, migrated database, which goes with it."""
    with own_folder() as folder:
        cluster = LocalCluster(folder / "db")
        os.environ.update(
            LOCALDB_DIR=str(cluster.home), DATABASE_URL="", DJANGO_SETTINGS_MODULE="tracker.settings"
        )
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        call_command("migrate", verbosity=0)
        try:
            yield cluster
        finally:
            connections.close_all()
            stop(cluster)
