"""Prove every passage on record against the text that its offsets count in."""

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Exists, OuterRef

from policy_positions.inspection import at_one_moment
from policy_positions.management.progress import Progress
from policy_positions.models import Quotation, SourceText

AT_ONCE = 500  # texts


class Command(BaseCommand):
    help = (
        "Prove that each passage, with what stands before and after it, is in its text, code point for code "
        "point, at its offsets. Stops with status 1 at the first that is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--texts",
            type=Path,
            metavar="DIR",
            help="files with texts that the database does not hold, known by their SHA-256; "
            "with it, a passage without a text fails",
        )

    def handle(self, *, texts: Path | None, stderr: TextIO | None = None, **options: Any) -> None:
        given = files_by_digest(texts) if texts else {}
        proven = without = 0
        with at_one_moment():
            progress = Progress(Quotation.objects.count(), "passages", stderr or sys.stderr)
            for text, quotations in _quoted_texts():
                body = given.get(text.sha256, text.body)
                if body is not None:
                    _prove(text, quotations, body)
                    proven += len(quotations)
                elif texts is None:
                    without += len(quotations)
                else:
                    raise CommandError(
                        f"{_named(quotations[0], text)}: no file in {texts} has the SHA-256 {text.sha256}, "
                        "and the database does not hold that text."
                    )
                outcome = "without a text at hand" if body is None else "proven"
                self.stdout.write(f"{text.source.slug}, text {text.version}: {len(quotations)} {outcome}")
                progress.advance(len(quotations))
        self.stdout.write(f"Passages proven: {proven}; without a text at hand: {without}.")


def _quoted_texts() -> Iterator[tuple[SourceText, list[Quotation]]]:
    """Some at a time, each with its passages: a million of them are never in memory together.

    Passages are asked for by a range of texts. Of a list PostgreSQL without statistics, as after a restore,
    thinks so little of its index that it reads the whole table each time.
    """
    placed = Quotation.objects.order_by("start", "end", "pk").only(
        *("text", "position", "order", "exact", "prefix", "suffix", "start", "end")
    )
    quoted = SourceText.objects.filter(Exists(Quotation.objects.filter(text=OuterRef("pk"))))
    texts = quoted.order_by("pk").select_related("source").iterator(chunk_size=AT_ONCE)
    while some := list(islice(texts, AT_ONCE)):
        passages: defaultdict[int, list[Quotation]] = defaultdict(list)
        for quotation in placed.filter(text__gte=some[0].pk, text__lte=some[-1].pk):
            passages[quotation.text_id].append(quotation)
        for text in some:
            yield text, passages[text.pk]


def _prove(text: SourceText, quotations: list[Quotation], body: str) -> None:
    for quotation in quotations:
        if fault := _fault(quotation, body):
            raise CommandError(f"{_named(quotation, text)}: {fault}")


def files_by_digest(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder: name one that holds the texts of the sources.")
    texts = {}
    for path in sorted(folder.iterdir()):
        if path.is_file():
            content = path.read_bytes()
            texts[hashlib.sha256(content).hexdigest()] = content.decode(errors="replace")
    return texts


def _fault(quotation: Quotation, body: str) -> str:
    """What the text says otherwise than the record; empty when nothing."""
    start, end = quotation.start, quotation.end
    before, after = len(quotation.prefix), len(quotation.suffix)
    places = (
        ("the passage", quotation.exact, start, end),
        ("what stands before it", quotation.prefix, start - before, start),
        ("what stands after it", quotation.suffix, end, end + after),
    )
    for what, recorded, first, last in places:
        stands = body[max(first, 0) : last]
        if stands != recorded:
            return f"at {first} to {last} the text says {stands!r}; the record gives as {what} {recorded!r}."
    return ""


def _named(quotation: Quotation, text: SourceText) -> str:
    return f"{quotation.position.public_id}, passage {quotation.order}, from {text.source.slug}"
