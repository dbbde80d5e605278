"""From PostgreSQL to arrays: the published rows by binary COPY."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.models import TextChoices

import numpy as np
from numpy.typing import NDArray

from ..models import Position
from ..vocabulary import Confidence, Stance, Substance, Voice
from .dates import PRECISIONS, UNDATED

_BEFORE_DAY_ONE = "DATE '0001-01-01' + 1"  # taken from a date, it leaves Python's ordinal of the day

# COPY's binary format: a header, a row at a time its field count and each field behind its length, a trailer.
_HEADER = 19
_WIDTHS = {"int8": ">i8", "int4": ">i4", "int2": ">i2"}
_AT_ONCE = 4 * 1024 * 1024  # bytes

Read = dict[str, NDArray[np.integer]]


def _place_in(field: str, values: Collection[str]) -> str:
    """SQL for a value's place in a list, from 1: the code that the columns give it; 0 for none of it."""
    cases = " ".join(f"WHEN '{value}' THEN {code}" for code, value in enumerate(values, start=1))
    return f"CASE {field} {cases} ELSE 0 END"


def _place_among(field: str, choices: type[TextChoices]) -> str:
    return _place_in(field, choices.values)


# Days and closed lists come as the digits of one number, each at its place and of so many bits: a field of
# its own costs PostgreSQL more than its value.
_DIGITS = {
    "stance": (_place_among("stance", Stance), 0, 4),
    "substance": (_place_among("substance", Substance), 4, 4),
    "confidence": (_place_among("confidence", Confidence), 8, 4),
    "precision": (_place_in("stated_on_precision", [each.value for each in PRECISIONS]), 12, 4),
    "first": (f"coalesce(stated_on - {_BEFORE_DAY_ONE}, {UNDATED})", 16, 22),
}
_OF_ORGANIZATION = 1  # the lowest bit of a holder; the others are a primary key
_STATEMENT_FIELDS = {
    "id": ("id", "int8"),
    "holder": (f"coalesce(country_id << 1, (organization_id << 1) | {_OF_ORGANIZATION}, 0)", "int8"),
    "leader": ("coalesce(leader_id, 0)", "int8"),
    "issue": ("issue_id", "int8"),
    "summit": ("coalesce(summit_id, 0)", "int8"),
    "digits": (" | ".join(f"(({code})::int8 << {place})" for code, place, _ in _DIGITS.values()), "int8"),
}
_PASSAGE_FIELDS = {
    "position": ("position_id", "int8"),
    "text": ("text_id", "int8"),
    "voice": (_place_among("voice", Voice), "int2"),
}
_STATEMENTS = "FROM policy_positions_position WHERE state = 'published'"
_PASSAGES = "FROM policy_positions_quotation WHERE true"
_TEXT_FIELDS = {"id": ("id", "int8"), "source": ("source_id", "int8")}
_TEXTS = "FROM policy_positions_sourcetext WHERE true"


def small(numbers: NDArray[np.integer]) -> NDArray[np.integer]:
    """In as few bytes as they need; none is below 0."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def newest_last(first: NDArray[np.integer], ids: NDArray[np.integer]) -> NDArray[np.int64]:
    """Numbers in the order of the rows, ascending: first by the day, then by the primary key."""
    return (first.astype(np.int64) << 40) + ids


@contextmanager
def reading(ids: Collection[int] | None = None) -> Iterator[tuple[Future[Read], Future[tuple[Read, Read]]]]:
    """Statements, and then passages with texts: of the whole record, or of the positions with the ``ids``.

    A thread reads them, so that numbers are made of the statements while passages come. It reads by the
    cursor of who asked, since all is to be of one transaction; until it is done, nothing else may.
    """
    with connections[Position.objects.db].cursor() as cursor, ThreadPoolExecutor(max_workers=1) as beside:
        yield beside.submit(_read_statements, cursor, ids), beside.submit(_read_passages, cursor, ids)


def _read_statements(cursor: Any, ids: Collection[int] | None) -> Read:
    """A value a published position, in no order."""
    read = _copy(cursor, _STATEMENT_FIELDS, _STATEMENTS, "id", ids)
    holder, digits = read.pop("holder"), read.pop("digits").astype(np.int64)
    is_organization = holder & _OF_ORGANIZATION != 0
    read["country"] = np.where(is_organization, 0, holder >> 1)
    read["organization"] = np.where(is_organization, holder >> 1, 0)
    return read | {
        name: small(digits >> place & (1 << bits) - 1) for name, (_, place, bits) in _DIGITS.items()
    }


def _read_passages(cursor: Any, ids: Collection[int] | None) -> tuple[Read, Read]:
    """A value a quotation, of a draft's as well; and a value a text that they come from."""
    passages = _copy(cursor, _PASSAGE_FIELDS, _PASSAGES, "position_id", ids)
    texts = None if ids is None else np.unique(passages["text"]).tolist()
    return passages, _copy(cursor, _TEXT_FIELDS, _TEXTS, "id", texts)


def _copy(
    cursor: Any, fields: Mapping[str, tuple[str, str]], clauses: str, key: str, keys: Collection[int] | None
) -> Read:
    """``keys`` are numbers of the record's own, and written into the statement: COPY takes no parameters."""
    columns = ", ".join(f"({expression})::{kind}" for expression, kind in fields.values())
    some = (
        "" if keys is None else f" AND {key} = ANY('{{{','.join(str(int(each)) for each in keys)}}}'::int8[])"
    )
    rows = _Rows({name: _WIDTHS[kind] for name, (_, kind) in fields.items()})
    cursor.copy_expert(f"COPY (SELECT {columns} {clauses}{some}) TO STDOUT (FORMAT binary)", rows)
    return rows.read()


class _Rows:
    """A file for COPY that makes numbers of what is written, some rows at a time, and drops the rest."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        row = [("field_count", ">i2")]
        for name, kind in kinds.items():
            row += [(f"{name}_length", ">i4"), (name, kind)]
        self._row, self._names = np.dtype(row), tuple(kinds)
        self._written = bytearray()
        self._start = _HEADER
        self._parts: list[Read] = []

    def write(self, row: bytes) -> None:
        self._written += row
        if len(self._written) > _AT_ONCE:
            self._make_numbers()

    def read(self) -> Read:
        self._make_numbers()
        return {name: np.concatenate([part[name] for part in self._parts]) for name in self._names}

    def _make_numbers(self) -> None:
        """Of whole rows; of the trailer there are none."""
        count = (len(self._written) - self._start) // self._row.itemsize
        rows = np.frombuffer(self._written, self._row, count, self._start)
        self._parts.append({name: small(rows[name]) for name in self._names})
        end = self._start + rows.nbytes
        self._written, self._start = self._written[end:], 0
