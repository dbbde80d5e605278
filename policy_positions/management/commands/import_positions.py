"""Bring a file of rows, as the site exports them, back into the record."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from policy_positions import access
from policy_positions.editing.arriving import AsDrafts, AsPublished
from policy_positions.editing.importing import Report, import_rows
from policy_positions.editing.loading import Outcome
from policy_positions.exports.reading import Unreadable, read

TOLD_EVERY = 1000  # rows
ALWAYS_COUNTED = (Outcome.CREATED, Outcome.CHANGED, Outcome.UNCHANGED)


class Command(BaseCommand):
    help = (
        "Bring positions in step with a file of rows, as the site exports them: CSV, workbook (.xlsx), JSON "
        "(.json) or JSON lines (.jsonl). All or nothing: when a row is rejected, nothing is changed. "
        "Names, offices and the particulars of sources follow from the record and are not imported."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="positions.csv, .xlsx, .json or .jsonl")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done, and change nothing"
        )

        parser.add_argument(
            "--as",
            dest="editor",
            metavar="USERNAME",
            help="new positions arrive as this editor's drafts, as by the upload at the desk, and what is "
            "published is not changed; without it they arrive published",
        )

    def handle(
        self, *, file: Path, dry_run: bool, editor: str | None, verbosity: int, **options: Any
    ) -> None:
        arrival = AsDrafts(_account(editor)) if editor else AsPublished()
        try:
            lines = list(read(file))
        except Unreadable as error:
            raise CommandError(str(error)) from error
        with transaction.atomic():
            report = import_rows(lines, arrival=arrival, after_each=self._progress(len(lines)))
            if dry_run:
                transaction.set_rollback(True)
        if verbosity:
            self._tell(report, silent=() if verbosity > 1 else (Outcome.UNCHANGED,))
        if report.rejections:
            raise CommandError(f"{len(report.rejections)} faults: nothing is imported.")
        if dry_run:
            self.stdout.write("A dry run: nothing is changed.")

    def _progress(self, total: int) -> Callable[[int], None]:
        """Tells on stderr how far a long file has come."""
        done = told = 0

        def tell(rows: int) -> None:
            nonlocal done, told
            done += rows
            if done - told >= TOLD_EVERY:
                told = done
                self.stderr.write(f"{done:,} of {total:,} rows", style_func=str)

        return tell

    def _tell(self, report: Report, *, silent: Collection[Outcome]) -> None:
        """Each position with what became of it, the ``silent`` outcomes only as numbers; then each fault."""
        for position in report.positions:
            if position.outcome not in silent:
                changed = f": {', '.join(position.changed)}" if position.changed else ""
                self.stdout.write(f"row {position.row}, {position.public_id}, {position.outcome}{changed}")
        for fault in report.rejections:
            where = f"row {fault.row}, {fault.column}" if fault.column else f"row {fault.row}"
            self.stdout.write(f"{where}, rejected: {fault.reason}")
        rejected = len({fault.row for fault in report.rejections})
        counts = [f"{report.tally[outcome]} {outcome}" for outcome in self._counted(report)]
        self.stdout.write(f"positions: {', '.join(counts)}; rows: {rejected} rejected")

    def _counted(self, report: Report) -> list[Outcome]:
        return [outcome for outcome in Outcome if outcome in ALWAYS_COUNTED or report.tally[outcome]]


def _account(username: str) -> User:
    account = User.objects.filter(username=username).first()
    if account is None or not access.may_draft(account):
        raise CommandError(f"“{username}” is no account that may draft positions.")
    return account
