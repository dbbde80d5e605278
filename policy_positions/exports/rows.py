"""The rows that every file is made of: one a quotation, in the order of their positions.

PostgreSQL writes them: as CSV, or as one text a row, by COPY. Nothing of a row is made in Python.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

import numpy as np

from .. import tables
from ..models import Quotation
from .cells import select
from .in_json import ROW

CHUNK = 2000
COUNTED_AT_ONCE = 50_000
KEYS = tuple(field.key for field in tables.DOWNLOAD)

AS_CSV = "FORMAT csv"
# JSON holds no control character as itself: with these for quote and delimiter nothing is ever quoted.
AS_JSON = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"

Row = dict[str, Any]


class Rows:
    """The rows of positions that are published, in the order of their primary keys, a chunk at a time.

    "Published" is asked again with each chunk: what is withdrawn while a file is written is left out of it.
    """

    def __init__(self, ids: Sequence[int] | np.ndarray, *, chunk: int = CHUNK) -> None:
        self._ids, self._chunk = ids, chunk

    def chunks(self) -> Iterator[str]:
        """SELECT statements with every column."""
        for start in range(0, len(self._ids), self._chunk):
            yield select(self._ids[start : start + self._chunk])

    def written(self, columns: str, form: str, **values: str) -> Iterator[bytes]:
        """A line a row: SQL of columns of ``written``, in a form of COPY; ``values`` are its parameters."""
        for chunk in self.chunks():
            lines: list[bytes] = []
            with connection.cursor() as cursor:
                asked = cursor.mogrify(f"SELECT {columns} FROM", values).decode()
                cursor.copy_expert(f"COPY ({asked} ({chunk}) written) TO STDOUT ({form})", _EachLine(lines))
            yield from lines

    def __iter__(self) -> Iterator[Row]:
        """The rows as values by column key."""
        return map(json.loads, self.written(ROW, AS_JSON))


class _EachLine:
    """A file for COPY, which writes a row at a time."""

    def __init__(self, lines: list[bytes]) -> None:
        self.write = lines.append


def rows(ids: Sequence[int], *, chunk: int = CHUNK) -> Iterator[Row]:
    return iter(Rows(ids, chunk=chunk))


def count_rows(ids: Sequence[int] | np.ndarray) -> int:
    """How many rows the positions have."""
    chunks = (ids[start : start + COUNTED_AT_ONCE] for start in range(0, len(ids), COUNTED_AT_ONCE))
    quotations = Quotation.objects.published()
    return sum(quotations.filter(position__in=np.asarray(chunk).tolist()).count() for chunk in chunks)
