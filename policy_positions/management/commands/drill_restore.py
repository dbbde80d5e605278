"""The latest backup, restored into a database that is thrown away: what is not tried is no backup."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

STEPS = ("restore_record {manifest}", "migrate --no-input --verbosity 0", "verify_history", "check_record")
OF_THE_SITE = (
    "DATABASE_URL",
    "REPLICA_URLS",
    "DATABASE_POOLED",
    "CACHE_URL",
    "ALLOWED_HOSTS",
    "SECURE_PROXY",
)


class Command(BaseCommand):
    help = (
        "Restore the latest backup of a folder into an embedded database of its own, compare it with its "
        "manifest, migrate it, prove its history and its rules, and throw it away. The site is not touched."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="where the backups are")
        parser.add_argument("--scratch", type=Path, help="a folder with room for the database")
        parser.add_argument("--max-age", type=float, default=36, help="hours (default: 36)")

    def handle(self, *, folder: Path, scratch: Path | None, max_age: float, **options: Any) -> None:
        manifest = _latest(folder)
        _require_recent(manifest, max_age)
        place = Path(tempfile.mkdtemp(prefix="drill-", dir=scratch))
        began = timezone.now()
        try:
            for step in STEPS:
                self._carry_out(step.format(manifest=manifest.resolve()).split(" ", 1), place)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        took = (timezone.now() - began).total_seconds()
        self.stdout.write(f"{manifest.name} can be restored: proven in {took:.0f} seconds.")

    def _carry_out(self, words: list[str], place: Path) -> None:
        command = [sys.executable, "manage.py", words[0], *(words[1].split() if len(words) > 1 else ())]
        environment = {name: value for name, value in os.environ.items() if name not in OF_THE_SITE}
        environment["LOCALDB_DIR"] = str(place / "database")
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
        )
        self.stdout.write(done.stdout.rstrip())
        if done.returncode:
            raise CommandError(f"The drill failed at {words[0]}. {done.stderr.strip()}")


def _latest(folder: Path) -> Path:
    """By name, which is the time; a dump without its manifest was not finished."""
    manifests = sorted(folder.glob("record-*.json"))
    if not manifests:
        raise CommandError(f"There is no backup in {folder}: manage.py backup_record makes one.")
    return manifests[-1]


def _require_recent(manifest: Path, hours: float) -> None:
    made = datetime.datetime.strptime(manifest.stem, "record-%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.UTC)
    age = (timezone.now() - made).total_seconds() / 3600
    if age > hours:
        raise CommandError(
            f"The latest backup, {manifest.name}, is {age:.0f} hours old: see why no newer one was made."
        )
