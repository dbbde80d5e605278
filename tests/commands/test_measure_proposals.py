"""measure_proposals: what is proposed of the shipped articles, against what is coded of them."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from policy_positions import proposals
from policy_positions.models import SourceText
from policy_positions.proposing import Reading, propose, statements

pytestmark = pytest.mark.django_db

OF_VENEZUELA = re.compile("Venezuela|Maduro|Jaua|Capriles|Chavez|Caracas")


def _readings(articles: Path) -> list[Reading]:
    known = proposals.gazetteer()
    bodies = [path.read_text(encoding="utf-8") for path in sorted(articles.glob("00[03]_*.txt"))]
    days = [text.source.issued_on for text in SourceText.objects.order_by("source__issued")]
    return [Reading(body, known, day) for body, day in zip(bodies, days, strict=True)]


def test_most_of_what_is_coded_is_found_and_most_of_what_is_found_is_coded(record, articles):
    out = StringIO()

    call_command("measure_proposals", texts=articles, stdout=out)

    told = out.getvalue()
    precisions = [float(figure) for figure in re.findall(r"precision ([\d.]+)", told)]
    recalls = [float(figure) for figure in re.findall(r"recall ([\d.]+)", told)]
    assert len(precisions) == len(recalls) == 2
    assert min(precisions) >= 0.9
    assert min(recalls) >= 0.9


def test_what_only_one_side_has_is_listed_on_demand(record, tmp_path):
    marked = tmp_path / "2012-04-it.txt"
    marked.write_text("⟦It was about drugs.⟧ Perez has called for legalization.", encoding="utf-8")
    out = StringIO()

    call_command("measure_proposals", marked=[marked], list=True, stdout=out)

    assert out.getvalue().splitlines() == [
        "2012-04-it: 1 proposed, 1 coded; precision 0.00 (0 of 1), recall 0.00 (0 of 1)",
        "  not coded: Perez has called for legalization.",
        "  not found: It was about drugs.",
    ]


def test_lines_of_venezuelan_officials_are_no_statements(record, articles):
    readings = _readings(articles)
    assert any(OF_VENEZUELA.search(reading.text) for reading in readings)

    proposed = [reading.words(each.span) for reading in readings for each in statements(reading)]

    assert proposed
    assert [passage for passage in proposed if OF_VENEZUELA.search(passage)] == []


def test_a_city_of_guatemala_is_not_antigua_and_barbuda(record, articles):
    second = _readings(articles)[1]
    assert "ANTIGUA" in second.text

    fields = [propose(second, each.start, each.end) for each in statements(second)]

    reasons = [each["country"].reason for each in fields if "country" in each]
    assert reasons
    assert [reason for reason in reasons if "Antigua & Barbuda" in reason] == []


def test_a_folder_without_a_text_on_record_is_said(record, tmp_path):
    with pytest.raises(CommandError, match=r"No file in .* is a text on record: load the record first"):
        call_command("measure_proposals", texts=tmp_path)
