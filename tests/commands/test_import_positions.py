"""What was exported can be imported: only what was changed changes, and every fault is told at once."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command
from django.db import transaction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_positions import editing, exports, quoting
from policy_positions.models import DataRevision, Position, Revision, SourceText
from policy_positions.partial_dates import parse
from policy_positions.vocabulary import ReviewState
from tests.exports.files import content, extract_of, hostile_texts
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_position,
    make_president,
    make_quotation,
    make_summit,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db

FORMATS = ("csv", "xlsx", "jsonl")


def rows_on_record() -> list[dict[str, Any]]:
    ids = Position.objects.published().newest_first().values_list("pk", flat=True)
    return list(exports.rows(list(ids)))


def write(folder: Path, rows: list[dict[str, Any]], extension: str = "csv") -> Path:
    path = folder / f"positions.{extension}"
    path.write_bytes(content(exports.FORMATS[extension].write(extract_of(rows))))
    return path


def run(path: Path, *options: str, **more: Any) -> list[str]:
    """What the command says, line by line."""
    said = io.StringIO()
    call_command("import_positions", path, *options, stdout=said, **more)
    return said.getvalue().splitlines()


def refused(path: Path, **more: Any) -> list[str]:
    """What the command says of a file that it rejects; its verdict comes last."""
    said = io.StringIO()
    with pytest.raises(CommandError) as verdict:
        call_command("import_positions", path, stdout=said, **more)
    return [*said.getvalue().splitlines(), str(verdict.value)]


def state_of_the_record() -> list[Any]:
    """Everything that an import could change."""
    return [
        list(Position.objects.order_by("pk").values()),
        list(Position.objects.order_by("pk").values_list("quotations", flat=True)),
        Revision.objects.count(),
        DataRevision.objects.current(),
    ]


@contextmanager
def undone() -> Iterator[None]:
    """What happens within is gone afterwards, so that no example of a property meets another."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# Nothing changes that was not changed


@pytest.mark.parametrize("extension", FORMATS)
def test_the_shipped_record_exported_and_imported_is_the_same(record, tmp_path, extension):
    path = write(tmp_path, rows_on_record(), extension)
    before = state_of_the_record()

    said = run(path)

    count = Position.objects.published().count()
    assert said == [f"positions: 0 created, 0 changed, {count} unchanged; rows: 0 rejected"]
    assert state_of_the_record() == before


# Characters that nobody sees are let in nowhere: see tests/models/test_text.py.
seen_texts = hostile_texts.map(quoting.visible)


def short(length: int, *, least: int = 0) -> st.SearchStrategy[str]:
    return seen_texts.map(lambda text: text[:length]).filter(lambda text: len(text.strip()) >= least)


hostile_positions = st.fixed_dictionaries(
    {
        "summary": short(400, least=1),
        "date_note": short(300),
        "coding_note": seen_texts,
        "exact": short(200, least=1),
        "attribution": short(300),
        "translation": seen_texts,
        "stated": st.sampled_from(["2012", "2012-04", "2012-04-15", "XXXX"]),
    }
)


@pytest.mark.parametrize("extension", FORMATS)
@given(values=hostile_positions)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_texts_exported_and_imported_are_the_same(tmp_path, extension, values):
    with undone():
        make_hostile_position(values)
        path = write(tmp_path, rows_on_record(), extension)
        before = state_of_the_record()

        said = run(path)

        assert said == ["positions: 0 created, 0 changed, 1 unchanged; rows: 0 rejected"]
        assert state_of_the_record() == before


def make_hostile_position(values: dict[str, str]) -> Position:
    stated = parse(values["stated"])
    position = make_position(
        voices=(),
        state=ReviewState.IN_REVIEW,
        stated_on=stated.date,
        stated_on_precision=stated.precision,
        **{name: values[name] for name in ("summary", "date_note", "coding_note")},
    )
    around = "before it " + values["exact"] + " after it"
    text = make_text(around)
    said = {name: values[name] for name in ("attribution", "translation")}
    make_quotation(position, text, values["exact"], prefix="", suffix=" after it", **said)
    Position.objects.filter(pk=position.pk).update(
        state=ReviewState.PUBLISHED, published_by=make_user(), published_at="2026-01-01T00:00Z"
    )
    return position


def test_the_same_file_imported_again_changes_nothing(tmp_path):
    make_position(stance="support")
    (row,) = rows_on_record()
    path = write(tmp_path, [{**row, "stance": "oppose"}])
    run(path)
    before = state_of_the_record()

    said = run(path)

    assert said == ["positions: 0 created, 0 changed, 1 unchanged; rows: 0 rejected"]
    assert state_of_the_record() == before


@pytest.mark.parametrize("count", [1, 3])
def test_comparing_unchanged_positions_costs_the_same_for_one_and_for_three(
    tmp_path, count, django_assert_num_queries
):
    president = make_president(make_country())
    for _ in range(count):
        make_position(leader=president, voices=("direct", "reported"))
    path = write(tmp_path, rows_on_record())
    run(path)  # makes the two accounts of the record

    with django_assert_num_queries(19):
        said = run(path)

    assert said == [f"positions: 0 created, 0 changed, {count} unchanged; rows: 0 rejected"]


# What was changed


@pytest.mark.parametrize("extension", FORMATS)
def test_a_changed_cell_changes_the_position_and_leaves_a_revision(client, tmp_path, extension):
    position = make_position(stance="support", voices=("direct", "reported"))
    rows = [{**row, "stance": "oppose", "summary": "It turned against it."} for row in rows_on_record()]
    revision = DataRevision.objects.current()

    said = run(write(tmp_path, rows, extension))

    first = 1 if extension == "jsonl" else 2
    assert said == [
        f"row {first}, {position.public_id}, changed: stance, summary",
        "positions: 0 created, 1 changed, 0 unchanged; rows: 0 rejected",
    ]
    position.refresh_from_db()
    assert (position.stance, position.state, position.version) == ("oppose", "published", 2)
    last = position.revisions.first()
    assert (last.act, last.reason) == ("load", "Imported from a file of rows.")
    assert (last.before["stance"], last.after["stance"]) == ("support", "oppose")
    assert DataRevision.objects.current() != revision
    assert list(Position.objects.matching("turned")) == [position]


def test_a_new_position_arrives_published_by_a_second_account_when_its_passage_is_proven(tmp_path):
    make_position(words="Drugs should be legal. It ends.")
    make_issue("decriminalization")
    (row,) = rows_on_record()
    new = {**row, "public_id": "0123456789", "exact": "should be legal", "start": 6, "end": 21}
    new |= {"prefix": "Drugs ", "suffix": ". It ends.", "stance": "lean_support"}
    new |= {"issue": "decriminalization"}

    said = run(write(tmp_path, [row, new]))

    created = Position.objects.get(public_id="0123456789")
    assert said == [
        "row 3, 0123456789, created",
        "positions: 1 created, 0 changed, 1 unchanged; rows: 0 rejected",
    ]
    assert created.state == ReviewState.PUBLISHED
    assert (created.drafted_by.username, created.published_by.username) == ("record-coder", "record-reviewer")
    assert [row for row in rows_on_record() if row["public_id"] == "0123456789"] == [new]


def test_a_passage_that_is_coded_already_makes_no_second_position(tmp_path):
    coded = make_position(words="Drugs should be legal. It ends.")
    (row,) = rows_on_record()
    new = {**row, "public_id": "0123456789", "exact": "should be legal", "start": 6, "end": 21}
    new |= {"prefix": "Drugs ", "suffix": ". It ends.", "stance": "lean_support"}

    said = refused(write(tmp_path, [row, new]))

    assert said[0].startswith("row 3, rejected: Passage 1 is coded already for Country GTM, on Legalization")
    assert list(Position.objects.all()) == [coded]


def test_a_quotation_whose_row_is_gone_is_taken_from_its_position(tmp_path):
    position = make_position(voices=("direct", "reported"))
    first, _second = rows_on_record()

    run(write(tmp_path, [first]))

    assert [quotation.voice for quotation in position.quotations.all()] == ["direct"]


def test_rows_of_one_position_may_stand_apart(tmp_path):
    one = make_position(voices=("direct", "reported"))
    other = make_position()
    rows = sorted(rows_on_record(), key=lambda row: row["quotation"])
    assert [row["public_id"] for row in rows] == [other.public_id, one.public_id, one.public_id]

    said = run(write(tmp_path, [rows[1], rows[0], rows[2]]))

    assert said == ["positions: 0 created, 0 changed, 2 unchanged; rows: 0 rejected"]


def test_what_was_withdrawn_since_stays_withdrawn(tmp_path):
    position = make_position()
    path = write(tmp_path, rows_on_record())
    editing.withdraw(position, by=make_user("reviewer"), reason="It was misread.")
    before = state_of_the_record()

    said = run(path)

    assert said == [
        f"row 2, {position.public_id}, left alone",
        "positions: 0 created, 0 changed, 0 unchanged, 1 left alone; rows: 0 rejected",
    ]
    assert state_of_the_record() == before


def test_a_draft_that_has_the_same_id_is_left_alone(tmp_path):
    make_position()
    draft = make_draft(summary="Not yet.")
    (row,) = rows_on_record()

    said = run(write(tmp_path, [{**row, "public_id": draft.public_id, "summary": "Already."}]))

    draft.refresh_from_db()
    assert said[0] == f"row 2, {draft.public_id}, left alone"
    assert (draft.summary, draft.state) == ("Not yet.", "draft")


def test_names_and_offices_follow_from_the_record_and_are_not_imported(tmp_path):
    make_position(country=make_country("GTM", name="Guatemala"))
    (row,) = rows_on_record()
    before = state_of_the_record()

    said = run(write(tmp_path, [{**row, "country_name": "Elsewhere", "office": "King", "publisher": "X"}]))

    assert said == ["positions: 0 created, 0 changed, 1 unchanged; rows: 0 rejected"]
    assert state_of_the_record() == before


# A dry run, and what is told


def test_a_dry_run_says_what_would_be_done_and_changes_nothing(tmp_path):
    position = make_position(stance="support")
    (row,) = rows_on_record()
    before = state_of_the_record()

    said = run(write(tmp_path, [{**row, "stance": "oppose"}]), "--dry-run")

    assert said == [
        f"row 2, {position.public_id}, changed: stance",
        "positions: 0 created, 1 changed, 0 unchanged; rows: 0 rejected",
        "A dry run: nothing is changed.",
    ]
    assert state_of_the_record() == before


def test_unchanged_positions_are_listed_when_more_is_asked_for(tmp_path):
    position = make_position()

    said = run(write(tmp_path, rows_on_record()), verbosity=2)

    assert said[0] == f"row 2, {position.public_id}, unchanged"


def test_a_long_file_tells_on_stderr_how_far_it_has_come(tmp_path):
    make_position()
    (row,) = rows_on_record()
    told = io.StringIO()

    refused(write(tmp_path, [{**row, "public_id": f"many{number}"} for number in range(1500)]), stderr=told)

    assert told.getvalue().splitlines() == ["1,000 of 1,500 rows"]


# Faults, each with row, column and reason, and nothing written


@pytest.fixture
def path_with_faults(tmp_path):
    """Writes a file of one sound row and of rows that ``changes`` make faulty, one each."""
    make_position(country=make_country("GTM"), stance="support")
    (row,) = rows_on_record()

    def written(*changes: dict[str, Any], extension: str = "csv") -> Path:
        sound = {**row, "stance": "oppose"}
        faulty = [
            {**row, "public_id": f"fa0000000{number}", **change} for number, change in enumerate(changes)
        ]
        return write(tmp_path, [sound, *faulty], extension)

    return written


def test_every_fault_of_a_file_is_told_and_nothing_is_written(path_with_faults):
    path = path_with_faults(
        {"stance": "against", "country": "GTX"}, {"stated_on": "April 2012"}, {"start": "-1", "summary": ""}
    )
    before = state_of_the_record()

    *said, counts, verdict = refused(path)

    assert said[1:] == [
        "row 3, country, rejected: “GTX” is no country on record. Did you mean GTM?",
        "row 3, stance, rejected: “against” is none of: support, lean_support, mixed, lean_oppose, oppose, "
        "open_to_debate, unclear.",
        "row 4, stated_on, rejected: 'April 2012' is not a date of the calendar: write a year (2012), a "
        "month (2012-04) or a day (2012-04-15), between the years 0001 and 9999. Where it is not known, "
        "write XXXX.",
        "row 5, summary, rejected: This field cannot be blank.",
        "row 5, start, rejected: “-1” is no whole number: write one, such as 12.",
    ]
    assert said[0].endswith("changed: stance")
    assert counts == "positions: 0 created, 1 changed, 0 unchanged; rows: 3 rejected"
    assert verdict == "5 faults: nothing is imported."
    assert state_of_the_record() == before


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"public_id": ""}, "public_id, rejected: it is empty; a position is known by it."),
        (
            {"public_id": "1.23E+45"},
            "public_id, rejected: “1.23E+45” is no public id: write 10",
        ),
        (
            {"issue": "legalisation"},
            "“legalisation” is no issue on record. Did you mean legalization?",
        ),
        ({"leader": "nobody"}, "leader, rejected: “nobody” is no leader on record."),
        ({"source": ""}, "source, rejected: it is empty: name the source."),
        (
            {"summary": "a" * 401},
            "summary, rejected: Ensure this value has at most 400 characters (it has 401).",
        ),
        (
            {"scheme_version": "40000"},
            "scheme_version, rejected: Ensure this value is less than or equal to 32767.",
        ),
        ({"quotation": "one"}, "quotation, rejected: “one” is no whole number: write one, such as 12."),
        (
            {"voice": ""},
            "voice, rejected: it is empty: write one of direct, document, reported, anonymous, "
            "characterized.",
        ),
        ({"quotation": ""}, "quotation, rejected: it is empty: write a whole number, such as 12."),
        (
            {"stated_on": ""},
            "stated_on, rejected: it is empty: write a date, such as 2012-04-15, or XXXX where it is not "
            "known.",
        ),
        ({"stated_on": "2012-02-30"}, "stated_on, rejected: '2012-02-30' is not a date of the calendar"),
        ({"country": ""}, "rejected: Name a country or an organization: one of them, not both."),
        (
            {"summit_relation": "at"},
            "rejected: Say how it relates to the summit: before, at, after or about it.",
        ),
        ({"text_sha256": "00"}, " has no text with the digest “00”."),
    ],
)
def test_a_fault_names_its_column_and_what_would_be_right(path_with_faults, change, fault):
    before = state_of_the_record()

    said = refused(path_with_faults(change))

    assert said[1].startswith("row 3, ")
    assert fault in said[1]
    assert state_of_the_record() == before


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (12, "12 stands there as a number: write it as text."),
        ("a\0b", "it holds a NUL, which no text may."),
        ("\ud800", "it holds '\\ud800', half of a character."),
        (["a"], '["a"] is neither text nor a whole number.'),
    ],
)
def test_a_value_that_is_no_text_is_a_fault(tmp_path, value, fault):
    make_position()
    (row,) = rows_on_record()
    path = tmp_path / "positions.jsonl"
    path.write_text(json.dumps({**row, "summary": value}) + "\n")

    assert refused(path)[0] == f"row 1, summary, rejected: {fault}"


def test_rows_that_say_different_things_of_one_position_are_rejected(tmp_path):
    make_position(voices=("direct", "reported"))
    first, second = rows_on_record()

    said = refused(write(tmp_path, [{**first, "stance": "oppose"}, {**second, "quotation": 1}]))

    assert said[:2] == [
        "row 3, stance, rejected: “support” here, “oppose” in row 2: the rows of a position must say the "
        "same of it.",
        "row 3, quotation, rejected: row 2 has the number 1 as well.",
    ]


def test_a_row_with_a_fault_is_not_told_to_disagree_for_it(tmp_path):
    make_position(voices=("direct", "reported"))
    first, second = rows_on_record()
    both = {"public_id": "not an id", "country": "MEX"}
    make_country("MEX")

    said = refused(write(tmp_path, [{**first, **both}, {**second, **both, "country": "", "stance": "for"}]))

    assert [line.split(", rejected")[0] for line in said if "rejected: " in line] == [
        "row 2, public_id",
        "row 3, public_id",
        "row 3, stance",
        "row 3, country",
    ]


def test_a_missing_column_is_told_once_for_the_file(tmp_path):
    make_position()
    make_position()
    rows = rows_on_record()
    path = tmp_path / "positions.jsonl"
    without = [{name: value for name, value in row.items() if name != "coding_note"} for row in rows]
    path.write_text("".join(json.dumps(row) + "\n" for row in without))

    assert refused(path)[0] == "row 1, coding_note, rejected: the file has no such column."


def test_a_row_that_alone_lacks_a_column_is_named(tmp_path):
    make_position()
    make_position()
    whole, lacking = rows_on_record()
    del lacking["coding_note"]
    path = tmp_path / "positions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in (whole, lacking)))

    assert refused(path)[0] == "row 2, coding_note, rejected: it is missing from this row."


def test_a_file_that_is_none_is_refused_with_the_reason(tmp_path):
    with pytest.raises(CommandError, match="cannot be opened: No such file or directory"):
        run(tmp_path / "positions.csv")


# Passages are proven, or refused


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"exact": "shall be legal"}, "exact, rejected: from 6 to 20 the text says “should be lega”."),
        ({"start": 5, "end": 19}, "exact, rejected: from 5 to 19 the text says “ should be leg”."),
        ({"prefix": "No drugs "}, "prefix, rejected: from -3 to 6 the text says “Drugs ”."),
        ({"suffix": "! It ends."}, "suffix, rejected: from 21 to 31 the text says “. It ends.”."),
    ],
)
def test_a_passage_that_the_text_does_not_bear_out_is_rejected(tmp_path, change, fault):
    make_position(words="Drugs should be legal. It ends.")
    (row,) = rows_on_record()
    passage = {"exact": "should be legal", "start": 6, "end": 21, "prefix": "Drugs ", "suffix": ". It ends."}
    if "exact" in change:
        passage["end"] = 20
    before = state_of_the_record()

    said = refused(write(tmp_path, [{**row, **passage, **change}]))

    assert said[0] == f"row 2, {fault}"
    assert state_of_the_record() == before


def test_a_new_passage_of_a_text_that_is_not_held_is_rejected(record, tmp_path):
    row = rows_on_record()[0]
    assert SourceText.objects.get(sha256=row["text_sha256"]).body is None
    made_up = {**row, "exact": "x" * len(row["exact"])}

    said = refused(write(tmp_path, [made_up]))

    assert said[0] == (
        "row 2, exact, rejected: this passage is not on record at that place, and its text is not held: "
        "add the text."
    )


def test_a_passage_on_record_may_back_another_position_though_its_text_is_not_held(record, tmp_path):
    row = next(row for row in rows_on_record() if row["quotation"] == 1)
    taken = [one for one in rows_on_record() if one["public_id"] == row["public_id"]]
    other = {"public_id": "0123456789", "issue": "eradication", "stance": "unclear"}
    assert {one["issue"] for one in taken} != {"eradication"}

    said = run(write(tmp_path, [{**one, **other} for one in taken]))

    assert said[0] == "row 2, 0123456789, created"
    assert Position.objects.published().get(public_id="0123456789").quotations.count() == len(taken)


def test_nothing_is_published_from_a_file_when_one_row_of_it_is_at_fault(tmp_path):
    make_position(words="Drugs should be legal. It ends.")
    make_leader()
    make_issue("eradication")
    make_summit()
    (row,) = rows_on_record()
    sound = {**row, "public_id": "0123456789"}
    faulty = {**row, "public_id": "0123456780", "issue": "nothing"}

    refused(write(tmp_path, [sound, faulty]))

    assert [position.public_id for position in Position.objects.all()] == [row["public_id"]]
