"""Rows as CSV, streamed: safe to open in a spreadsheet, and the same text again when it is read back."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from .cells import NUMBERS
from .extract import Extract
from .in_json import name
from .rows import AS_CSV, KEYS

# What a spreadsheet may run as a formula, also behind white space and in full width. An apostrophe before it
# keeps it text. A real one at the start is doubled, so that taking one away always gives the text back.
RISKY_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
RISKY_SPACES = ("\t", "\r", "\n")

# The same in SQL. Most texts begin with a letter, are empty or begin with a digit, which is seen faster.
_WHITE_SPACE = filter(str.isspace, map(chr, range(sys.maxunicode)))
_RISKY = "^([{}]|[{}]*[{}])".format(*map(re.escape, map("".join, (RISKY_SPACES, _WHITE_SPACE, RISKY_STARTS))))
_AS_TEXT_CELL = """CASE WHEN ascii({cell}) BETWEEN 65 AND 122 THEN {cell}
    WHEN {cell} = '' THEN NULL
    WHEN ascii({cell}) BETWEEN 48 AND 57 THEN {cell}
    WHEN {cell} ~ %(risky)s THEN concat('''', {cell}) ELSE {cell} END"""
_CELLS = ", ".join(name(key) if key in NUMBERS else _AS_TEXT_CELL.format(cell=name(key)) for key in KEYS)


def as_text_cell(value: Any) -> Any:
    """Keep a spreadsheet from taking text for a formula; ``from_text_cell`` undoes it."""
    if isinstance(value, str) and (value.startswith(RISKY_SPACES) or value.lstrip().startswith(RISKY_STARTS)):
        return "'" + value
    return value


def from_text_cell(value: str) -> str:
    return value[1:] if value.startswith("'") else value


class EachLine:
    """A file for csv.writer that hands the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write_csv(extract: Extract) -> Iterator[bytes]:
    """PostgreSQL ends a line of CSV with a line feed alone, where the standard has two characters."""
    yield ",".join(KEYS).encode() + b"\r\n"
    yield from extract.rows.pieces(_CELLS, AS_CSV, after=b"\r\n", risky=_RISKY)
