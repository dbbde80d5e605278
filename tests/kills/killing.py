"""Who is killed in the middle of what, and what must be true after it."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import psycopg2

from tests.servers import PROJECT, family, server_of, stop, wait_until
from tracker.localdb import DATABASE, PORT, USER
from tracker.localdb.cluster import LocalCluster

CLIENT, SERVER = "client", "database"
ACTING = ("-m", "tests.kills.acting")


class Stage:
    """A cluster with the shipped record that is copied for each kill, and a backup of it."""

    def __init__(self, folder: Path, chance: Random) -> None:
        self.folder, self.chance = folder, chance
        self.whole = LocalCluster(folder / "db")
        self.backups = folder / "backups"
        self.backups.mkdir()
        for words in (("migrate", "-v0"), ("load_record", "-v0"), ("backup_record", self.backups)):
            done = manage(self.whole, *words)
            assert done.returncode == 0, done.stderr
        stop(self.whole)
        (self.manifest,) = self.backups.glob("*.json")

    def copy(self) -> LocalCluster:
        place = self.folder / f"copy-{self.chance.getrandbits(32):08x}"
        subprocess.run(["cp", "-a", str(self.whole.home), str(place)], check=True)
        return LocalCluster(place)

    def empty(self) -> LocalCluster:
        place = LocalCluster(self.folder / f"empty-{self.chance.getrandbits(32):08x}")
        assert _start(place, "-c", _ASK).wait() == 0
        return place


_ASK = "import django; django.setup(); from django.db import connection; connection.ensure_connection()"


def _environment(cluster: LocalCluster) -> dict[str, str]:
    told = {
        "LOCALDB_DIR": str(cluster.home),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "tracker.settings",
    }
    return {**os.environ, **told}


def _start(cluster: LocalCluster, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *map(str, words)],
        cwd=PROJECT,
        env=_environment(cluster),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def manage(cluster: LocalCluster, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, words)],
        cwd=PROJECT,
        env=_environment(cluster),
        capture_output=True,
        text=True,
        check=False,
    )


def _kill(victim: str, process: subprocess.Popen[str], cluster: LocalCluster) -> str:
    """Kill it, and return what the client had said; a program that it started is killed with it."""
    with suppress(ProcessLookupError, FileNotFoundError):  # it had ended already
        for pid in family(process.pid)[::-1] if victim == CLIENT else [server_of(cluster)]:
            os.kill(pid, signal.SIGKILL)
    said, _ = process.communicate(timeout=120)
    return said


def _ask(cluster: LocalCluster, question: str) -> list[tuple]:
    cluster.ensure_running()
    line = psycopg2.connect(host=str(cluster.socket_folder), port=PORT, user=USER, dbname=DATABASE)
    with line, line.cursor() as cursor:
        cursor.execute(question)
        rows = cursor.fetchall()
    line.close()
    return rows


def unproven(cluster: LocalCluster) -> list[str]:
    history = manage(cluster, "verify_history")
    return [] if history.returncode == 0 else [f"{history.stdout}{history.stderr}".strip()]


def kill_acts(stage: Stage, victim: str) -> tuple[int, list[str]]:
    """In drafting, submitting and publishing: how many acts were acknowledged, and what is wrong after."""
    cluster = stage.copy()
    process = _start(cluster, *ACTING)
    said = process.stdout.readline() if process.stdout else ""  # it is at work
    time.sleep(stage.chance.uniform(0, 1))
    said += _kill(victim, process, cluster)
    told = [line.split() for line in said.splitlines(keepends=True) if line.endswith("\n")]
    held = dict(_ask(cluster, "SELECT public_id, version FROM policy_positions_position"))
    lost = [f"{name} at {version}" for name, version in told if held.get(name, 0) < int(version)]
    faults = [f"acknowledged and lost: {', '.join(lost)}"] if lost else []
    return len(told), faults + unproven(cluster)


def kill_backup(stage: Stage, victim: str) -> tuple[int, list[str]]:
    cluster, folder = stage.copy(), stage.folder / f"kept-{stage.chance.getrandbits(32):08x}"
    folder.mkdir()
    process = _start(cluster, "manage.py", "backup_record", folder)
    wait_until(lambda: any(folder.iterdir()) or process.poll() is not None, 60)
    time.sleep(stage.chance.uniform(0, 0.5))
    _kill(victim, process, cluster)
    faults = []
    for manifest in folder.glob("*.json"):
        place = stage.empty()
        restored = manage(place, "restore_record", manifest)
        faults += [] if restored.returncode == 0 else [f"half a backup: {restored.stderr}"]
        stop(place)
    return len(list(folder.glob("*.json"))), faults


def kill_restore(stage: Stage, victim: str) -> tuple[int, list[str]]:
    """Nothing is restored, or all of it; where nothing is, the same command restores it."""
    cluster = stage.empty()
    process = _start(cluster, "manage.py", "restore_record", stage.manifest)
    time.sleep(stage.chance.uniform(0.5, 3))
    _kill(victim, process, cluster)
    (tables,) = _ask(cluster, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")[0]
    if not tables:
        again = manage(cluster, "restore_record", stage.manifest)
        return 0, [] if again.returncode == 0 else [again.stderr]
    return 1, _differs(stage, cluster)


def kill_migrate(stage: Stage, victim: str) -> tuple[int, list[str]]:
    """Down by some migrations, then killed on the way up; the next one finishes, and the record is whole."""
    cluster = stage.copy()
    down = manage(cluster, "migrate", "policy_positions", "0012", "-v0")
    assert down.returncode == 0, down.stderr
    process = _start(cluster, "manage.py", "migrate", "-v0")
    time.sleep(stage.chance.uniform(1, 4))
    _kill(victim, process, cluster)
    again = manage(cluster, "migrate", "-v0")
    if again.returncode:
        return 0, [again.stderr]
    return 1, unproven(cluster)


def _differs(stage: Stage, cluster: LocalCluster) -> list[str]:
    """Holds a restored record all that its manifest tells of?"""
    folder = stage.folder / f"again-{stage.chance.getrandbits(32):08x}"
    folder.mkdir()
    done = manage(cluster, "backup_record", folder)
    if done.returncode:
        return [done.stderr]
    (manifest,) = folder.glob("*.json")
    told, found = (json.loads(path.read_text())["tables"] for path in (stage.manifest, manifest))
    return [f"{name} differs" for name in told if told[name] != found.get(name)]


KILLS = {
    "draft, submit, publish": kill_acts,
    "backup": kill_backup,
    "restore": kill_restore,
    "migrate": kill_migrate,
}


def run(stage: Stage, act: str, victim: str) -> tuple[int, list[str]]:
    before = set(stage.folder.iterdir())
    try:
        return KILLS[act](stage, victim)
    finally:
        for place in set(stage.folder.iterdir()) - before:
            if (place / "start.lock").exists():
                stop(LocalCluster(place))
            shutil.rmtree(place, ignore_errors=True)
