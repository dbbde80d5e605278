"""The files that a reader can take away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from .csv import write_csv
from .datapackage import write_datapackage
from .extract import Extract
from .jsonl import write_jsonl
from .jsonld import write_jsonld
from .xlsx import DoesNotFit, write_xlsx

# What is made whole before its first byte is sent: a proxy waits a minute for that, and a reader no longer.
MOST_ROWS = 150_000


class Format(NamedTuple):
    """``size`` is about how many bytes a position takes, by the made-up record; ``most`` rows are written."""

    label: str
    content_type: str
    write: Callable[[Extract], Iterator[bytes]]
    size: int
    most: int | None = None

    def require_room(self, extract: Extract) -> None:
        if self.most is not None and extract.quotations > self.most:
            raise DoesNotFit(
                f"It is made whole before it is sent, which is done for {self.most:,} rows at most, and "
                f"these are {extract.quotations:,}. Take CSV or JSON lines, which begin at once; or narrow "
                "the filter."
            )

    def megabytes(self, positions: int) -> int:
        """About how many a file of so many positions has."""
        return max(1, round(self.size * positions / 1_000_000))


FORMATS = {
    "csv": Format("CSV", "text/csv; charset=utf-8", write_csv, size=900),
    "xlsx": Format(
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write_xlsx,
        size=300,
        most=MOST_ROWS,
    ),
    "jsonl": Format("JSON lines", "application/x-ndjson; charset=utf-8", write_jsonl, size=1600),
    "jsonld": Format(
        "Web annotations (JSON-LD)",
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8',
        write_jsonld,
        size=1900,
    ),
}
DATA_PACKAGE = Format("Data package", "application/zip", write_datapackage, size=200, most=MOST_ROWS)
