"""The servers under measurement: each on a port of this machine, started, waited for, stopped."""

from __future__ import annotations

import os
import signal
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from django.conf import settings

from tests.programs import HOST, Program, free_ports

GUNICORN = (
    "--worker-class",
    "gthread",
    "--workers",
    "1",
    "--threads",
    "8",
    "--log-level",
    "error",
    "--no-control-socket",
)


class Server(Program):
    """Serves once it answers ``ready``, an address of its own. What it says goes beside the record."""

    def __init__(self, words: list[str], port: int, ready: str, environment: dict[str, str]) -> None:
        self.base, self._ready = f"http://{HOST}:{port}", ready
        log = Path(settings.LOCALDB_DIR) / f"server-{port}.log"
        super().__init__(" ".join(words[1:4]), words, log, port, environment)

    def _has_started(self) -> bool:
        if not super()._has_started():
            return False
        try:
            urllib.request.urlopen(self.base + self._ready, timeout=120).read()
        except OSError:
            return False
        return True

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        super().stop(by)
        self.log.unlink(missing_ok=True)

    def restart(self) -> None:
        self.stop()
        self.start()

    @property
    def _processes(self) -> list[int]:
        return family_of(self.pid)

    @property
    def processor_seconds(self) -> float:
        return sum(processor_seconds_of(pid) for pid in self._processes)

    @property
    def megabytes(self) -> float:
        """Of the largest process: what one worker takes."""
        page = os.sysconf("SC_PAGE_SIZE")
        return (
            max(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in self._processes)
            * page
            / 1e6
        )


def family_of(pid: int) -> list[int]:
    """A process and what it started."""
    found, waiting = [], [pid]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            waiting += [int(child) for child in children.read_text().split()]
    return found


def processor_seconds_of(pid: int) -> float:
    """Of all its threads, to the nanosecond; of those that have ended nothing."""
    spent = 0
    for thread in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            spent += int(thread.read_text().split()[0])
        except OSError:  # it has just ended
            continue
    return spent / 1e9


def database_seconds() -> float:
    """Processor time of the embedded PostgreSQL with all its connections; 0 where it is elsewhere."""
    written = Path(settings.LOCALDB_DIR) / "data-18" / "postmaster.pid"
    if not written.exists():
        return 0.0
    return sum(processor_seconds_of(pid) for pid in family_of(int(written.read_text().split()[0])))


@contextmanager
def running(words: list[str], ready: str, **environment: str) -> Iterator[Server]:
    """A server by the words that start it, in which PORT stands for its port."""
    (port,) = free_ports(1)
    server = Server([each.replace("PORT", str(port)) for each in words], port, ready, environment)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def site() -> AbstractContextManager[Server]:
    """As `make run` serves it."""
    return running([sys.executable, "manage.py", "serve", "--port", "PORT"], "/methods/")


def plain() -> AbstractContextManager[Server]:
    words = [sys.executable, "-m", "gunicorn", "--bind", "127.0.0.1:PORT", *GUNICORN]
    words += ["tests.benchmarks.plain_wsgi:application"]
    return running(words, "/empty/", DJANGO_SETTINGS_MODULE="tests.benchmarks.plain_settings")


def datasette() -> AbstractContextManager[Server]:
    limits = {
        "sql_time_limit_ms": 600_000,
        "facet_time_limit_ms": 600_000,
        "suggest_facets": "off",
        "default_facet_size": 50,
    }
    options = [word for name, value in limits.items() for word in ("--setting", name, str(value))]
    program = str(Path(sys.executable).with_name("datasette"))
    database = str(Path(settings.LOCALDB_DIR) / "bench.db")
    return running([program, "serve", database, "--port", "PORT", *options], "/-/versions.json")


SERVERS = {"site": site, "plain": plain, "datasette": datasette}
