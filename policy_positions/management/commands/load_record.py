"""Load the shipped record, or one from another folder, into the database."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from policy_positions.editing.loading import Outcome, load
from policy_positions.editing.reading import RecordError
from policy_positions.models import Position
from policy_positions.sampling import CODER


class Command(BaseCommand):
    help = (
        "Bring the database in step with the files of the record, all or nothing. May be run again: "
        "rows that no file names are left as they are, and a position withdrawn since stays withdrawn."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when there is any position")
        parser.add_argument(
            "--from",
            dest="folder",
            type=Path,
            default=settings.BASE_DIR / "fixtures",
            metavar="FOLDER",
            help="where the files are, instead of fixtures/ of the project",
        )

    def handle(self, *, if_empty: bool, folder: Path, verbosity: int, **options: Any) -> None:
        if if_empty and Position.objects.exists():
            if verbosity:
                self.stdout.write("There are positions already: nothing is loaded.")
            return
        if Position.objects.filter(drafted_by__username=CODER).exists():
            raise CommandError("This database holds a made-up sample: load the record into another.")
        try:
            tallies = load(folder)
        except RecordError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            for name, tally in tallies.items():
                self.stdout.write(f"{name}: {_counted(tally)}")
            self.stdout.write("Rows that no file names are left as they are.")


def _counted(tally: Counter[Outcome]) -> str:
    shown = [outcome for outcome in Outcome if tally[outcome] or outcome is not Outcome.LEFT_ALONE]
    return ", ".join(f"{tally[outcome]} {outcome}" for outcome in shown)
