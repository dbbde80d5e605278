"""PostgreSQL servers and sites of the tests' own: what is done to them, no other should suffer."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from tracker.localdb import DATABASE, PORT, USER
from tracker.localdb.cluster import LocalCluster

PROJECT = Path(__file__).parents[1]


def wait_until(condition: Callable[[], object], what: str, seconds: float = 120) -> None:
    """So long only where it fails, or where many others use the machine."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"It did not come about in {seconds} seconds: {what}"
        time.sleep(0.02)


def stop(cluster: LocalCluster) -> None:
    lock = cluster.data / "postmaster.pid"
    try:
        os.kill(server_of(cluster), signal.SIGINT)
    except (FileNotFoundError, ProcessLookupError):
        return  # it has gone already
    wait_until(lambda: not lock.exists(), "the server has stopped")


@contextmanager
def own_folder() -> Iterator[Path]:
    """A short one: the socket's address has room for 100 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def local(cluster: LocalCluster) -> dict[str, str]:
    """The environment of a program on that embedded database, whatever the tests themselves run on."""
    told = {
        "LOCALDB_DIR": str(cluster.home),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    return {**os.environ, **told}


def manage(cluster: LocalCluster, *words: object) -> subprocess.CompletedProcess[str]:
    """A command of the site, as an operator runs it."""
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=PROJECT,
        env=local(cluster),
        capture_output=True,
        text=True,
        check=False,
    )


def kill_once_written(program: str, *arguments: object) -> None:
    """Run the program in a process of its own, and kill -9 it when it says that it has written."""
    with subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)],
        cwd=PROJECT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tracker.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "written\n"
        process.kill()


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


class Served:
    """A site as `serve` starts it, in a process of its own, on what its environment names."""

    def __init__(self, *, port: int = 0, **environment: str) -> None:
        self.port = port or free_port()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(self.port)],
            cwd=PROJECT,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.said = ""
        for line in self.process.stdout or ():
            self.said += line
            if line.startswith("Ctrl-C"):
                break

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def accounts(self) -> dict[str, str]:
        """Those of a local installation, with their passwords."""
        return dict(re.findall(r"^  (\w+) +(\S{12})$", self.said, re.MULTILINE))

    def workers(self) -> list[int]:
        """Not what keeps the embedded database: that is a child of the web server too, in a session apart."""
        own = os.getsid(self.process.pid)
        return [pid for pid in family(self.process.pid)[1:] if os.getsid(pid) == own]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.communicate()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def server_of(cluster: LocalCluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def family(pid: int) -> list[int]:
    """The process and its children."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [pid, *map(int, listed.stdout.split())]


@contextmanager
def frozen(cluster: LocalCluster) -> Iterator[None]:
    pids = family(server_of(cluster))
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in reversed(pids):
            os.kill(pid, signal.SIGCONT)


class Answer(NamedTuple):
    status: int
    retry_after: str | None
    body: str
    seconds: float


class PublicSite(Served):
    """The public site, on a PostgreSQL server that is not its own: at a socket's folder or a port."""

    def __init__(self, cluster: LocalCluster, *, line: int = 0) -> None:
        host = f"127.0.0.1:{line}" if line else f"{quote(str(cluster.socket_folder), safe='')}:{PORT}"
        self.cluster = cluster
        super().__init__(
            DATABASE_URL=f"postgres://{USER}@{host}/{DATABASE}",
            ALLOWED_HOSTS="127.0.0.1",
            SECRET_KEY=secrets.token_urlsafe(50),
            SECURE_PROXY="1",
        )

    def ask(self, path: str) -> Answer:
        """As somebody with a cookie, for whom every page is made anew."""
        began = time.monotonic()
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.request("GET", path, headers={"X-Forwarded-Proto": "https", "Cookie": "any=cookie"})
        answer = line.getresponse()
        body = answer.read().decode()
        line.close()
        return Answer(answer.status, answer.getheader("Retry-After"), body, time.monotonic() - began)
