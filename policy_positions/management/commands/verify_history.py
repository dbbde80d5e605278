"""Prove that the record of acts is what was written, and every position what its last act left."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError

from policy_positions.inspection import acts_on_record, at_one_moment, unproven_history
from policy_positions.management.progress import Progress

TOLD = 100  # faults, one a line; more than that are one disaster


class Command(BaseCommand):
    help = (
        "Take the digest of every act again, follow the chain of each record, and hold every position "
        "against its last act. Exits 1 when anything was changed, taken out or put in by other means."
    )

    def handle(self, *, stderr: TextIO | None = None, **options: Any) -> None:
        with at_one_moment():
            total = acts_on_record()
            progress = Progress(total, "acts", stderr or sys.stderr)
            faults = list(islice(unproven_history(progress.advance), TOLD + 1))
        for fault in faults[:TOLD]:
            self.stdout.write(str(fault))
        if faults:
            more = "more than " if len(faults) > TOLD else ""
            raise CommandError(f"The history is not what was written: {more}{min(len(faults), TOLD)} faults.")
        self.stdout.write(f"Proven: {total:,} acts.")
