"""The record that is copied for each kill, who is killed, and how one looks at what is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random
from threading import Lock
from typing import NamedTuple

import psycopg2

from tests.servers import PROJECT, family, local, manage, server_of, stop
from tracker.localdb import DATABASE, PORT, USER
from tracker.localdb.cluster import LocalCluster

from .ground import lay

CLIENT, WORKER, SERVER = "client", "worker", "database"


class Ending(NamedTuple):
    """How many things were acknowledged before the kill, and what is wrong after it."""

    acknowledged: int
    faults: list[str]


class Stage:
    """A cluster with the shipped record and sources to draft from, which is copied and left alone itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.whole = LocalCluster(folder / "db")
        self.ground = lay(self.whole)
        stop(self.whole)
        self._making = Lock()
        self._manifest: Path | None = None

    @property
    def manifest(self) -> Path:
        """Of a backup, which is made once."""
        with self._making:
            if self._manifest is None:
                kept = self.folder / "kept"
                kept.mkdir()
                with self.scene(Random(0)) as scene:
                    done = manage(scene.copy(), "backup_record", kept)
                assert done.returncode == 0, done.stderr
                (self._manifest,) = kept.glob("*.json")
        return self._manifest

    @contextmanager
    def scene(self, chance: Random) -> Iterator[Scene]:
        place = self.folder / f"{chance.getrandbits(32):08x}"
        place.mkdir()
        scene = Scene(self, place, chance)
        try:
            yield scene
        finally:
            for cluster in scene.clusters:
                stop(cluster)
            shutil.rmtree(place, ignore_errors=True)


class Scene:
    """A folder in which one kill takes place, with the clusters that it needs."""

    def __init__(self, stage: Stage, place: Path, chance: Random) -> None:
        self.stage, self.place, self.chance = stage, place, chance
        self.clusters: list[LocalCluster] = []

    def copy(self) -> LocalCluster:
        cluster = self._another()
        subprocess.run(["cp", "-a", str(self.stage.whole.home), str(cluster.home)], check=True)
        return cluster

    def empty(self) -> LocalCluster:
        cluster = self._another()
        assert start(cluster, "-c", _ASK).wait() == 0
        return cluster

    def folder(self, name: str) -> Path:
        made = self.place / name
        made.mkdir()
        return made

    def _another(self) -> LocalCluster:
        self.clusters.append(LocalCluster(self.place / f"db{len(self.clusters)}"))
        return self.clusters[-1]


_ASK = "import django; django.setup(); from django.db import connection; connection.ensure_connection()"


def start(cluster: LocalCluster, *words: object, told: str | None = None) -> subprocess.Popen[str]:
    """``told`` is its whole input."""
    process = subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=PROJECT,
        env=local(cluster),
        stdin=subprocess.DEVNULL if told is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    if told is not None and process.stdin:
        process.stdin.write(told)
        process.stdin.close()
        process.stdin = None
    return process


def kill(pids: list[int]) -> None:
    with suppress(ProcessLookupError):  # it had ended already
        for pid in pids:
            os.kill(pid, signal.SIGKILL)


def kill_one(victim: str, process: subprocess.Popen[str], cluster: LocalCluster) -> str:
    """Kill it, and return what the client had said; a program that it started is killed with it."""
    with suppress(FileNotFoundError):  # the server has ended already
        kill(family(process.pid)[::-1] if victim == CLIENT else [server_of(cluster)])
    return process.communicate(timeout=120)[0]


def ask(cluster: LocalCluster, question: str, *values: object) -> list[tuple]:
    cluster.ensure_running()
    line = psycopg2.connect(host=str(cluster.socket_folder), port=PORT, user=USER, dbname=DATABASE)
    with line, line.cursor() as cursor:
        cursor.execute(question, values)
        rows = cursor.fetchall()
    line.close()
    return rows


def lost(cluster: LocalCluster, said: str) -> tuple[int, list[str]]:
    """Of acts told of as `PUBLIC_ID VERSION`: how many they are, and those that are not on record."""
    told = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    held = dict(ask(cluster, "SELECT public_id, version FROM policy_positions_position"))
    missing = [f"{name} at {version}" for name, version in told if held.get(name, 0) < int(version)]
    return len(told), [f"acknowledged and lost: {', '.join(missing)}"] if missing else []


_HALF = """
    SELECT public_id FROM policy_positions_position position
    WHERE version <> (SELECT count(*) FROM policy_positions_revision WHERE position_id = position.id)
       OR NOT EXISTS (SELECT FROM policy_positions_quotation WHERE position_id = position.id)
"""


def half_done(cluster: LocalCluster) -> list[str]:
    """Positions without all of their acts, or without a passage."""
    return [f"half done: {public_id}" for (public_id,) in ask(cluster, _HALF)]


def unproven(cluster: LocalCluster) -> list[str]:
    """What is half done, and a chain of acts that is broken."""
    history = manage(cluster, "verify_history")
    broken = [] if history.returncode == 0 else [f"{history.stdout}{history.stderr}".strip()]
    return half_done(cluster) + broken
