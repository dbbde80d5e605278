"""Rows as a workbook: text stays text, and memory stays flat however many rows there are."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from tracker import TITLE

from .extract import LICENCE, Extract
from .pieces import written_first
from .rows import KEYS, Row

SHEET = "positions"
LONGEST_CELL = 32_767  # UTF-16 code units, as Excel counts characters
LONGEST_PROPERTY = 255

TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FLAT_MEMORY = {"constant_memory": True, "use_zip64": True}

WIDE = {"summary", "coding_note", "exact", "source_title"}
WIDE_COLUMN, COLUMN = 60, 18

# OOXML writes what XML cannot hold as _x001F_, and the underscore of a text that looks like that as _x005F_.
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_NOT_FOR_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class DoesNotFit(ValueError):
    """A text is longer than a cell of a workbook; the message says which, and what would do."""


class _TextSheet(Worksheet):
    """A sheet that writes any text so that it is read back as it was.

    XlsxWriter's own escape misses the second of two overlapping patterns (_x0041_x0042_) and takes a text
    between <r> and </r> for markup.
    """

    @staticmethod
    def _escape_control_characters(data: str) -> str:
        data = _LOOKS_ESCAPED.sub("_x005F_", data)
        return _NOT_FOR_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", data)

    def _xml_rich_inline_string(self, string: str, attributes: Sequence[tuple[str, Any]] = ()) -> None:
        self._xml_inline_string(string, True, attributes)


def write_xlsx(extract: Extract) -> Iterator[bytes]:
    """The whole file is made before its first byte is sent, so that a text too long for it is refused."""
    return written_first(lambda file: _write_workbook(extract, file))


def _write_workbook(extract: Extract, file: IO[bytes]) -> None:
    properties = {
        "title": TITLE,
        "subject": extract.filter[:LONGEST_PROPERTY],
        "comments": LICENCE,
        "created": extract.generated_at,
    }
    # XlsxWriter keeps the rows of a sheet in files of its own: in a folder that goes, also after a fault.
    with (
        tempfile.TemporaryDirectory() as folder,
        Workbook(file, {**TEXT_STAYS_TEXT, **FLAT_MEMORY, "tmpdir": folder}) as workbook,
    ):
        workbook.set_properties(properties)
        _write_rows(workbook, extract)
        _write_about(workbook, extract)


def _write_rows(workbook: Workbook, extract: Extract) -> None:
    sheet = _new_sheet(workbook, SHEET)
    for number, row in enumerate(extract.rows, start=1):
        for column, key in enumerate(KEYS):
            _write_cell(sheet, number, column, row[key], row)


def _new_sheet(workbook: Workbook, name: str) -> Worksheet:
    # "@" makes cells text: a date or a number typed over one of them later stays as it was typed.
    text = workbook.add_format({"num_format": "@", "valign": "top"})
    header = workbook.add_format({"bold": True, "num_format": "@"})
    sheet = workbook.add_worksheet(name, worksheet_class=_TextSheet)
    for column, key in enumerate(KEYS):
        sheet.set_column(column, column, WIDE_COLUMN if key in WIDE else COLUMN, text)
    sheet.freeze_panes(1, 0)
    for column, key in enumerate(KEYS):
        sheet.write_string(0, column, key, header)
    return sheet


def _write_cell(sheet: Worksheet, number: int, column: int, value: Any, row: Row) -> None:
    if isinstance(value, int):
        sheet.write_number(number, column, value)
    elif value:
        length = len(value.encode("utf-16-le")) // 2
        if length > LONGEST_CELL:
            raise DoesNotFit(
                f"“{KEYS[column]}” of {row['public_id']}, quotation {row['quotation']}, has {length:,} "
                f"characters, and a cell of a workbook holds {LONGEST_CELL:,}: take CSV or JSON lines."
            )
        sheet.write_string(number, column, value)


def _write_about(workbook: Workbook, extract: Extract) -> None:
    label = workbook.add_format({"bold": True, "valign": "top"})
    wrapped = workbook.add_format({"text_wrap": True, "align": "left", "valign": "top"})
    sheet = workbook.add_worksheet("about", worksheet_class=_TextSheet)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for number, (name, value) in enumerate(extract.said().items()):
        sheet.write_string(number, 0, name, label)
        if isinstance(value, int):
            sheet.write_number(number, 1, value, wrapped)
        else:
            sheet.write_string(number, 1, value[:LONGEST_CELL], wrapped)
