"""Rows as CSV, streamed: safe to open in a spreadsheet, and the same text again when it is read back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from .extract import Extract
from .pieces import gathered
from .rows import KEYS

# What a spreadsheet may run as a formula, also behind white space and in full width. An apostrophe before it
# keeps it text. A real one at the start is doubled, so that taking one away always gives the text back.
RISKY_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'")
RISKY_SPACES = ("\t", "\r", "\n")


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


def write_csv(extract: Extract) -> Iterator[str]:
    return gathered(_lines(extract))


def _lines(extract: Extract) -> Iterator[str]:
    writer = csv.writer(EachLine())
    yield writer.writerow(KEYS)
    for row in extract.rows:
        yield writer.writerow([as_text_cell(row[key]) for key in KEYS])
