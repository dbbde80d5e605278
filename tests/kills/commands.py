"""Kills of commands and of the server under them, and what must be true after each."""

from __future__ import annotations

import json
import time

from tests.servers import manage, stop, wait_until
from tracker.localdb.cluster import LocalCluster

from .stage import Ending, Scene, ask, kill_one, lost, start, unproven

BEFORE_MIGRATING = "0012"  # the state from which a record is brought up to date


def kill_acts(scene: Scene, victim: str) -> Ending:
    """In drafting, submitting and publishing."""
    cluster = scene.copy()
    process = start(cluster, "-m", "tests.kills.acting")
    said = process.stdout.readline() if process.stdout else ""  # it is at work
    time.sleep(scene.chance.uniform(0, 1))
    said += kill_one(victim, process, cluster)
    told, missing = lost(cluster, said)
    return Ending(told, missing + unproven(cluster))


def kill_backup(scene: Scene, victim: str) -> Ending:
    """What stands in the folder after it is whole: it can be restored."""
    cluster, folder = scene.copy(), scene.folder("kept")
    process = start(cluster, "manage.py", "backup_record", folder)
    wait_until(lambda: any(folder.iterdir()) or process.poll() is not None, "it has begun", 60)
    time.sleep(scene.chance.uniform(0, 0.5))
    kill_one(victim, process, cluster)
    faults, kept = [], list(folder.glob("*.json"))
    for manifest in kept:
        place = scene.empty()
        restored = manage(place, "restore_record", manifest)
        faults += [] if restored.returncode == 0 else [f"half a backup: {restored.stderr}"]
        stop(place)
    return Ending(len(kept), faults)


def kill_restore(scene: Scene, victim: str) -> Ending:
    """Nothing is restored, or all of it; where nothing is, the same command restores it."""
    cluster = scene.empty()
    process = start(cluster, "manage.py", "restore_record", scene.stage.manifest)
    time.sleep(scene.chance.uniform(0.5, 3))
    kill_one(victim, process, cluster)
    (tables,) = ask(cluster, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")[0]
    if not tables:
        again = manage(cluster, "restore_record", scene.stage.manifest)
        return Ending(0, [] if again.returncode == 0 else [again.stderr])
    return Ending(1, _differs(scene, cluster))


def kill_migrate(scene: Scene, victim: str) -> Ending:
    """Down by some migrations, then killed on the way up; the next one finishes, and the record is whole."""
    cluster = scene.copy()
    down = manage(cluster, "migrate", "policy_positions", BEFORE_MIGRATING, "-v0")
    assert down.returncode == 0, down.stderr
    process = start(cluster, "manage.py", "migrate", "-v0")
    time.sleep(scene.chance.uniform(1, 4))
    kill_one(victim, process, cluster)
    again = manage(cluster, "migrate", "-v0")
    return Ending(0, [again.stderr]) if again.returncode else Ending(1, unproven(cluster))


def _differs(scene: Scene, cluster: LocalCluster) -> list[str]:
    """Holds a restored record all that its manifest tells of?"""
    folder = scene.folder("again")
    done = manage(cluster, "backup_record", folder)
    if done.returncode:
        return [done.stderr]
    (manifest,) = folder.glob("*.json")
    told, found = (json.loads(path.read_text())["tables"] for path in (scene.stage.manifest, manifest))
    return [f"{name} differs" for name in told if told[name] != found.get(name)]
