"""From PostgreSQL to arrays: the published rows by binary COPY."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping

from django.db import connections
from django.db.models import TextChoices

import numpy as np
from numpy.typing import NDArray

from ..models import Position
from ..vocabulary import Confidence, Stance, Substance, Voice
from .dates import PRECISIONS, UNDATED

_BEFORE_DAY_ONE = "DATE '0001-01-01' + 1"  # taken from a date, it leaves Python's ordinal of the day

# COPY's binary format: a header, then a row at a time its field count and each field behind its length.
_HEADER, _TRAILER = 19, 2
_WIDTHS = {"int8": ">i8", "int4": ">i4", "int2": ">i2"}


def _place_in(field: str, values: Collection[str]) -> str:
    """SQL for a value's place in a list, from 1: the code that the columns give it; 0 for none of it."""
    cases = " ".join(f"WHEN '{value}' THEN {code}" for code, value in enumerate(values, start=1))
    return f"CASE {field} {cases} ELSE 0 END"


def _place_among(field: str, choices: type[TextChoices]) -> str:
    return _place_in(field, choices.values)


_STATEMENT_FIELDS = {
    "id": ("id", "int8"),
    "country": ("coalesce(country_id, 0)", "int8"),
    "organization": ("coalesce(organization_id, 0)", "int8"),
    "leader": ("coalesce(leader_id, 0)", "int8"),
    "issue": ("issue_id", "int8"),
    "summit": ("coalesce(summit_id, 0)", "int8"),
    "stance": (_place_among("stance", Stance), "int2"),
    "substance": (_place_among("substance", Substance), "int2"),
    "confidence": (_place_among("confidence", Confidence), "int2"),
    "first": (f"coalesce(stated_on - {_BEFORE_DAY_ONE}, {UNDATED})", "int4"),
    "precision": (
        _place_in("stated_on_precision", [precision.value for precision in PRECISIONS]),
        "int2",
    ),
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


def read_statements(ids: Collection[int] | None = None) -> NDArray[np.void]:
    """One record a published position, in no order; of all, or of those with the ids."""
    return _copy(_STATEMENT_FIELDS, _STATEMENTS, "id", ids)


def newest_last(first: NDArray[np.integer], ids: NDArray[np.integer]) -> NDArray[np.int64]:
    """Numbers in the order of the rows, ascending: first by the day, then by the primary key."""
    return (first.astype(np.int64) << 40) + ids


def read_passages(ids: Collection[int] | None = None) -> tuple[NDArray[np.void], NDArray[np.void]]:
    """One record a quotation, of all positions or of those with the ids, and one a text they come from."""
    passages = _copy(_PASSAGE_FIELDS, _PASSAGES, "position_id", ids)
    texts = None if ids is None else np.unique(passages["text"]).tolist()
    return passages, _copy(_TEXT_FIELDS, _TEXTS, "id", texts)


def _copy(
    fields: Mapping[str, tuple[str, str]], clauses: str, key: str, ids: Collection[int] | None
) -> NDArray[np.void]:
    """``ids`` are numbers of the record's own, and written into the statement: COPY takes no parameters."""
    columns = ", ".join(f"({expression})::{kind}" for expression, kind in fields.values())
    some = (
        "" if ids is None else f" AND {key} = ANY('{{{','.join(str(int(each)) for each in ids)}}}'::int8[])"
    )
    stream = io.BytesIO()
    with connections[Position.objects.db].cursor() as cursor:
        cursor.copy_expert(f"COPY (SELECT {columns} {clauses}{some}) TO STDOUT (FORMAT binary)", stream)
    row = [("field_count", ">i2")]
    for name, (_, kind) in fields.items():
        row += [(f"{name}_length", ">i4"), (name, _WIDTHS[kind])]
    return np.frombuffer(stream.getbuffer()[_HEADER:-_TRAILER], np.dtype(row))
