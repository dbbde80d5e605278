"""The rows that every file is made of: one a quotation, in the order of their positions.

PostgreSQL writes them: as CSV, or as one text a row, by COPY. Nothing of a row is made in Python.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any

from django.db import connections

import numpy as np

from .. import tables
from ..models import Quotation
from .cells import select
from .copying import copied
from .in_json import ROW
from .pieces import PIECE

# The rows of so many positions are found one by one, and come at once. All others are one statement, which
# reads whole tables and puts the rows in order before the first of them comes.
FIRST = 1000
AT_ONCE = 20_000  # positions, where somebody wants to know how far it is
KEYS = tuple(field.key for field in tables.DOWNLOAD)

AS_CSV = "FORMAT csv"
# JSON holds no control character as itself: with these for quote and delimiter nothing is ever quoted.
AS_JSON = r"FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02'"

_COUNT = """SELECT count(*) FROM unnest(%s::int8[]) asked (id)
    JOIN policy_positions_position position ON position.id = asked.id AND position.state = 'published'
    JOIN policy_positions_quotation quotation ON quotation.position_id = position.id"""

Row = dict[str, Any]


class Rows:
    """The rows of positions that are published, in the order of their primary keys.

    "Published" is asked as the rows are read: what was withdrawn before is left out of a file.
    """

    def __init__(self, ids: Sequence[int] | np.ndarray, *, first: int = FIRST) -> None:
        self._ids, self._first = ids, first

    def selects(self) -> list[str]:
        """SELECT statements with every column: of the first positions, and of all others."""
        parts = self._ids[: self._first], self._ids[self._first :]
        return [select(part) for part in parts if len(part)]

    def pieces(self, columns: str, form: str, **said: Any) -> Iterator[bytes]:
        """The same bytes as ``written``, in pieces worth sending."""
        with self.written(columns, form, **said) as file:
            while piece := file.read1(PIECE):
                yield piece

    def written(
        self, columns: str, form: str, *, before: bytes = b"", after: bytes = b"\n", **values: str
    ) -> AbstractContextManager[Any]:
        """A file of all rows, one line each.

        ``columns`` is the SQL of a line, whose columns come from a subquery called ``written``;
        ``values`` are its parameters. ``form`` are options of COPY. Each line stands between ``before`` and
        ``after``.
        """
        statements = self.statements(columns, form, **values)
        return copied(statements, using=Quotation.objects.db, before=before, after=after)

    def statements(self, columns: str, form: str, **values: str) -> list[str]:
        with connections[Quotation.objects.db].cursor() as cursor:
            asked = cursor.mogrify(f"SELECT {columns} FROM", values).decode()
        return [f"COPY ({asked} ({select}) written) TO STDOUT ({form})" for select in self.selects()]

    def __iter__(self) -> Iterator[Row]:
        """The rows as values by column key."""
        with self.written(ROW, AS_JSON) as file:
            yield from map(json.loads, file)


class RowsInParts(Rows):
    """The same, some positions at a time: in between the connection is free, and ``after_each`` is told."""

    def __init__(self, ids: np.ndarray, after_each: Callable[[int], None]) -> None:
        super().__init__(ids)
        self._after_each = after_each

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self._ids), AT_ONCE):
            part = self._ids[start : start + AT_ONCE]
            yield from Rows(part, first=0)
            self._after_each(len(part))


def rows(ids: Sequence[int], *, first: int = FIRST) -> Iterator[Row]:
    return iter(Rows(ids, first=first))


def count_rows(ids: Sequence[int] | np.ndarray) -> int:
    """How many rows the positions have."""
    with connections[Quotation.objects.db].cursor() as cursor:
        cursor.execute(_COUNT, [np.asarray(ids).tolist()])
        return int(cursor.fetchone()[0])
