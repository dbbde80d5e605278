"""Rows as JSON lines, streamed: an object a row, every column in each."""

from __future__ import annotations

from collections.abc import Iterator

from .extract import Extract
from .in_json import ROW
from .rows import AS_JSON


def write_jsonl(extract: Extract) -> Iterator[bytes]:
    return extract.rows.pieces(ROW, AS_JSON)
