"""How fast rows of a file become drafts, beside the same rows drafted one by one. All of it is undone."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence

from django.contrib.auth.models import Group, User
from django.db import transaction

from policy_positions.editing.arriving import AsDrafts
from policy_positions.editing.importing import import_rows
from policy_positions.editing.reading import Row
from policy_positions.editing.together import Refused
from policy_positions.exports.reading import Line
from policy_positions.models import Country, Issue, Source, SourceText
from policy_positions.vocabulary import Stance, Voice

TEXTS, SENTENCES = 200, 20
ONE_BY_ONE = 200  # rows


class OneByOne(AsDrafts):
    def write_new(self, rows: Sequence[Row]) -> list[int]:
        raise Refused


def measured() -> dict[str, float]:
    with transaction.atomic():
        author = User.objects.create_user("benchmark-editor")
        author.groups.add(Group.objects.get(name="editor"))
        lines = _lines()
        slow = _rows_a_second(lines[:ONE_BY_ONE], OneByOne(author))
        fast = _rows_a_second(lines, AsDrafts(author))
        transaction.set_rollback(True)
    found = {
        "import, rows a second": fast,
        "import one by one, rows a second": slow,
        "import, times faster than one by one": fast / slow,
    }
    print(found, flush=True)
    return found


def _rows_a_second(lines: list[Line], arrival: AsDrafts) -> float:
    with transaction.atomic():
        began = time.perf_counter()
        report = import_rows(lines, arrival=arrival)
        taken = time.perf_counter() - began
        transaction.set_rollback(True)
    if report.rejections or len(report.positions) != len(lines):
        raise RuntimeError(f"The rows were not imported: {report.rejections[:3]}")
    return len(lines) / taken


def _lines() -> list[Line]:
    """Rows as an editor writes them: each a sentence of one of some texts that are held."""
    country, issue = Country.objects.first(), Issue.objects.first()
    lines = []
    for number in range(TEXTS):
        said = [
            f"In speech {number} sentence {place} asks for a debate on drugs." for place in range(SENTENCES)
        ]
        body = " ".join(said)
        source = Source.objects.create(
            slug=f"benchmark-{number}", title="Made up", publisher="P", issued_precision="unknown"
        )
        digest = hashlib.sha256(body.encode()).hexdigest()
        SourceText.objects.create(source=source, sha256=digest, length=len(body), body=body)
        for place, exact in enumerate(said):
            cells = {
                "source": source.slug,
                "exact": exact,
                "voice": Voice.values[0],
                "country": country.iso3,
                "issue": issue.slug,
                "stance": Stance.values[0],
                "summary": f"Speech {number}, sentence {place}.",
            }
            lines.append(Line(len(lines) + 2, cells))
    return lines
