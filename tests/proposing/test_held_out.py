"""Articles written for the test, marked before the rules were run on them: what is proposed of them."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from policy_positions.management.commands.measure_proposals import marked_text
from policy_positions.proposing import Gazetteer

pytestmark = pytest.mark.django_db

HELD_OUT = Path(__file__).with_name("held_out")


def test_the_figures_of_the_docs_are_those_of_the_command(record):
    out = StringIO()

    call_command("measure_proposals", marked=sorted(HELD_OUT.glob("*.txt")), stdout=out)

    assert out.getvalue().splitlines() == [
        "2013-09-montevideo: 6 proposed, 7 coded; precision 1.00 (6 of 6), recall 0.86 (6 of 7)",
        "2014-06-asuncion: 9 proposed, 10 coded; precision 1.00 (9 of 9), recall 0.90 (9 of 10)",
    ]


def test_marks_are_no_part_of_the_text(tmp_path):
    file = tmp_path / "2014-06-it.txt"
    file.write_text("It rained 🌿. ⟦They want it⟧, he said. ⟦All of it.⟧", encoding="utf-8")

    reading, coded = marked_text(file, Gazetteer())

    assert reading.text == "It rained 🌿. They want it, he said. All of it."
    assert [reading.words(span) for span in coded] == ["They want it", "All of it."]
    assert reading.day.edtf() == "2014-06"


def test_something_to_measure_on_is_named():
    with pytest.raises(CommandError, match="Name what to measure on"):
        call_command("measure_proposals")
