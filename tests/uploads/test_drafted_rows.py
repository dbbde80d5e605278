"""Rows written by hand arrive as drafts of who brings them, and a file sent twice changes nothing."""

from __future__ import annotations

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command

import pytest

from policy_positions import editing, exports
from policy_positions.editing.arriving import AsDrafts
from policy_positions.editing.importing import Report, import_rows
from policy_positions.exports.reading import Unreadable, read
from policy_positions.models import Position, Quotation, Revision
from policy_positions.vocabulary import ReviewState
from tests import an_article
from tests.exports.files import content, extract_of
from tests.factories import make_country, make_draft, make_issue, make_position, make_quotation, make_user
from tests.uploads.rows import as_csv, as_json, frame, row, two_positions

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(db):
    return make_user("editor")


@pytest.fixture
def text(db):
    return frame()


@pytest.fixture
def bring(author, tmp_path):
    """Import rows as the author's drafts."""

    def import_(rows, *, by=None, name: str = "rows.csv") -> Report:
        path = tmp_path / name
        path.write_bytes(as_json(rows) if name.endswith(".json") else as_csv(rows))
        return import_rows(list(read(path)), arrival=AsDrafts(by or author))

    return import_


def faults(report: Report) -> list[tuple[int, str, str]]:
    return [tuple(each) for each in report.rejections]


def outcomes(report: Report) -> dict[str, int]:
    assert faults(report) == []
    return {str(outcome): number for outcome, number in report.tally.items()}


@pytest.mark.parametrize("name", ["rows.csv", "rows.json"])
def test_rows_become_drafts_whose_passages_are_as_the_text_prints_them(bring, author, text, name):
    report = bring(two_positions(text), name=name)

    positions = Position.objects.order_by("pk")
    assert outcomes(report) == {"created": 2}
    assert {(each.state, each.drafted_by) for each in positions} == {(ReviewState.DRAFT, author)}
    passages = [quotation.exact for each in positions for quotation in each.quotations.all()]
    assert passages == [an_article.LEGALIZATION_GTM, an_article.AID_AS_PRINTED, an_article.AID_GTM]
    assert positions[0].stated.edtf() == "2012-03"
    assert Quotation.objects.filter(verified=False).count() == 0


def test_the_same_file_again_changes_nothing(bring, text):
    bring(two_positions(text))
    before = list(Position.objects.values("pk", "version")), Revision.objects.count()

    report = bring(two_positions(text))

    assert outcomes(report) == {"unchanged": 2}
    assert (list(Position.objects.values("pk", "version")), Revision.objects.count()) == before


def test_what_a_row_says_otherwise_of_an_own_draft_is_changed(bring, text):
    bring([row(text)])

    report = bring([row(text, stance="lean_support")])

    assert [each.changed for each in report.positions] == [("stance",)]
    position = Position.objects.get()
    assert (position.stance, position.version, position.state) == ("lean_support", 2, ReviewState.DRAFT)


@pytest.mark.parametrize(
    ("changed", "column", "reason"),
    [
        ({"exact": an_article.TWICE}, "start", "the passage stands 2 times in the text: write which, of"),
        ({"exact": "never said"}, "exact", "this does not stand, word for word and in one piece"),
        ({"source": "no-such"}, "source", "“no-such” is no source whose text is held: take it in first."),
        ({"country": "GTX"}, "country", "“GTX” is no country on record. Did you mean GTM?"),
        ({"stance": "for"}, "stance", "“for” is none of: support, lean_support"),
        ({"stated_on": "April 2012"}, "stated_on", "'April 2012' is not a date of the calendar"),
        ({"summary": ""}, "summary", "This field cannot be blank."),
        ({"country": ""}, "", "Name a country or an organization: one of them, not both."),
    ],
)
def test_a_fault_is_told_once_by_row_and_column_and_nothing_is_kept(bring, text, changed, column, reason):
    report = bring([*two_positions(text), row(text, **{"summary": "Another.", **changed})])

    ((number, told, said),) = faults(report)
    assert (number, told) == (5, column)
    assert reason in said
    assert not Position.objects.exists()


def test_a_passage_that_stands_there_twice_is_chosen_by_its_start(bring, text):
    second = an_article.TEXT.rindex(an_article.TWICE)

    report = bring([row(text, an_article.TWICE, start=str(second))])

    assert outcomes(report) == {"created": 1}
    assert Quotation.objects.get().start == second


def test_what_is_coded_already_is_told_by_its_row(bring, text):
    taken = make_draft(voices=(), country=make_country("GTM"), issue=make_issue("legalization"))
    make_quotation(taken, text, an_article.LEGALIZATION_GTM)

    report = bring([row(text)])

    ((number, column, said),) = faults(report)
    assert (number, column) == (2, "")
    assert "Passage 1 is coded already for" in said
    assert "<a" not in said


def test_what_is_published_is_not_changed_by_an_editor_s_file(bring, tmp_path):
    position = make_position()
    (exported,) = list(exports.rows([position.pk]))

    same = bring([exported])
    other = bring([{**exported, "stance": "oppose"}])

    assert outcomes(same) == {"unchanged": 1}
    assert "it is published, and a file changes nothing that is" in faults(other)[0][2]
    position.refresh_from_db()
    assert position.stance == "support"


def test_the_site_s_own_export_changes_nothing(record, bring, tmp_path, author):
    ids = Position.objects.published().values_list("pk", flat=True)
    path = tmp_path / "positions.xlsx"
    path.write_bytes(content(exports.FORMATS["xlsx"].write(extract_of(list(exports.rows(list(ids)))))))

    report = import_rows(list(read(path)), arrival=AsDrafts(author))

    assert outcomes(report) == {"unchanged": len(ids)}


def test_the_drafts_of_others_are_left_alone(bring, text):
    bring([row(text)])
    mine = Position.objects.get()

    report = bring([row(text, stance="oppose")], by=make_user("editor"))

    assert outcomes(report) == {"left alone": 1}
    mine.refresh_from_db()
    assert mine.stance == "support"


def test_what_was_submitted_is_left_alone(bring, author, text):
    bring([row(text)])
    editing.submit(Position.objects.get(), by=author)

    assert outcomes(bring([row(text, stance="oppose")])) == {"left alone": 1}


def test_a_passage_in_another_language_than_its_source_is_refused(bring, text):
    report = bring([row(text, language="es")])

    assert "its source is in “en”, not in “es”" in faults(report)[0][2]


def test_who_may_not_draft_imports_nothing(bring, text):
    with pytest.raises(PermissionDenied):
        bring([row(text)], by=make_user())


def test_the_command_brings_rows_in_as_an_editor_s_drafts(author, text, tmp_path: Path):
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(two_positions(text)))

    call_command("import_positions", path, "--as", author.username, verbosity=0)

    assert Position.objects.filter(state=ReviewState.DRAFT, drafted_by=author).count() == 2
    with pytest.raises(CommandError, match="is no account that may draft positions"):
        call_command("import_positions", path, "--as", "nobody")


@pytest.mark.parametrize(
    ("written", "said"),
    [(b"{}", "must be a list of rows"), (b"[{]", "is no JSON"), (b"\xff", "saved as UTF-8")],
)
def test_a_file_of_json_that_is_none_says_why(tmp_path, author, written, said):
    path = tmp_path / "rows.json"
    path.write_bytes(written)

    with pytest.raises(Unreadable, match=said):
        import_rows(list(read(path)), arrival=AsDrafts(author))


def test_the_newest_text_of_a_source_is_searched(bring, author, text):
    corrected = editing.correct_text(text.source, "A note. " + an_article.TEXT, by=author, reason="More.")

    bring([row(text)])

    assert Quotation.objects.get().text == corrected
