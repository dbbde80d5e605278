"""A primary and its replica, from the binaries of the embedded database."""

from __future__ import annotations

import signal
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg2

from tests.programs import HOST, Program, wait_until
from tracker.localdb import DATABASE, USER, binaries
from tracker.localdb.cluster import INITDB_OPTIONS

SETTINGS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "shared_buffers": "64MB",
    "hot_standby_feedback": "on",  # a long download is not cut off by what the primary cleans up
}
TO_END_AT_ONCE = signal.SIGINT  # PostgreSQL's "fast shutdown"


class Server:
    def __init__(self, name: str, folder: Path, port: int) -> None:
        self.name, self.port, self.data = name, port, folder / name
        self.account = binaries.account_for(folder)
        options = [f"--{key}={value}" for key, value in {**SETTINGS, "port": str(port)}.items()]
        words = binaries.command("postgres", "-D", str(self.data), *options, account=self.account)
        self.program = Program(name, words, folder / f"{name}.log", port)

    def create(self) -> None:
        options = ("-D", str(self.data), "--no-sync", *INITDB_OPTIONS)
        _run(binaries.command("initdb", *options, account=self.account))
        self.start()
        self.ask(f"CREATE DATABASE {DATABASE}", database="postgres")

    def copy_from(self, primary: Server) -> None:
        """Become a replica, fed by a slot of the primary: what it has not taken yet is kept for it."""
        source = ("-h", HOST, "-p", str(primary.port), "-U", USER)
        how = ("-R", "-X", "stream", "-C", "-S", self.name, "-c", "fast")
        words = ("-D", str(self.data), *source, *how)
        _run(binaries.command("pg_basebackup", *words, account=self.account))
        self.start()

    def start(self) -> None:
        self.program.start()
        wait_until(self._answers, f"{self.name} takes connections")

    def stop(self) -> None:
        self.program.stop(TO_END_AT_ONCE)

    @property
    def url(self) -> str:
        return f"postgres://{USER}@{HOST}:{self.port}/{DATABASE}"

    def family(self) -> list[int]:
        """The server and its processes."""
        assert self.program.process is not None
        parent = self.program.process.pid
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
        )
        return [parent, *map(int, listed.stdout.split())]

    def promote(self) -> None:
        self.ask("SELECT pg_promote()")

    def ask(self, statement: str, *values: object, database: str = DATABASE) -> Any:
        """The first field of the first row."""
        place = f"host={HOST} port={self.port} user={USER} dbname={database} connect_timeout=2"
        with closing(psycopg2.connect(place)) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchone()[0] if cursor.description else None

    def change(self, setting: str, value: str) -> None:
        self.ask(f"ALTER SYSTEM SET {setting} = %s", value)
        self.ask("SELECT pg_reload_conf()")

    def _answers(self) -> bool:
        try:
            return bool(self.ask("SELECT true", database="postgres"))
        except psycopg2.OperationalError:
            return False


def _run(words: list[str]) -> None:
    done = subprocess.run(
        words, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{words[0]} failed:\n{done.stdout}{done.stderr}"
