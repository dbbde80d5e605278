"""A database of its own for every test of the embedded one, and people who use it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.servers import PROJECT, stop
from tracker.localdb.cluster import LocalCluster

LINGER = 0.3
USER = """
import sys
from pathlib import Path
import psycopg2
from tracker.localdb.cluster import LocalCluster

cluster = LocalCluster(Path(sys.argv[1]), linger=float(sys.argv[2]))
for line in sys.stdin:
    try:
        cluster.ensure_running()
        address = {"host": str(cluster.socket_folder), "port": 5432, "user": "tracker"}
        connection = psycopg2.connect(dbname="policy_positions", **address)
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(line)
        print(cursor.fetchall() if cursor.description else "done", flush=True)
    except Exception as error:
        print(type(error).__name__, str(error).replace("\\n", " "), flush=True)
"""


class UserOfDatabase:
    """A process of its own that claims the server with its first statement and lives until told to go."""

    def __init__(self, cluster: LocalCluster) -> None:
        self.cluster = cluster
        words = [sys.executable, "-c", USER, str(cluster.home), str(cluster.linger)]
        self.process = subprocess.Popen(
            words, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self, statement: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{statement}\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()

    def ask(self, statement: str) -> str:
        self.begin(statement)
        return self.answer()

    def leave(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short one: the socket's address has room for 100 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def new_cluster(folder: Path) -> LocalCluster:
    """One that was never made."""
    return LocalCluster(folder / "db", linger=LINGER)


@pytest.fixture(scope="session")
def made_once() -> Iterator[Path]:
    home = Path(tempfile.mkdtemp(prefix="tracker-", dir="/tmp"))
    cluster = LocalCluster(home, linger=LINGER)
    user = UserOfDatabase(cluster)
    user.ask("SELECT 1")
    user.leave()
    stop(cluster)
    yield home
    shutil.rmtree(home)


@pytest.fixture
def cluster(made_once: Path) -> LocalCluster:
    """One that was made and has been stopped; its tables are those of earlier tests."""
    return LocalCluster(made_once, linger=LINGER)


@pytest.fixture
def user_of() -> Iterator[Callable[[LocalCluster], UserOfDatabase]]:
    users: list[UserOfDatabase] = []

    def start(cluster: LocalCluster) -> UserOfDatabase:
        users.append(UserOfDatabase(cluster))
        return users[-1]

    yield start
    for user in users:
        user.kill()
        stop(user.cluster)
        if user.cluster.socket_folder != user.cluster.home:
            user.cluster.socket_folder.rmdir()
