"""Measure what the reading desk proposes against what is coded: how much is right, how much is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand, CommandError, CommandParser

from policy_positions import proposals
from policy_positions.models import Quotation, SourceText
from policy_positions.proposing import Reading, Statement, of_one_place, propose, statements
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
        parser.add_argument("--texts", type=Path, required=True, metavar="DIR", help="files with the texts")
        parser.add_argument("--list", action="store_true", help="list each passage that only one side has")

    def handle(self, *, texts: Path, **options: Any) -> None:
        given = files_by_digest(texts)
        whole: Counter[str] = Counter()
        right: Counter[str] = Counter()
        known = proposals.gazetteer()
        for text in SourceText.objects.filter(sha256__in=given).select_related("source"):
            reading = Reading(given[text.sha256], known, text.source.issued_on)
            quotations = _coded(text)
            measured = measure(reading, quotations)
            self._tell(text, reading, measured, with_list=options["list"])
            whole += _every_field(quotations)
            right += fields_right(reading, quotations)
        if not whole:
            raise CommandError(f"No file in {texts} is a text on record: load the record first.")
        self.stdout.write("Fields proposed for the coded passages as they were coded:")
        for field in FIELDS:
            self.stdout.write(f"  {field:16} {right[field]:3} of {whole[field]}")

    def _tell(self, text: SourceText, reading: Reading, measured: Measured, *, with_list: bool) -> None:
        self.stdout.write(
            f"{text.source.slug}: {len(measured.proposed)} proposed, {len(measured.coded)} coded; "
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


def measure(reading: Reading, quotations: Iterable[Quotation]) -> Measured:
    proposed = statements(reading)
    coded = sorted({Span(quotation.start, quotation.end) for quotation in quotations})
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
