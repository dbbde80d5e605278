"""Files of rows read back: what the writers of this room wrote, also after a spreadsheet has saved it."""

from __future__ import annotations

import csv
import datetime
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .csv import from_text_cell
from .rows import KEYS
from .xlsx import SHEET

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_HEADER = 1


class Unreadable(Exception):
    """The file as a whole cannot be read; the message says why, and what would be right."""


@dataclass(frozen=True)
class Line:
    """A row of a file as its reader counts them, the header being row 1.

    ``cells`` are text, whole numbers or None, by column; ``faults`` say of a column why its cell is neither,
    and under no name why the row is none.
    """

    number: int
    cells: dict[str, str | int | None] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)


def read(path: Path) -> Iterator[Line]:
    """The rows of a CSV, a workbook, a JSON array or JSON lines; Unreadable when it is none."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(f"positions{suffix}" for suffix in READERS)
        raise Unreadable(f"{path.name} is of no kind that can be imported; these are: {known}.")
    try:
        yield from reader(path)
    except OSError as error:
        raise Unreadable(f"{path} cannot be opened: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"{path.name} must be saved as UTF-8: its byte {error.object[error.start]:#04x} is none of UTF-8."
        ) from error


def _read_csv(path: Path) -> Iterator[Line]:
    csv.field_size_limit(sys.maxsize)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        try:
            keys = _require_header(next(lines, []), path.name)
            for number, cells in enumerate(lines, start=_HEADER + 1):
                if cells:
                    yield _line(number, keys, [from_text_cell(cell) for cell in cells])
        except csv.Error as error:
            raise Unreadable(f"{path.name} is no CSV from line {lines.line_num} on: {error}.") from error


def _read_jsonl(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", newline="\n") as file:
        for number, written in enumerate(file, start=1):
            if written.strip():
                yield _object(number, written)


def _read_json(path: Path) -> Iterator[Line]:
    """An array of objects; its rows are numbered from 1."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"{path.name} is no JSON: {error}.") from error
    if not isinstance(rows, list):
        raise Unreadable(f"{path.name} must be a list of rows: [{{…}}, {{…}}].")
    yield from (_line_of(number, row) for number, row in enumerate(rows, start=1))


def _object(number: int, written: str) -> Line:
    try:
        return _line_of(number, json.loads(written))
    except (ValueError, RecursionError) as error:
        return Line(number, faults={"": f"this line is no JSON: {error}."})


def _line_of(number: int, row: Any) -> Line:
    if not isinstance(row, dict):
        return Line(number, faults={"": "this line is JSON, and no object with a value for each column."})
    faults = {key: _no_such_column(key) for key in row if key not in KEYS}
    cells: dict[str, Any] = {}
    for key in KEYS:
        if key in row and not _take(row[key], key, cells):
            faults[key] = f"{json.dumps(row[key])[:80]} is neither text nor a whole number."
    return Line(number, cells, faults)


def _read_xlsx(path: Path) -> Iterator[Line]:
    try:
        with closing(load_workbook(path, read_only=True)) as workbook:
            sheets = [sheet for sheet in workbook.worksheets if sheet.title.split(" ")[0] == SHEET]
            if not sheets:
                names = ", ".join(workbook.sheetnames)
                raise Unreadable(f"{path.name} has no sheet “{SHEET}”; it has: {names}.")
            for sheet in sheets:
                yield from _read_sheet(sheet, path.name)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ParseError, ValueError) as error:
        raise Unreadable(f"{path.name} is no workbook: {error}.") from error


def _read_sheet(sheet: Any, name: str) -> Iterator[Line]:
    rows = sheet.iter_rows()
    header = [_unescaped(cell.value) for cell in next(rows, ())]
    while header and header[-1] is None:
        header.pop()
    keys = _require_header(header, name)
    for number, row in enumerate(rows, start=_HEADER + 1):
        if any(cell.value is not None for cell in row):
            yield _line_of_cells(number, keys, row)


def _line_of_cells(number: int, keys: Sequence[str], row: Sequence[Any]) -> Line:
    cells: dict[str, Any] = {}
    faults: dict[str, str] = {}
    if any(cell.value is not None for cell in row[len(keys) :]):
        faults[""] = "it has a cell beyond the last column of the header."
    for key, cell in zip(keys, row, strict=False):
        value = _unescaped(cell.value)
        if cell.value is not None and cell.data_type in ("f", "e"):
            faults[key] = f"{value} is a formula or its fault: write the text itself."
        elif isinstance(value, datetime.date | datetime.time | datetime.timedelta):
            faults[key] = f"{value} is a date of the spreadsheet: write it as text, such as 2012-04."
        elif not _take(value, key, cells):
            faults[key] = f"{value} is neither text nor a whole number."
    return Line(number, {**dict.fromkeys(keys[len(row) :]), **cells}, faults)


def _take(value: Any, key: str, cells: dict[str, Any]) -> bool:
    """Keep a value that a cell may hold; a spreadsheet's whole numbers may come as 12.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | None):
        return False
    cells[key] = value
    return True


def _unescaped(value: Any) -> Any:
    """Undo OOXML's _x001F_, which openpyxl leaves as it stands."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if isinstance(value, str) else value


def _line(number: int, keys: Sequence[str], cells: Sequence[str]) -> Line:
    if len(cells) != len(keys):
        return Line(number, faults={"": f"it has {len(cells)} cells, and the header has {len(keys)}."})
    return Line(number, dict(zip(keys, cells, strict=True)))


def _require_header(names: Sequence[Any], file: str) -> list[str]:
    unknown = [str(name) for name in names if name not in KEYS]
    if unknown or not names:
        faults = " ".join(map(_no_such_column, unknown)) or "There is no header."
        raise Unreadable(f"{file}, row 1: {faults} The columns are: {', '.join(KEYS)}.")
    twice = sorted({str(name) for name in names if list(names).count(name) > 1})
    if twice:
        raise Unreadable(f"{file}, row 1: {', '.join(twice)} stands there more than once.")
    return [str(name) for name in names]


def _no_such_column(name: str) -> str:
    return f"There is no column “{name}”."


READERS = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl, ".json": _read_json}
