"""Statements of the site that take longer than they may, by pg_stat_statements where it can be had."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper

BUDGET = 50  # milliseconds
NOT_THERE = "pg_stat_statements is not loaded: no statement was watched"


@contextmanager
def watched(connection: BaseDatabaseWrapper) -> Iterator[None]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
            cursor.execute("SELECT pg_stat_statements_reset()")
    except DatabaseError:
        pass
    yield


def largest_statements(connection: BaseDatabaseWrapper) -> list[str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT round(mean_exec_time::numeric, 1), calls, left(query, 160)
                FROM pg_stat_statements WHERE mean_exec_time > %s AND query NOT LIKE '%%pg_%%'
                ORDER BY mean_exec_time DESC LIMIT 20""",
                [BUDGET],
            )
            return [f"{mean} ms, {calls} times: {query}" for mean, calls, query in cursor.fetchall()]
    except DatabaseError:
        return [NOT_THERE]
