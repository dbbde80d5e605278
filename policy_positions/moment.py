"""Several queries that are answered from one state of the record."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def at_one_moment(*, writing: bool = False) -> Iterator[None]:
    """Every query inside sees the record as it was at the first; others go on writing meanwhile.

    Within a transaction that has begun already, its isolation stands, and nothing is changed.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            mode = "READ WRITE" if writing else "READ ONLY"
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, {mode}")
        yield
