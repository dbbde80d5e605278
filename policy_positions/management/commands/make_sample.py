"""A made-up record of any size, in a database of its own: what to try the tracker's speed with."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from policy_positions import sampling
from policy_positions.editing import bulk
from policy_positions.management.progress import Progress
from policy_positions.models import Leader, Organization, Position, Revision, Source, Summit

OWN_DATABASE = (
    "A sample has a database of its own: `make sample N=100000` makes it in the folder .sampledb; "
    "otherwise set LOCALDB_DIR to another folder, or DATABASE_URL to an empty database, and migrate it first."
)


class Command(BaseCommand):
    help = (
        "Fill an empty database with a made-up record: skewed as news is, the same from the same seed. "
        "A database that holds anything else is refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("positions", type=_count, help="how many positions to make")
        parser.add_argument("--seed", type=int, default=1, help="another number, another record (default: 1)")
        parser.add_argument("--if-empty", action="store_true", help="be content with any sample already made")

    def handle(
        self, *, positions: int, seed: int, if_empty: bool, stderr: TextIO | None = None, **options: Any
    ) -> None:
        reason = f"Made up: a sample of {positions} positions from seed {seed}."
        _refuse_a_record()
        made = Revision.objects.filter(by__username=sampling.CODER).order_by("pk").first()
        if made and not if_empty and made.reason != reason:
            raise CommandError(
                f"There is another sample already. ({made.reason}) Remove its folder to make this one. "
                + OWN_DATABASE
            )
        if made:
            self.stdout.write(f"Nothing to do: it is there. ({made.reason})")
            return
        self._make(positions, seed, reason, Progress(positions, "positions", stderr or sys.stderr))

    @transaction.atomic
    def _make(self, positions: int, seed: int, reason: str, progress: Progress) -> None:
        frame = sampling.make_frame(seed)
        with bulk.writing(by=frame.coder, reason=reason) as write:
            for batch in sampling.batches(frame, positions, seed=seed):
                write(batch)
                progress.advance(len(batch.positions))
            progress.say("Building the search index ...")
        self.stdout.write(reason)


def _refuse_a_record() -> None:
    """Nothing may be there that a sample does not make, be it one leader."""
    strangers = {
        "positions": Position.objects.exclude(drafted_by__username=sampling.CODER),
        **{
            str(model._meta.verbose_name_plural): model.objects.exclude(slug__startswith=sampling.PREFIX)
            for model in (Leader, Organization, Source, Summit)
        },
    }
    for noun, rows in strangers.items():
        if count := rows.count():
            raise CommandError(
                f"This database holds a record: {noun} that make_sample did not make ({count:,}). "
                + OWN_DATABASE
            )


def _count(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"{written!r} is no number of positions: write 1 or more, as in 100000.")
    return int(written)
