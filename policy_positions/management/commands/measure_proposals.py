"""Measure what the reading desk proposes against what is coded: how much is right, how much is found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from policy_positions import partial_dates, proposals
from policy_positions.models import Quotation, SourceText
from policy_positions.proposing import Gazetteer, Reading, Statement, of_one_place, propose, statements
from policy_positions.quoting import Span

from .verify_quotations import files_by_digest

FIELDS = (
    "country",
    "organization",
    "leader",
    "issue",
    "stance",
    "substance",
    "stated",
    "summit",
    "summit_relation",
    "confidence",
    "voice",
)


class Measured(NamedTuple):
    """Of one text: the passages proposed and coded, and of each those that the other has too."""

    proposed: list[Statement]
    coded: list[Span]
    right: list[Statement]
    found: list[Span]

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.proposed))

    @property
    def recall(self) -> float:
        return len(self.found) / max(1, len(self.coded))


class Command(BaseCommand):
    help = (
        "Precision and recall of the passages that the reading desk proposes, against the published "
        "positions of each text, and how many of the fields that it proposes are those that were coded."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--texts", type=Path, metavar="DIR", help="files with texts that are on record")
        parser.add_argument(
            "--marked",
            type=Path,
            nargs="+",
            metavar="FILE",
            default=[],
            help="texts with their passages between ⟦ and ⟧, named by their date: 2013-09-montevideo.txt",
        )
        parser.add_argument("--list", action="store_true", help="list each passage that only one side has")

    def handle(self, *, texts: Path | None, marked: list[Path], **options: Any) -> None:
        if texts is None and not marked:
            raise CommandError("Name what to measure on: --texts DIR, --marked FILE, or both.")
        if texts is not None:
            self._measure_record(texts, with_list=options["list"])
        known = proposals.gazetteer()
        for path in marked:
            reading, coded = marked_text(path, known)
            self._tell(path.stem, reading, measure(reading, coded), with_list=options["list"])

    def _measure_record(self, texts: Path, *, with_list: bool) -> None:
        given = files_by_digest(texts)
        whole: Counter[str] = Counter()
        right: Counter[str] = Counter()
        known = proposals.gazetteer()
        for text in SourceText.objects.filter(sha256__in=given).select_related("source"):
            reading = Reading(given[text.sha256], known, text.source.issued_on)
            quotations = _coded(text)
            measured = measure(reading, _by_place(quotations))
            self._tell(text.source.slug, reading, measured, with_list=with_list)
            whole += _every_field(quotations)
            right += fields_right(reading, quotations)
        if not whole:
            raise CommandError(f"No file in {texts} is a text on record: load the record first.")
        self.stdout.write("Fields proposed for the coded passages as they were coded:")
        for field in FIELDS:
            self.stdout.write(f"  {field:16} {right[field]:3} of {whole[field]}")

    def _tell(self, name: str, reading: Reading, measured: Measured, *, with_list: bool) -> None:
        self.stdout.write(
            f"{name}: {len(measured.proposed)} proposed, {len(measured.coded)} coded; "
            f"precision {measured.precision:.2f} ({len(measured.right)} of {len(measured.proposed)}), "
            f"recall {measured.recall:.2f} ({len(measured.found)} of {len(measured.coded)})"
        )
        if with_list:
            for statement in measured.proposed:
                if statement not in measured.right:
                    self.stdout.write(f"  not coded: {reading.words(statement.span)}")
            for span in measured.coded:
                if span not in measured.found:
                    self.stdout.write(f"  not found: {reading.words(span)}")


def marked_text(path: Path, known: Gazetteer) -> tuple[Reading, list[Span]]:
    """A text with its passages between ⟦ and ⟧, as it stands without the brackets, and where they are."""
    pieces = re.split("[⟦⟧]", path.read_text(encoding="utf-8"))
    ends = list(accumulate(map(len, pieces)))
    coded = [Span(ends[at - 1], ends[at]) for at in range(1, len(pieces), 2)]
    issued = re.match(r"[0-9]{4}(-[0-9]{2}){0,2}", path.name)
    return Reading("".join(pieces), known, partial_dates.parse(issued[0] if issued else "XXXX")), coded


def measure(reading: Reading, places: Iterable[Span]) -> Measured:
    proposed = statements(reading)
    coded = sorted(set(places))
    right = [each for each in proposed if any(of_one_place(each.span, span) for span in coded)]
    found = [span for span in coded if any(of_one_place(each.span, span) for each in proposed)]
    return Measured(proposed, coded, right, found)


def fields_right(reading: Reading, quotations: Sequence[Quotation]) -> Counter[str]:
    """How many proposals for the coded passages say what was coded of them, by field.

    Where one passage backs several positions, as "Cuba and the United States", any of them will do.
    """
    right: Counter[str] = Counter()
    for span, coded in _by_place(quotations).items():
        proposed = propose(reading, *span)
        for field in FIELDS:
            value = proposed[field].value if field in proposed else ""
            right[field] += value in {_as_coded(quotation, field) for quotation in coded}
    return right


def _every_field(quotations: Sequence[Quotation]) -> Counter[str]:
    places = len(_by_place(quotations))
    return Counter(dict.fromkeys(FIELDS, places))


def _by_place(quotations: Iterable[Quotation]) -> dict[Span, list[Quotation]]:
    places: dict[Span, list[Quotation]] = {}
    for quotation in quotations:
        places.setdefault(Span(quotation.start, quotation.end), []).append(quotation)
    return places


def _as_coded(quotation: Quotation, field: str) -> str:
    position = quotation.position
    if field == "voice":
        return quotation.voice
    if field == "stated":
        return "" if position.stated_on is None else position.stated.edtf()
    if field in ("stance", "substance", "summit_relation", "confidence"):
        return str(getattr(position, field))
    return str(getattr(position, f"{field}_id") or "")


def _coded(text: SourceText) -> list[Quotation]:
    return list(Quotation.objects.published().filter(text=text).select_related("position").order_by("start"))
