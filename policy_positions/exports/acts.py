"""The record of acts as a file: CSV to look at, JSON lines to prove the chain again elsewhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC
from typing import Any, NamedTuple

from ..models import Revision
from .csv import EachLine, as_text_cell
from .pieces import gathered

COLUMNS = (
    *("id", "at", "by", "act", "kind", "record", "version", "reason"),
    *("cautions", "before", "after", "position_id", "by_id", "previous", "digest"),
)
AS_JSON = ("cautions", "before", "after")
AT_A_TIME = 1_000


class ActsFormat(NamedTuple):
    content_type: str
    write: Callable[[Iterable[Revision]], Iterator[str]]


def _cells(act: Revision) -> dict[str, Any]:
    """By the names of docs/audit.md; the time as the digest has it."""
    plain = {name: getattr(act, name) for name in COLUMNS if name not in ("at", "by", "record")}
    at = act.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return {**plain, "at": at, "by": act.by.username, "record": act.name}


def _csv(acts: Iterable[Revision]) -> Iterator[str]:
    writer = csv.writer(EachLine())
    yield writer.writerow(COLUMNS)
    for act in acts:
        cells = _cells(act)
        cells |= {name: json.dumps(cells[name], ensure_ascii=False) for name in AS_JSON}
        yield writer.writerow([as_text_cell(cells[name]) for name in COLUMNS])


def _jsonl(acts: Iterable[Revision]) -> Iterator[str]:
    for act in acts:
        yield json.dumps(_cells(act), ensure_ascii=False) + "\n"


ACTS_FORMATS = {
    "csv": ActsFormat("text/csv; charset=utf-8", _csv),
    "jsonl": ActsFormat("application/x-ndjson", _jsonl),
}


def write_acts(acts: Any, extension: str) -> Iterator[str]:
    """Streamed, a thousand acts in memory at a time."""
    return gathered(ACTS_FORMATS[extension].write(_in_batches(acts.select_related("by", "position"))))


def _in_batches(acts: Any) -> Iterator[Revision]:
    """In the order of their keys, without a cursor on the server, which a pooler would not keep."""
    last = 0
    while batch := list(acts.filter(pk__gt=last)[:AT_A_TIME]):
        yield from batch
        last = batch[-1].pk
