"""Which positions hold the words that a reader looks for, kept while the record stays as it is."""

from __future__ import annotations

import io

from django.db import connections

import numpy as np
from numpy.typing import NDArray

from ..latest import Latest
from ..models import Position
from ..models.search import in_one

KEPT_BYTES = 16 * 1024 * 1024

# The words are looked up first, by themselves: beside an order by date and a limit, the planner takes a rare
# word for a common one and reads the whole record in the order of its dates.
_MATCHING = """SELECT id FROM policy_positions_position
    WHERE document @@ %(query)s::tsquery AND state = 'published'"""
_BY_RELEVANCE = """WITH found AS MATERIALIZED (
        SELECT id, stated_on, ts_rank(document, %(query)s::tsquery) AS rank FROM policy_positions_position
        WHERE document @@ %(query)s::tsquery AND state = 'published'
    )
    SELECT id FROM found ORDER BY rank DESC, stated_on DESC NULLS LAST, id DESC"""

_kept: Latest[NDArray[np.int64]] = Latest(KEPT_BYTES)


def ids_matching(words: str, revision: object) -> NDArray[np.int64] | None:
    """In no order; None where the words ask for nothing."""
    return _found(_MATCHING, words, revision)


def ids_by_relevance(words: str, revision: object) -> NDArray[np.int64]:
    """Best match first, of those as good the newest."""
    found = _found(_BY_RELEVANCE, words, revision)
    return np.zeros(0, np.int64) if found is None else found


def _found(statement: str, words: str, revision: object) -> NDArray[np.int64] | None:
    key = (statement, words, revision)
    known = _kept.get(key)
    if known is not None:
        return known
    query = in_one(words, Position.objects.db)
    return None if query is None else _kept.keep(key, _read(statement, query))


def _read(statement: str, query: str) -> NDArray[np.int64]:
    """COPY's binary rows are a field count, a length and the key, between 19 bytes and an end of 2."""
    stream = io.BytesIO()
    with connections[Position.objects.db].cursor() as cursor:
        asked = cursor.mogrify(statement, {"query": query}).decode()
        cursor.copy_expert(f"COPY ({asked}) TO STDOUT (FORMAT binary)", stream)
    row = np.dtype([("fields", ">i2"), ("length", ">i4"), ("id", ">i8")])
    return np.frombuffer(stream.getbuffer()[19:-2], row)["id"].astype(np.int64)
