"""Bring a backup back into an empty database, and prove that it is all there."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from policy_positions.inspection import contents, migrations
from policy_positions.management.commands.backup_record import FORMAT, digest_of
from policy_positions.management.progress import Progress
from tracker import postgresql

_TABLES = (
    "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'S')"
)


class Command(BaseCommand):
    help = (
        "Restore the backup that a manifest tells of into an empty database, all or nothing, then compare "
        "every table with the manifest. Refused are a database that holds anything, and a backup that a "
        "newer version of the tracker made."
    )
    requires_system_checks = ()  # there is nothing to check before it

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("manifest", type=Path, metavar="FILE", help="record-….json, beside its dump")

    def handle(self, *, manifest: Path, stderr: TextIO | None = None, **options: Any) -> None:
        told = _read(manifest)
        dump = manifest.parent / told["dump"]["file"]
        _require_known(told["migrations"])
        _require_dump(dump, told["dump"])
        _require_empty()
        try:
            postgresql.run(
                "pg_restore", "--single-transaction", "--no-owner", "--no-privileges", "--exit-on-error",
                f"--dbname={connection.settings_dict['NAME']}", str(dump),
            )  # fmt: skip
        except postgresql.ProgramError as error:
            raise CommandError(f"Nothing was restored. {error}") from error
        progress = Progress(len(told["tables"]), "tables", stderr or sys.stderr)
        _require_equal(told, {name: held._asdict() for name, held in contents(progress.advance).items()})
        rows = sum(held["rows"] for held in told["tables"].values())
        _gather_statistics()
        self.stdout.write(f"Restored and proven: {rows:,} rows in {len(told['tables'])} tables.")
        self.stdout.write(_next_step(told["migrations"]))


def _read(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} is no manifest that can be read: name the .json of a backup.") from error
    if told.get("format") != FORMAT:
        raise CommandError(f"{path} is of format {told.get('format')}, and this restores format {FORMAT}.")
    return told


def _known() -> set[str]:
    """The migrations that this version of the code has, or has put together from others."""
    held = MigrationLoader(None).disk_migrations
    names = {*held, *(former for migration in held.values() for former in migration.replaces)}
    return {f"{app}.{name}" for app, name in names}


def _require_known(told: list[str]) -> None:
    """The code would work on tables of another shape, and go wrong sooner or later."""
    if unknown := sorted(set(told) - _known()):
        raise CommandError(
            "This backup was made by a newer version of the tracker, whose tables this one does not know "
            f"({', '.join(unknown)}). Nothing was restored: restore it with that version, or a newer one."
        )


def _next_step(told: list[str]) -> str:
    if _known() - set(told):
        return "The code is newer than the backup: run migrate; then verify_history."
    return "Code and backup are of one version: run verify_history."


def _require_dump(path: Path, told: dict[str, Any]) -> None:
    if not path.exists():
        raise CommandError(f"{path} is missing: a dump stands beside its manifest.")
    if (path.stat().st_size, digest_of(path)) != (told["bytes"], told["sha256"]):
        raise CommandError(f"{path} is not the dump that the manifest tells of: it was changed or cut short.")


def _require_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        (count,) = cursor.fetchone()
    if count:
        raise CommandError(
            f"This database holds {count} tables: restore into an empty one. Set LOCALDB_DIR to a new "
            "folder, or DATABASE_URL to a database that was just created; do not migrate it."
        )


def _gather_statistics() -> None:
    """A dump holds none, and until PostgreSQL does so by itself it plans as if every table were small."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _require_equal(told: dict[str, Any], found: dict[str, Any]) -> None:
    tables = told["tables"]
    differing = [name for name in {**tables, **found} if tables.get(name) != found.get(name)]
    if differing or told["migrations"] != migrations():
        raise CommandError(
            "What was restored is not what the manifest tells of; do not use it. "
            f"These differ: {', '.join(differing) or 'the migrations'}."
        )
