"""Rows to files, streamed: a row a quotation, exactly what is filtered."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from . import tables
from .models import Position

CHUNK = 2000

# What a spreadsheet would run as a formula. An apostrophe before it keeps it text; reading it back takes the
# apostrophe away, and a real one at the start is doubled so that nothing is lost.
RISKY_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def as_text_cell(value: Any) -> Any:
    """Keep a spreadsheet from taking text for a formula; ``from_text_cell`` undoes it."""
    if isinstance(value, str) and value.startswith(RISKY_STARTS):
        return "'" + value
    return value


def from_text_cell(value: str) -> str:
    return value[1:] if value.startswith("'") else value


def rows(ids: Sequence[int]) -> Iterator[dict[str, Any]]:
    """A row a quotation of the positions, in their order, as values by column key."""
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for position in Position.objects.published().for_table().in_order(chunk):
            for quotation in position.quotations.all():
                yield {field.key: field.value(position, quotation) for field in tables.DOWNLOAD}


class _Line:
    """A file for csv.writer that hands the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def write_csv(ids: Sequence[int]) -> Iterator[str]:
    writer = csv.writer(_Line())
    keys = [field.key for field in tables.DOWNLOAD]
    yield writer.writerow(keys)
    for row in rows(ids):
        yield writer.writerow([as_text_cell(row[key]) for key in keys])


def write_jsonl(ids: Sequence[int]) -> Iterator[str]:
    for row in rows(ids):
        yield json.dumps(row, ensure_ascii=False) + "\n"


class Format(NamedTuple):
    label: str
    content_type: str
    write: Callable[[Sequence[int]], Iterator[str]]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", write_csv),
    "jsonl": Format("JSON lines", "application/x-ndjson; charset=utf-8", write_jsonl),
}
