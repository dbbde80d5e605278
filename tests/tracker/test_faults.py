"""The site as it runs, while its database is stopped, frozen and back again."""

from __future__ import annotations

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest

from tracker.localdb import DATABASE, PORT, USER
from tracker.localdb.cluster import LocalCluster

from .conftest import PROJECT, stop

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

ADDRESS = "/api/v1/issues/"
SECRETS = ("password", "policy_positions", "PGSQL", "Traceback", "psycopg")


class Answer(NamedTuple):
    status: int
    retry_after: str | None
    body: str
    seconds: float


class Site:
    """The public site: gunicorn as `serve` starts it, on a PostgreSQL server that is not its own."""

    def __init__(self, cluster: LocalCluster, port: int) -> None:
        self.cluster, self.port = cluster, port
        place = f"postgres://{USER}@{quote(str(cluster.socket_folder), safe='')}:{PORT}/{DATABASE}"
        environment = {
            **os.environ,
            "DATABASE_URL": place,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SECURE_PROXY": "1",
        }
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        for line in self.process.stdout or ():
            if line.startswith("Ctrl-C"):
                break

    def ask(self, path: str = ADDRESS) -> Answer:
        began = time.monotonic()
        line = HTTPConnection("127.0.0.1", self.port, timeout=120)
        line.request("GET", path, headers={"X-Forwarded-Proto": "https"})
        answer = line.getresponse()
        body = answer.read().decode()
        line.close()
        return Answer(answer.status, answer.getheader("Retry-After"), body, time.monotonic() - began)


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    home = Path(tempfile.mkdtemp(prefix="tracker-", dir="/tmp"))
    cluster = LocalCluster(home / "db", linger=60)
    cluster.ensure_running()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    served = Site(cluster, port)
    served.ask()  # the first request imports all the others
    yield served
    served.process.send_signal(signal.SIGINT)
    served.process.communicate()
    stop(cluster)


def _server(site: Site) -> int:
    return int((site.cluster.data / "postmaster.pid").read_text().split()[0])


def _family(pid: int) -> list[int]:
    """The server and its processes."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return [pid, *map(int, listed.stdout.split())]


def test_a_stopped_database_is_a_503_at_once_and_the_first_request_after_is_answered(site: Site) -> None:
    assert site.ask().status == 200
    stop(site.cluster)

    away, ready, alive = site.ask(), site.ask("/readyz"), site.ask("/livez")

    assert (away.status, away.retry_after) == (503, "5")
    assert json.loads(away.body)["status"] == 503
    assert away.seconds < 5, "a fraction of a second when nothing else is running"
    assert (ready.status, alive.status) == (503, 200)
    assert not [word for word in SECRETS if word in away.body + ready.body]
    site.cluster.ensure_running()
    assert site.ask().status == 200
    assert site.ask("/readyz").status == 200


def test_a_frozen_database_is_an_answer_within_5_seconds_and_heals(site: Site) -> None:
    assert site.ask().status == 200
    frozen = _family(_server(site))
    for pid in frozen:
        os.kill(pid, signal.SIGSTOP)

    try:
        away, after = site.ask(), site.ask()
    finally:
        for pid in reversed(frozen):
            os.kill(pid, signal.SIGCONT)

    assert away.status == 503
    assert away.seconds < 10, "4 or 5 when nothing else is running"
    assert after.status == 503
    assert after.seconds < away.seconds
    assert site.ask().status == 200
