"""Backup and restore, as an operator runs them: whole or not at all, and proven by the manifest."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

import pytest

from tests.disks import room_for
from tests.servers import local, manage, stop
from tracker.localdb.cluster import LocalCluster

OLDER = "0012"  # a state from which a record is brought up to date


@pytest.fixture(scope="module")
def record(tmp_path_factory) -> Iterator[LocalCluster]:
    """A database of its own with the shipped record."""
    home = LocalCluster(tmp_path_factory.mktemp("db") / "from")
    for command in (("migrate", "--verbosity", "0"), ("load_record", "--verbosity", "0")):
        assert manage(home, *command).returncode == 0
    yield home
    shutil.rmtree(home.home, ignore_errors=True)


@pytest.fixture
def empty(tmp_path) -> LocalCluster:
    """One that was never made."""
    return LocalCluster(tmp_path / "to")


@pytest.fixture(scope="module")
def backup(record, tmp_path_factory) -> Path:
    """The manifest of a backup."""
    folder = tmp_path_factory.mktemp("backups")
    done = manage(record, "backup_record", folder)
    assert done.returncode == 0, done.stderr
    (manifest,) = folder.glob("*.json")
    return manifest


def copied(backup: Path, folder: Path) -> Path:
    for path in backup.parent.iterdir():
        shutil.copy(path, folder)
    return folder / backup.name


def flip_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_backup_says_what_it_holds_and_is_its_owner_s_alone(backup):
    told = json.loads(backup.read_text())
    dump = backup.parent / told["dump"]["file"]

    assert told["tables"]["policy_positions_country"]["rows"] == 35
    assert told["dump"]["sha256"] == hashlib.sha256(dump.read_bytes()).hexdigest()
    assert any(name.startswith("policy_positions.") for name in told["migrations"])
    assert "django_session" not in told["tables"]
    assert {path.stat().st_mode & 0o777 for path in (backup, dump)} == {0o600}


def test_what_is_restored_is_proven_and_is_the_same_record(backup, empty):
    restored = manage(empty, "restore_record", backup)
    history = manage(empty, "verify_history")

    assert restored.returncode == 0, restored.stderr
    assert "Restored and proven" in restored.stdout
    assert history.stdout.startswith("Proven: ")


def test_what_is_restored_is_planned_for_by_its_size(backup, empty):
    """PostgreSQL says -1 of a table that it knows nothing of."""
    program = """from django.db import connection
cursor = connection.cursor()
cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'policy_positions_country'")
print(*cursor.fetchone())"""

    restored = manage(empty, "restore_record", backup)
    told = manage(empty, "shell", "--no-imports", "--verbosity", "0", "--command", program)

    assert restored.returncode == 0, restored.stderr
    assert told.stdout.strip() == "35.0"


def test_a_database_that_holds_anything_is_refused(record, backup):
    refused = manage(record, "restore_record", backup)

    assert refused.returncode == 1
    assert "restore into an empty one" in refused.stderr


def test_one_byte_flipped_in_the_dump_is_found_before_anything_is_done(backup, tmp_path, empty):
    manifest = copied(backup, tmp_path)
    flip_a_byte(tmp_path / json.loads(manifest.read_text())["dump"]["file"])

    refused = manage(empty, "restore_record", manifest)

    assert refused.returncode == 1
    assert "it was changed or cut short" in refused.stderr
    assert not list(empty.home.glob("data-*"))


def test_a_row_that_differs_from_the_manifest_is_found_after_it(backup, tmp_path, empty):
    manifest = copied(backup, tmp_path)
    told = json.loads(manifest.read_text())
    told["tables"]["policy_positions_leader"]["sha256"] = "0" * 64
    manifest.write_text(json.dumps(told))

    refused = manage(empty, "restore_record", manifest)

    assert refused.returncode == 1
    assert "These differ: policy_positions_leader." in refused.stderr


def test_killed_at_any_moment_it_leaves_no_half_a_backup(record, tmp_path):
    words = [sys.executable, "manage.py", "backup_record", str(tmp_path)]
    running = subprocess.Popen(words, cwd=settings.BASE_DIR, env=local(record), start_new_session=True)
    while not list(tmp_path.glob(".*.part")) and running.poll() is None:
        time.sleep(0.001)  # until it has begun to write

    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    assert list(tmp_path.glob(".*.part"))
    assert list(tmp_path.glob("record-*")) == []


def test_a_folder_that_is_not_there_is_said(record, tmp_path):
    refused = manage(record, "backup_record", tmp_path / "nowhere")

    assert refused.returncode == 1
    assert "is no folder" in refused.stderr


@pytest.mark.parametrize("size", [0, 20_000], ids=["for nothing", "for a part of the dump"])
def test_without_room_a_backup_says_so_and_leaves_nothing(record, tmp_path, size):
    record.ensure_running()  # by this process: what the server writes is not held to it
    with room_for(size):
        refused = manage(record, "backup_record", tmp_path)

    assert refused.returncode == 1
    assert f"No backup was made, and nothing of it is left in {tmp_path}" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_date(record, tmp_path, empty):
    stop(record)
    older = LocalCluster(tmp_path / "older")
    subprocess.run(["cp", "-a", record.home, older.home], check=True)
    assert manage(older, "migrate", "policy_positions", OLDER, "--verbosity", "0").returncode == 0
    assert manage(older, "backup_record", tmp_path).returncode == 0
    (manifest,) = tmp_path.glob("*.json")

    restored = manage(empty, "restore_record", manifest)
    migrated = manage(empty, "migrate", "--verbosity", "0")
    history = manage(empty, "verify_history")

    assert restored.returncode == 0, restored.stderr
    assert "The code is newer than the backup: run migrate" in restored.stdout
    assert (migrated.returncode, history.returncode) == (0, 0), migrated.stderr
    assert history.stdout.startswith("Proven: ")


def test_a_backup_of_a_newer_version_is_refused_before_anything_is_done(backup, tmp_path, empty):
    manifest = copied(backup, tmp_path)
    told = json.loads(manifest.read_text())
    told["migrations"].append("policy_positions.0999_of_tomorrow")
    manifest.write_text(json.dumps(told))

    refused = manage(empty, "restore_record", manifest)

    assert refused.returncode == 1
    assert "made by a newer version of the tracker" in refused.stderr
    assert "(policy_positions.0999_of_tomorrow)" in refused.stderr
    assert not list(empty.home.glob("data-*"))
