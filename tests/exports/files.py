"""Files of rows, opened as their readers would: each format's own tools, and nothing of the site's."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.db import connection

from hypothesis import strategies as st
from openpyxl import load_workbook

from policy_positions import tables
from policy_positions.exports import Extract, Rows
from policy_positions.exports.jsonld import (
    OF_THE_POSITION,
    OF_THE_QUOTATION,
    OF_THE_SOURCE,
    PLACED,
    QUOTED,
)

KEYS = [field.key for field in tables.DOWNLOAD]
WHOLE_NUMBERS = ("scheme_version", "quotation", "start", "end")
# What breaks files: formulas, apostrophes, quotes, line ends, markup, right-to-left, what XML cannot hold.
HOSTILE = (
    *("=1+1", "@SUM(A1)", "+1", "-1", "＝1", "{=A1}", "'", "''", '"', '""', ",", ";", "\\", "\\n"),
    *("\t", "\r", "\n", "\r\n", " ", "\ufeff", "\u2028", "\u202e", "مرحبا", "שלום", "🇬🇹", "e\u0301"),
    *("0012", "1e5", "2012-04", "TRUE", "#N/A", "http://a.b", "mailto:a@b.c", "internal:x"),
    *("_x0041_", "_x005F_x0041_", "_x0041_x0042_", "\x0b", "\x1f", "\ufffe", "\uffff"),
    *("<r>", "</r>", "<r>a</r>", "<b>&amp;", "]]>"),
)
characters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
hostile_texts = st.lists(st.sampled_from(HOSTILE) | characters, max_size=5).map("".join)


IN_ADDRESSES = {"public_id": "0123456789", "source": "paper-2012"}


def row_of(**values: Any) -> dict[str, Any]:
    """A row with a value in every column."""
    return {key: 1 if key in WHOLE_NUMBERS else f"a {key}" for key in KEYS} | IN_ADDRESSES | values


def _values_of(key: str) -> st.SearchStrategy:
    if key in WHOLE_NUMBERS:
        return st.integers(0, 10**9)
    return st.just(IN_ADDRESSES[key]) if key in IN_ADDRESSES else hostile_texts | st.none()


hostile_rows = st.fixed_dictionaries({key: _values_of(key) for key in KEYS})


class GivenRows(Rows):
    """Rows that a test makes up, in the place of those that are joined: all else is as with the record's."""

    def __init__(self, rows: Iterable[dict[str, Any]], times: int) -> None:
        self._rows, self._times = iter(rows), times

    def selects(self) -> list[str]:
        parts = iter(lambda: list(islice(self._rows, 100)), [])
        return [f"{_select(some)}, generate_series(1, {self._times})" for some in parts]


def _select(rows: list[dict[str, Any]]) -> str:
    with connection.cursor() as cursor:
        held = cursor.mogrify("%s", [json.dumps(rows)]).decode()
    kinds = ", ".join(f'"{key}" {_kind(key, rows)}' for key in KEYS)
    return f"SELECT made_up.* FROM json_to_recordset({held}::json) AS made_up ({kinds})"  # noqa: S608 - made up above


def _kind(key: str, rows: list[dict[str, Any]]) -> str:
    """A number, unless a test puts words in its place."""
    is_number = key in WHOLE_NUMBERS and not any(isinstance(row.get(key), str) for row in rows)
    return "integer" if is_number else "text"


def extract_of(rows: Iterable[dict[str, Any]], *, times: int = 1, **said: Any) -> Extract:
    """``times`` writes each row so often."""
    defaults = {
        "positions": 1,
        "quotations": 1,
        "filter": "Country: Guatemala",
        "query": "country=GTM",
        "address": "https://tracker.example.org/positions/?country=GTM",
        "site": "https://tracker.example.org",
        "revision": 7,
        "generated_at": datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
    }
    return Extract(rows=GivenRows(rows, times), **{**defaults, **said})


def content(written: Any) -> bytes:
    with closing(written):
        return b"".join(piece.encode() if isinstance(piece, str) else piece for piece in written)


def as_text(row: dict[str, Any]) -> dict[str, str]:
    """A row as a file without types has it."""
    return {key: "" if row.get(key) is None else str(row[key]) for key in KEYS}


def rows_of_csv(written: bytes) -> list[dict[str, str]]:
    """As Python reads CSV, with the one apostrophe taken away that the documentation names."""
    lines = csv.reader(io.StringIO(written.decode(), newline=""))
    keys, *rows = [[cell.removeprefix("'") for cell in line] for line in lines]
    return [dict(zip(keys, row, strict=True)) for row in rows]


def rows_of_jsonl(written: bytes) -> list[dict[str, str]]:
    return [as_text(json.loads(line)) for line in written.decode().split("\n") if line]


def rows_of_xlsx(written: bytes) -> list[dict[str, str]]:
    """As openpyxl reads a workbook, with OOXML's escapes undone, which it leaves to its caller."""
    sheets = load_workbook(io.BytesIO(written)).worksheets
    rows = []
    for sheet in sheets:
        if sheet.title.startswith("positions"):
            keys, *cells = sheet.iter_rows(values_only=True)
            rows += [as_text(dict(zip(keys, map(_unescaped, row), strict=True))) for row in cells]
    return rows


def _unescaped(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), value)


def rows_of_jsonld(written: bytes) -> list[dict[str, str]]:
    return [_row_of_annotation(item) for item in json.loads(written)["first"]["items"]]


def _row_of_annotation(annotation: dict[str, Any]) -> dict[str, str]:
    source = annotation["target"]["source"]
    quote, place = annotation["target"]["selector"]
    values = {"source": source["source_slug"]}
    for held, keys in (
        (annotation["body"], OF_THE_POSITION),
        (annotation, OF_THE_QUOTATION),
        (source, OF_THE_SOURCE),
        (quote, QUOTED),
        (place, PLACED),
    ):
        values |= {key: held.get(key) for key in keys}
    return as_text(values)


def tables_of_package(written: bytes) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return {
            name.removesuffix(".csv"): rows_of_csv(package.read(name))
            for name in package.namelist()
            if name.endswith(".csv")
        }


def described(written: bytes) -> dict[str, Any]:
    """The package's datapackage.json."""
    with zipfile.ZipFile(io.BytesIO(written)) as package:
        return json.loads(package.read("datapackage.json"))


ROWS_OF = {
    "csv": rows_of_csv,
    "jsonl": rows_of_jsonl,
    "xlsx": rows_of_xlsx,
    "jsonld": rows_of_jsonld,
}
