"""Thousands of nasty rows in every format: none of their cells can run, and each is read back as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from policy_positions import exports
from policy_positions.exports import csv as as_csv
from policy_positions.exports import xlsx
from tests.exports.files import (
    IN_ADDRESSES,
    KEYS,
    ROWS_OF,
    WHOLE_NUMBERS,
    as_text,
    content,
    extract_of,
    hostile_texts,
    row_of,
)

pytestmark = pytest.mark.django_db

ROWS, EXAMPLES = 1000, 5  # 5,000 rows of each format
# A formula, or what a spreadsheet makes one of: also in full width, and behind what it strips.
SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
ATTACKS = (
    *('=HYPERLINK("http://a.b","x")', "=cmd|' /C calc'!A0", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)"),
    *(
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        " =1+1",
        "\u00a0=1+1",
        "\u3000＝1+1",
        "＋1",
        "－1",
        "＠SUM(1)",
        "'=1+1",
        "''=1",
    ),
    *('"=1+1"', '","=1+1', '\r\n=1+1,"', "=1+1\0".rstrip("\0"), "\ufeff=1+1"),
)
nasty_cells = st.lists(hostile_texts | st.sampled_from(ATTACKS), min_size=20, max_size=60)
a_few_large_files = settings(max_examples=EXAMPLES, phases=[Phase.generate], deadline=None, derandomize=True)


def rows_with(texts: list[str]) -> list[dict[str, object]]:
    """Every text in every column, beside ever other ones."""
    texts = [*texts, *ATTACKS]
    free = [key for key in KEYS if key not in (*WHOLE_NUMBERS, *IN_ADDRESSES)]
    return [
        row_of(**{key: texts[(number * (place + 1) + place) % len(texts)] for place, key in enumerate(free)})
        for number in range(ROWS)
    ]


def written(extension: str, rows) -> bytes:
    return content(exports.FORMATS[extension].write(extract_of(rows)))


def formulas_of_csv(file: bytes) -> list[str]:
    lines = csv.reader(io.StringIO(file.decode(), newline=""))
    return [
        cell for line in lines for cell in line if cell.startswith(SIGNS) or cell.strip().startswith(SIGNS)
    ]


def formulas_of_xlsx(file: bytes) -> list[str]:
    rows = load_workbook(io.BytesIO(file))["positions"].iter_rows()
    return [str(cell.value) for row in rows for cell in row if cell.data_type in ("f", "e")]


@pytest.mark.parametrize("extension", ROWS_OF)
@given(texts=nasty_cells)
@a_few_large_files
def test_thousands_of_nasty_rows_are_read_back_as_they_were(extension, texts):
    rows = rows_with(texts)

    assert ROWS_OF[extension](written(extension, rows)) == [as_text(row) for row in rows]


@pytest.mark.parametrize(("extension", "formulas_of"), [("csv", formulas_of_csv), ("xlsx", formulas_of_xlsx)])
@given(texts=nasty_cells)
@a_few_large_files
def test_no_cell_of_thousands_can_run(extension, formulas_of, texts):
    assert formulas_of(written(extension, rows_with(texts))) == []


def test_without_the_apostrophe_a_csv_holds_formulas(monkeypatch):
    monkeypatch.setattr(as_csv, "_RISKY", "$^never")

    assert set(formulas_of_csv(written("csv", rows_with([])))) >= {"=cmd|' /C calc'!A0", "@SUM(1+1)", "＋1"}


def test_without_the_guard_a_workbook_holds_formulas(monkeypatch):
    monkeypatch.setattr(
        xlsx, "_write_cell", lambda sheet, number, column, value, row: sheet.write(number, column, value)
    )
    monkeypatch.setattr(xlsx, "TEXT_STAYS_TEXT", {})

    assert "=cmd|' /C calc'!A0" in formulas_of_xlsx(written("xlsx", rows_with([])))
