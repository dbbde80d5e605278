"""How long an editor waits for "is this text on record?" among many held texts.

    python -m tests.benchmarks.likeness 100000

writes that many made-up texts of 400 words in one transaction, asks about texts that are alike to one of
them and about some that are not, and undoes it all. Every tenth text ends in the same sentence.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator

import django

WORDS, KNOWN_WORDS, AT_ONCE, ASKED = 400, 20_000, 2_000, 20
AGENCY = " Reporting by our correspondents in the region; additional reporting by the agency."


def made_up(number: int) -> str:
    chance = random.Random(number)
    words = (f"w{int(KNOWN_WORDS ** chance.random())}" for _ in range(WORDS))  # as often as Zipf's law has it
    return " ".join(words) + (AGENCY if number % 10 == 0 else "")


def shortened(text: str) -> str:
    """As another paper prints it: the first two thirds, with a beginning of its own."""
    return "A beginning of its own. " + " ".join(text.split()[: WORDS * 2 // 3])


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def main(count: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from django.db import connection, transaction

    from policy_positions import editing
    from policy_positions.models import TextMarks

    with transaction.atomic():
        began = time.perf_counter()
        write(count)
        with connection.cursor() as cursor:
            cursor.execute("SELECT gin_clean_pending_list('text_marks')")  # as vacuum does, in time
            cursor.execute(f"ANALYZE {TextMarks._meta.db_table}")
            cursor.execute(
                "SELECT pg_relation_size('text_marks'), pg_total_relation_size(%s)",
                [TextMarks._meta.db_table],
            )
            index, whole = cursor.fetchone()
        say(f"{count:,} texts written in {time.perf_counter() - began:.0f} s")
        say(f"marks: {whole / 2**20:.0f} MB, of which the index {index / 2**20:.0f} MB")
        for said, asked in (
            ("alike to one", [shortened(made_up(number * 7)) for number in range(ASKED)]),
            ("like none", [made_up(10**9 + number) for number in range(ASKED)]),
        ):
            times, found = [], 0
            for text in asked:
                began = time.perf_counter()
                found += editing.objection_to(text) is not None
                times.append(1000 * (time.perf_counter() - began))
            say(
                f"{said}: {found} of {ASKED} told; "
                f"median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms"
            )
        transaction.set_rollback(True)


def write(count: int) -> None:
    from policy_positions.likeness import marks
    from policy_positions.models import Source, SourceText, TextMarks

    for numbers in batches(count):
        bodies = [made_up(number) for number in numbers]
        sources = Source.objects.bulk_create(
            Source(slug=f"benchmark-{number}", title="Made up", publisher="P", issued_precision="unknown")
            for number in numbers
        )
        texts = SourceText.objects.bulk_create(
            SourceText(
                source=source, sha256=hashlib.sha256(body.encode()).hexdigest(), length=len(body), body=body
            )
            for source, body in zip(sources, bodies, strict=True)
        )
        TextMarks.objects.bulk_create(
            TextMarks(text=text, marks=marks(body)) for text, body in zip(texts, bodies, strict=True)
        )


def batches(count: int) -> Iterator[range]:
    for start in range(0, count, AT_ONCE):
        yield range(start, min(start + AT_ONCE, count))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
