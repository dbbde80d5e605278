"""A file is read back as it was written, also after a spreadsheet saved it; what cannot be read says why."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl import Workbook

from policy_positions import exports
from policy_positions.exports.reading import Unreadable, read
from tests.exports.files import KEYS, as_text, content, extract_of, hostile_rows, row_of

pytestmark = pytest.mark.django_db

READ_BACK = ("csv", "xlsx", "jsonl")


def written(folder, extension: str, *rows: dict):
    path = folder / f"positions.{extension}"
    path.write_bytes(content(exports.FORMATS[extension].write(extract_of(rows))))
    return path


def saved(folder, *rows: list):
    """A workbook as a spreadsheet may save it: the header, then rows of any cells."""
    book = Workbook()
    sheet = book.active
    sheet.title = "positions"
    sheet.append(KEYS)
    for row in rows:
        sheet.append(row)
    book.save(folder / "positions.xlsx")
    return folder / "positions.xlsx"


def cells_of(**values) -> list:
    return list(row_of(**values).values())


@pytest.mark.parametrize("extension", READ_BACK)
@given(row=hostile_rows)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_row_is_read_back_as_it_was_written(tmp_path, extension, row):
    lines = list(read(written(tmp_path, extension, row, row_of())))

    assert [as_text(line.cells) for line in lines] == [as_text(row), as_text(row_of())]
    assert not any(line.faults for line in lines)


@pytest.mark.parametrize(("extension", "first"), [("csv", 2), ("xlsx", 2), ("jsonl", 1)])
def test_rows_are_numbered_as_their_readers_see_them(tmp_path, extension, first):
    path = written(tmp_path, extension, row_of(summary="Two\nlines"), row_of())

    assert [line.number for line in read(path)] == [first, first + 1]


def test_a_mark_of_the_encoding_and_empty_lines_are_passed_over(tmp_path):
    path = written(tmp_path, "csv", row_of())
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\r\n\r\n")

    (line,) = read(path)

    assert as_text(line.cells) == as_text(row_of())


def test_the_long_passage_that_a_cell_of_csv_may_hold_is_read(tmp_path):
    (line,) = read(written(tmp_path, "csv", row_of(exact="a" * 200_000)))

    assert line.cells["exact"] == "a" * 200_000


# What a spreadsheet leaves


def test_a_whole_number_saved_as_a_fraction_is_whole(tmp_path):
    (line,) = read(saved(tmp_path, cells_of(start=12.0)))

    assert line.cells["start"] == 12 and line.faults == {}


def test_a_formula_a_date_and_a_fraction_are_faults_of_their_cells(tmp_path):
    path = saved(tmp_path, cells_of(summary="=A1", stated_on=datetime.date(2012, 4, 1), start=1.5, end=True))

    (line,) = read(path)

    assert line.faults == {
        "summary": "=A1 is a formula or its fault: write the text itself.",
        "stated_on": "2012-04-01 00:00:00 is a date of the spreadsheet: write it as text, such as 2012-04.",
        "start": "1.5 is neither text nor a whole number.",
        "end": "True is neither text nor a whole number.",
    }
    assert not {"summary", "stated_on", "start", "end"} & set(line.cells)


def test_a_cell_beyond_the_header_is_a_fault_of_its_row(tmp_path):
    (line,) = read(saved(tmp_path, [*cells_of(), "A stray note."]))

    assert line.faults == {"": "it has a cell beyond the last column of the header."}


def test_rows_without_any_cell_are_passed_over(tmp_path):
    lines = list(read(saved(tmp_path, cells_of(), [None] * len(KEYS), cells_of())))

    assert [line.number for line in lines] == [2, 4]


# Rows that are none


def test_a_row_of_csv_with_too_few_cells_is_at_fault_and_the_next_is_read(tmp_path):
    path = written(tmp_path, "csv", row_of())
    path.write_text(path.read_text() + "GTM,legalization\r\n" + ",".join(as_text(row_of()).values()) + "\r\n")

    lines = list(read(path))

    assert lines[1].faults == {"": f"it has 2 cells, and the header has {len(KEYS)}."}
    assert lines[1].cells == {}
    assert lines[2].faults == {}


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ('["GTM"]', {"": "this line is JSON, and no object with a value for each column."}),
        ('{"public_id": ["a"]}', {"public_id": '["a"] is neither text nor a whole number.'}),
        ('{"stances": "oppose"}', {"stances": "There is no column “stances”."}),
    ],
)
def test_a_line_of_json_that_is_no_row_says_why(tmp_path, line, faults):
    path = tmp_path / "positions.jsonl"
    path.write_text(f"{line}\n{json.dumps(row_of())}\n")

    first, second = read(path)

    assert first.faults == faults
    assert second.faults == {} and second.number == 2


@pytest.mark.parametrize("line", ["{", "nonsense", "[" * 100_000])
def test_a_line_that_is_no_json_is_at_fault_and_the_next_is_read(tmp_path, line):
    path = tmp_path / "positions.jsonl"
    path.write_text(f"{line}\n{json.dumps(row_of())}\n")

    first, second = read(path)

    assert first.faults[""].startswith("this line is no JSON")
    assert second.faults == {}


# Files that are none


@pytest.mark.parametrize(
    ("name", "held", "fault"),
    [
        ("positions.pdf", b"", "positions.pdf is of no kind that can be imported; these are: positions.csv"),
        ("positions.csv", b"", "There is no header. The columns are: public_id"),
        ("positions.csv", b"public_id,stances\r\n", "There is no column “stances”. The columns are"),
        ("positions.csv", b"public_id,stance,stance\r\n", "row 1: stance stands there more than once"),
        ("positions.csv", b'public_id\r\n"never closed', "is no CSV from line 2 on"),
        ("positions.csv", b"public_id\r\n\xe9t\xe9\r\n", "must be saved as UTF-8: its byte 0xe9"),
        ("positions.jsonl", b'{"public_id": "\xe9"}', "must be saved as UTF-8: its byte 0xe9"),
        ("positions.xlsx", b"public_id,stance\r\n", "positions.xlsx is no workbook"),
        ("positions.xlsx", b"PK\x05\x06" + bytes(18), "positions.xlsx is no workbook"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path, name, held, fault):
    path = tmp_path / name
    path.write_bytes(held)

    with pytest.raises(Unreadable) as refused:
        list(read(path))

    assert fault in str(refused.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unreadable, match=r"nowhere\.csv cannot be opened: No such file"):
        list(read(tmp_path / "nowhere.csv"))


def test_a_workbook_without_the_sheet_says_which_it_has(tmp_path):
    Workbook().save(tmp_path / "other.xlsx")

    with pytest.raises(Unreadable, match="has no sheet “positions”; it has: Sheet"):
        list(read(tmp_path / "other.xlsx"))
