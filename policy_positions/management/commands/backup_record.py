"""Keep the whole record in a folder: a dump, and a manifest that says what it must hold."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from policy_positions.inspection import PASSING, contents, migrations, tables
from policy_positions.management.progress import Progress
from tracker import postgresql

FORMAT = 1
PIECE = 1024 * 1024


class Command(BaseCommand):
    help = (
        "Write a dump of the database and its manifest (rows and digest of each table, migrations) into a "
        "folder. Both appear whole or not at all; the site may be in use meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *, folder: Path, stderr: TextIO | None = None, **options: Any) -> None:
        made_at = timezone.now()
        name = f"record-{made_at:%Y%m%dT%H%M%SZ}"
        dump, manifest = folder / f"{name}.dump", folder / f"{name}.json"
        _require_place(folder, dump, manifest)
        parts = [folder / f".{path.name}.part" for path in (dump, manifest)]
        try:
            for part in parts:
                _make_private(part)
            told = _dump(parts[0], Progress(len(tables()), "tables", stderr or sys.stderr))
            told |= {
                "made_at": made_at.isoformat(timespec="seconds"),
                "dump": _described(dump.name, parts[0]),
            }
            parts[1].write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
            for part in parts:
                _settle(part)
            for part, path in zip(parts, (dump, manifest), strict=True):  # the manifest last: it vouches
                part.rename(path)
            _settle(folder)
        except (postgresql.ProgramError, OSError) as error:
            raise CommandError(
                f"No backup was made, and nothing of it is left in {folder}. {error}"
            ) from error
        finally:
            for part in parts:
                part.unlink(missing_ok=True)
        rows = sum(held["rows"] for held in told["tables"].values())
        self.stdout.write(f"{manifest}: {rows:,} rows in {len(told['tables'])} tables.")


def _require_place(folder: Path, *paths: Path) -> None:
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder: make it first, where only you can read it.")
    for path in paths:
        if path.exists():
            raise CommandError(f"{path} is there already: nothing is written over.")


def _make_private(path: Path) -> None:
    """Accounts and private texts are in it: for its owner alone."""
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))


def _dump(path: Path, progress: Progress) -> dict[str, Any]:
    """Dump and digests are of one moment: pg_dump reads the very snapshot that is told of."""
    passing = [f"--exclude-table-data={table}" for table in PASSING]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
        snapshot, version = cursor.fetchone()
        postgresql.run(
            "pg_dump", "--format=custom", f"--file={path}", f"--snapshot={snapshot}", "--no-owner", *passing
        )
        held = {name: told._asdict() for name, told in contents(progress.advance).items()}
        return {"format": FORMAT, "postgresql": version, "migrations": migrations(), "tables": held}


def _described(name: str, path: Path) -> dict[str, Any]:
    return {"file": name, "bytes": path.stat().st_size, "sha256": digest_of(path)}


def digest_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _settle(path: Path) -> None:
    """Onto the disk, before anything vouches for it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
