"""The record as a Frictionless data package: a zip of CSV tables, and of what they hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO, Any

from tracker import TITLE

from .csv import RISKY_SPACES, RISKY_STARTS, as_text_cell
from .extract import LICENCE_URL, RIGHTS, Extract
from .pieces import PIECE, spooled, written_first
from .record_tables import POSITIONS, QUOTATIONS, frame
from .resources import Table
from .rows import Row

NAME = "hemispheric-drug-policy-positions"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
# An archive of the same record is the same bytes, whenever it was made.
NO_TIME = (1980, 1, 1, 0, 0, 0)
TEXT_CELLS = {
    "prefix": "'",
    "before": [*RISKY_STARTS, *RISKY_SPACES],
    "description": (
        "So that no spreadsheet runs it, a text that starts with one of these, also behind white space, has "
        "one apostrophe put before it. To have it back, take one away from every text that starts with one."
    ),
}


class _File:
    """A CSV of the package while it is written: its bytes, their digest, how many they and its rows are."""

    def __init__(self, table: Table, stack: ExitStack) -> None:
        self.table = table
        self.bytes = self.rows = 0
        self.spool = stack.enter_context(spooled())
        self._digest = hashlib.sha256()
        self._writer = csv.writer(self)
        self._writer.writerow(table.names)

    def write(self, line: str) -> None:
        """What csv.writer calls with each line."""
        encoded = line.encode()
        self.spool.write(encoded)
        self._digest.update(encoded)
        self.bytes += len(encoded)

    def add(self, cells: Iterable[Any]) -> None:
        self._writer.writerow([as_text_cell(cell) for cell in cells])
        self.rows += 1

    @property
    def name(self) -> str:
        return f"{self.table.name}.csv"

    def described(self) -> dict[str, Any]:
        return {
            "name": self.table.name,
            "type": "table",
            "title": self.table.title,
            "path": self.name,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": DIALECT,
            "bytes": self.bytes,
            "hash": f"sha256:{self._digest.hexdigest()}",
            "rowCount": self.rows,
            "schema": self.table.schema(),
        }


def write_datapackage(extract: Extract) -> Iterator[bytes]:
    return written_first(lambda file: _write_package(extract, file))


def _write_package(extract: Extract, file: IO[bytes]) -> None:
    with ExitStack() as stack:
        files = list(_tables(extract, stack))
        package = json.dumps(_described(extract, files), ensure_ascii=False, indent=2) + "\n"
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "datapackage.json", io.BytesIO(package.encode()), len(package.encode()))
            for table in files:
                table.spool.seek(0)
                _add(archive, table.name, table.spool, table.bytes)


def _tables(extract: Extract, stack: ExitStack) -> Iterator[_File]:
    """Positions first: what they refer to is never deleted, so that it is still there when its turn comes."""
    positions, quotations = _File(POSITIONS, stack), _File(QUOTATIONS, stack)
    _write_positions(extract.rows, positions, quotations)
    yield positions
    yield quotations
    for table, rows in frame():
        file = _File(table, stack)
        for cells in table.cells(rows):
            file.add(cells)
        yield file


def _write_positions(rows: Iterable[Row], positions: _File, quotations: _File) -> None:
    """Both in one pass, so that each quotation has its position, whatever is withdrawn meanwhile."""
    last = None
    for row in rows:
        if row["public_id"] != last:
            last = row["public_id"]
            positions.add(row[name] for name in POSITIONS.names)
        quotations.add(row[name] for name in QUOTATIONS.names)


def _described(extract: Extract, files: list[_File]) -> dict[str, Any]:
    return {
        "$schema": PROFILE,
        "name": NAME,
        "title": TITLE,
        "description": (
            f"{extract.filter}. {RIGHTS} Positions and quotations are those of the filter; the tables that "
            "they refer to are whole. The texts of sources are named by digest and length, and not included."
        ),
        "homepage": extract.address,
        "version": str(extract.revision),
        "created": extract.generated_at.isoformat(timespec="seconds"),
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": LICENCE_URL,
                "title": "Creative Commons Attribution 4.0 International",
            }
        ],
        "filter": {"description": extract.filter, "query": extract.query},
        "textCells": TEXT_CELLS,
        "resources": [file.described() for file in files],
    }


def _add(archive: zipfile.ZipFile, name: str, content: IO[bytes], size: int) -> None:
    entry = zipfile.ZipInfo(name, NO_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    entry.file_size = size  # tells zipfile whether the entry needs 64 bits
    with archive.open(entry, "w") as target:
        while piece := content.read(PIECE):
            target.write(piece)
