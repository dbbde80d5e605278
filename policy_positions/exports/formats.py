"""The files that a reader can take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .csv import write_csv
from .datapackage import write_datapackage
from .extract import Extract
from .jsonl import write_jsonl
from .jsonld import write_jsonld
from .xlsx import write_xlsx


class Format(NamedTuple):
    label: str
    content_type: str
    write: Callable[[Extract], Iterator[bytes]]


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", write_csv),
    "xlsx": Format(
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
    ),
    "jsonl": Format("JSON lines", "application/x-ndjson; charset=utf-8", write_jsonl),
    "jsonld": Format(
        "Web annotations (JSON-LD)",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8',
        write_jsonld,
    ),
}
DATA_PACKAGE = Format("Data package", "application/zip", write_datapackage)
