"""From PostgreSQL to arrays: the published rows by binary COPY, newest first."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import NamedTuple

from django.db import connection
from django.db.models import TextChoices

import numpy as np
from numpy.typing import NDArray

from ..models import Tenure
from ..vocabulary import Confidence, Stance, Substance, Voice
from .facets import Dimension

Codes = NDArray[np.integer]

UNDATED = 0  # as a day number: no date is known
_BEFORE_DAY_ONE = "DATE '0001-01-01' + 1"  # taken from a date, it leaves Python's ordinal of the day

# COPY's binary format: a header, then a row at a time its field count and each field behind its length.
_HEADER, _TRAILER = 19, 2
_WIDTHS = {"int8": ">i8", "int4": ">i4", "int2": ">i2"}


def _place_in(field: str, choices: type[TextChoices]) -> str:
    """SQL for a value's place in its closed list, from 1: the code that the columns give it."""
    return f"array_position(ARRAY{choices.values!r}::text[], {field}::text)"


_STATEMENT_FIELDS = {
    "id": ("id", "int8"),
    "country": ("coalesce(country_id, 0)", "int8"),
    "organization": ("coalesce(organization_id, 0)", "int8"),
    "leader": ("coalesce(leader_id, 0)", "int8"),
    "issue": ("issue_id", "int8"),
    "summit": ("coalesce(summit_id, 0)", "int8"),
    "stance": (_place_in("stance", Stance), "int2"),
    "substance": (_place_in("substance", Substance), "int2"),
    "confidence": (_place_in("confidence", Confidence), "int2"),
    "first": (f"coalesce(stated_on - {_BEFORE_DAY_ONE}, {UNDATED})", "int4"),
    "last": (
        f"""coalesce(CASE stated_on_precision
            WHEN 'month' THEN (stated_on + INTERVAL '1 month')::date - 1
            WHEN 'year' THEN (stated_on + INTERVAL '1 year')::date - 1
            ELSE stated_on END - {_BEFORE_DAY_ONE}, {UNDATED})""",
        "int4",
    ),
    "month": (
        """CASE WHEN stated_on_precision IN ('day', 'month')
            THEN extract(year FROM stated_on) * 12 + extract(month FROM stated_on) ELSE 0 END""",
        "int4",
    ),
}
_PASSAGE_FIELDS = {
    "position": ("quotation.position_id", "int8"),
    "source": ("text.source_id", "int8"),
    "voice": (_place_in("quotation.voice", Voice), "int2"),
}
_STATEMENTS = """FROM policy_positions_position WHERE state = 'published'
    ORDER BY stated_on DESC NULLS LAST, id DESC"""
_PASSAGES = """FROM policy_positions_quotation quotation
    JOIN policy_positions_sourcetext text ON text.id = quotation.text_id
    JOIN policy_positions_position position ON position.id = quotation.position_id
    WHERE position.state = 'published'"""


def read_statements() -> NDArray[np.void]:
    """One record a published position, newest first, the undated last."""
    return _copy(_STATEMENT_FIELDS, _STATEMENTS)


def read_passages() -> NDArray[np.void]:
    """One record a quotation of a published position, in no order."""
    return _copy(_PASSAGE_FIELDS, _PASSAGES)


def _copy(fields: Mapping[str, tuple[str, str]], clauses: str) -> NDArray[np.void]:
    columns = ", ".join(f"({expression})::{kind}" for expression, kind in fields.values())
    stream = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY (SELECT {columns} {clauses}) TO STDOUT (FORMAT binary)", stream)
    row = [("field_count", ">i2")]
    for name, (_, kind) in fields.items():
        row += [(f"{name}_length", ">i4"), (name, _WIDTHS[kind])]
    return np.frombuffer(stream.getbuffer()[_HEADER:-_TRAILER], np.dtype(row))


class Term(NamedTuple):
    """One tenure in codes and days; an open end is the last day there can be.

    ``last`` is the last day that it may have lasted, ``over`` the first on which somebody else may be in
    office: where the end is known to the day, that is the day of the handover itself.
    """

    leader: int
    country: int
    organization: int
    role: int
    first: int
    last: int
    over: int


FOREVER = int(np.iinfo(np.int32).max)


def day_number(day: datetime.date) -> int:
    return day.toordinal()


def day_of(number: int) -> datetime.date:
    return datetime.date.fromordinal(number)


def read_terms(dimensions: Mapping[str, Dimension]) -> list[Term]:
    """Every tenure; of several that fit a statement the last is the office it was made in."""
    codes = {name: _codes_by_id(dimensions[name]) for name in ("leader", "country", "organization")}
    return [
        Term(
            leader=codes["leader"][tenure.leader_id],
            country=codes["country"].get(tenure.country_id, 0),
            organization=codes["organization"].get(tenure.organization_id, 0),
            role=dimensions["role"].code_of[tenure.role],
            first=day_number(tenure.started.first or datetime.date.min),
            last=day_number(tenure.ended.last) if tenure.ended.last else FOREVER,
            over=day_number(tenure.over) if tenure.over else FOREVER,
        )
        for tenure in sorted(Tenure.objects.all(), key=Tenure.rank)
    ]


def _codes_by_id(dimension: Dimension) -> dict[int | None, int]:
    return {key: code for code, key in enumerate(dimension.ids, start=1)}


def roles_at_the_time(statements: Mapping[str, Codes], terms: list[Term]) -> Codes:
    """The role in which each statement's leader spoke for its holder; 0 where no tenure says.

    ``statements`` holds codes of leader, country and organization, and first and last day, a row each.
    """
    roles = np.zeros(len(statements["leader"]), np.uint8)
    by_leader = np.argsort(statements["leader"], kind="stable")
    sorted_leaders = statements["leader"][by_leader]
    for term in terms:
        begin, end = np.searchsorted(sorted_leaders, [term.leader, term.leader + 1])
        rows = by_leader[begin:end]
        undated = statements["first"][rows] == UNDATED
        held = (statements["last"][rows] >= term.first) & (statements["first"][rows] <= term.last)
        same_holder = (statements["country"][rows] == term.country) & (
            statements["organization"][rows] == term.organization
        )
        roles[rows[(held | undated) & same_holder]] = term.role
    return roles
