"""Rows as JSON lines, streamed: an object a row, every column in each."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .extract import Extract
from .pieces import gathered


def write_jsonl(extract: Extract) -> Iterator[str]:
    return gathered(json.dumps(row, ensure_ascii=False) + "\n" for row in extract.rows)
