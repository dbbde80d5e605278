"""Rows as JSON lines, streamed: an object a row, every column in each."""

from __future__ import annotations

from collections.abc import Iterator

from .extract import Extract
from .in_json import ROW
from .pieces import gathered
from .rows import AS_JSON


def write_jsonl(extract: Extract) -> Iterator[bytes]:
    return gathered(extract.rows.written(ROW, AS_JSON))
