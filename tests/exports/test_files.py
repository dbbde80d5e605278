"""Every format holds the rows as they are, and lets no text become anything else."""

from __future__ import annotations

import io
import json
import tracemalloc
from contextlib import closing

import pytest
from hypothesis import example, given, settings
from openpyxl import load_workbook

from policy_positions import exports
from policy_positions.exports.csv import RISKY_STARTS
from tests.exports.files import (
    HOSTILE,
    KEYS,
    ROWS_OF,
    as_text,
    content,
    extract_of,
    hostile_rows,
    hostile_texts,
    row_of,
    rows_of_xlsx,
)

pytestmark = pytest.mark.django_db
few = settings(max_examples=60, deadline=None)


def written(extension: str, rows, **said) -> bytes:
    return content(exports.FORMATS[extension].write(extract_of(rows, **said)))


# Text cells


@given(text=hostile_texts)
def test_a_text_cell_read_back_is_the_text(text):
    assert exports.from_text_cell(exports.as_text_cell(text)) == text


@given(text=hostile_texts)
def test_no_text_cell_starts_as_a_formula_does(text):
    cell = exports.as_text_cell(text)

    assert not cell.lstrip().startswith(tuple(set(RISKY_STARTS) - {"'"}))
    assert not cell.startswith(("\t", "\r", "\n"))


def test_a_plain_text_and_a_number_stay_as_they_are():
    assert exports.as_text_cell("No more war on drugs.") == "No more war on drugs."
    assert exports.as_text_cell(-5) == -5


# Rows


@pytest.mark.parametrize("extension", ROWS_OF)
@given(rows=hostile_rows.map(lambda row: [row, row_of()]))
@few
def test_rows_are_read_back_from_the_file_as_they_were(extension, rows):
    assert ROWS_OF[extension](written(extension, rows)) == [as_text(row) for row in rows]


@pytest.mark.parametrize("extension", ROWS_OF)
@pytest.mark.parametrize("text", HOSTILE)
def test_each_hostile_text_is_read_back_as_it_was(extension, text):
    rows = [row_of(summary=text), row_of(summary=text * 2)]

    assert ROWS_OF[extension](written(extension, rows)) == [as_text(row) for row in rows]


@pytest.mark.parametrize("extension", ROWS_OF)
def test_a_file_without_rows_is_a_whole_file(extension):
    assert ROWS_OF[extension](written(extension, [])) == []


def test_csv_names_its_columns_first_and_ends_lines_as_the_standard_says():
    lines = written("csv", [row_of()]).decode().split("\r\n")

    assert lines[0] == ",".join(KEYS)
    assert len(lines) == 3 and lines[2] == ""


# Workbooks


def test_a_workbook_holds_text_as_text_and_numbers_as_numbers():
    row = row_of(
        summary="=1+1", exact="https://example.org/", date_note="0012", attribution="{=A1}", start=12
    )

    sheet = load_workbook(io.BytesIO(written("xlsx", [row])))["positions"]

    cells = dict(zip(KEYS, sheet[2], strict=True))
    assert {cells[key].data_type for key in ("summary", "exact", "date_note", "attribution")} == {"s"}
    assert cells["date_note"].value == "0012"
    assert cells["start"].value == 12 and cells["start"].data_type == "n"
    assert cells["exact"].hyperlink is None


def test_the_header_of_a_workbook_stays_in_sight():
    sheet = load_workbook(io.BytesIO(written("xlsx", [row_of()])))["positions"]

    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == KEYS


def test_a_workbook_says_what_it_holds_when_it_was_made_and_under_which_licence():
    book = load_workbook(io.BytesIO(written("xlsx", [row_of()], filter="=cmd", positions=3, quotations=5)))

    said = {label.value: value.value for label, value in book["about"].iter_rows()}
    assert book.sheetnames == ["positions", "about"]
    assert book["about"]["B2"].data_type == "s"
    assert said == {
        "Title": "Hemispheric drug-policy position tracker",
        "Filter": "=cmd",
        "Page": "https://tracker.example.org/positions/?country=GTM",
        "Positions": 3,
        "Rows (one a quotation)": 5,
        "Generated at": "2026-11-22T09:30:00+00:00",
        "Revision of the record": 7,
        "Licence": "CC BY 4.0",
        "Licence address": "https://creativecommons.org/licenses/by/4.0/",
        "Rights": "The coding may be reused under CC BY 4.0. "
        "Passages belong to their publishers and are quoted as evidence.",
    }


@pytest.mark.parametrize(("character", "count"), [("a", 32_768), ("🇬", 16_384)])
def test_a_text_that_no_cell_of_a_workbook_can_hold_is_refused_by_name(character, count):
    longest = row_of(exact=(character * count)[:-1])
    too_long = row_of(public_id="0123456789", quotation=2, exact=character * count)

    assert len(rows_of_xlsx(written("xlsx", [longest]))) == 1
    with pytest.raises(exports.DoesNotFit, match="“exact” of 0123456789, quotation 2, has 32,768 characters"):
        written("xlsx", [longest, too_long])


@pytest.mark.parametrize("extension", ["csv", "jsonl", "jsonld", "xlsx"])
def test_ten_times_the_rows_take_no_more_memory(extension):
    def peak_of(count: int) -> int:
        tracemalloc.start()
        with closing(exports.FORMATS[extension].write(extract_of([row_of()], times=count))) as pieces:
            size = sum(len(piece) for piece in pieces)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size > 0
        return peak

    peak_of(10)

    assert peak_of(3000) < peak_of(300) + 400_000


# Web annotations


@pytest.mark.parametrize("url", ["https://example.org/news", ""])
def test_a_quotation_annotates_its_source_by_its_words_and_by_its_place(url):
    row = row_of(public_id="0123456789", quotation=2, source="paper-2012", source_url=url, start=5, end=9)

    (annotation,) = json.loads(written("jsonld", [row]))["first"]["items"]

    target = annotation["target"]
    assert annotation["type"] == "Annotation"
    assert annotation["id"] == "https://tracker.example.org/positions/0123456789/#passage-2"
    assert annotation["body"]["id"] == "https://tracker.example.org/positions/0123456789/"
    assert target["source"]["id"] == (url or "https://tracker.example.org/sources/paper-2012/")
    assert target["selector"] == [
        {"type": "TextQuoteSelector", "exact": "a exact", "prefix": "a prefix", "suffix": "a suffix"},
        {"type": "TextPositionSelector", "start": 5, "end": 9},
    ]


def test_the_collection_of_annotations_names_filter_licence_and_number():
    collection = json.loads(written("jsonld", [row_of(), row_of()], quotations=2))

    assert collection["type"] == "AnnotationCollection"
    assert collection["id"] == "https://tracker.example.org/positions/?country=GTM"
    assert collection["label"].endswith("Country: Guatemala")
    assert collection["rights"] == "https://creativecommons.org/licenses/by/4.0/"
    assert collection["total"] == len(collection["first"]["items"]) == 2
    assert collection["first"]["type"] == "AnnotationPage"


def test_every_word_of_the_coding_has_a_meaning_in_the_context():
    codes = {"stance": "oppose", "voice": "direct", "substance": "cannabis", "confidence": "certain"}
    collection = json.loads(written("jsonld", [row_of(**codes, summit_relation="at")]))

    standard, own = collection["@context"]
    (annotation,) = collection["first"]["items"]
    of_the_standard = {"id", "type", "motivation", "body", "target", "language"}
    words = {*annotation, *annotation["body"], *annotation["target"]["source"]} - of_the_standard
    assert standard == "http://www.w3.org/ns/anno.jsonld"
    assert words | {*codes.values(), "at", "Position"} <= set(own)
    assert own["tracker"] == "https://tracker.example.org/methods/#"
    assert own["oppose"] == "tracker:stance-oppose"


@example(text="a\u2028b\nc")
@given(text=hostile_texts)
@few
def test_a_row_of_json_lines_is_one_line(text):
    assert written("jsonl", [row_of(summary=text)]).count(b"\n") == 1
