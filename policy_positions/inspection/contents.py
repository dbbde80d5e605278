"""What a database holds, table by table: how many rows, and a digest of all that they say."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from django.db import connection, transaction

# What passes: who is signed in where, and who failed to be. Neither kept in a backup nor compared.
PASSING = (
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
    "django_session",
)
_TABLES = """
    SELECT own.relname, array_agg(quote_ident(key.attname) ORDER BY key.attnum)
    FROM pg_class own
    JOIN pg_index held ON held.indrelid = own.oid AND held.indisprimary
    JOIN pg_attribute key ON key.attrelid = own.oid AND key.attnum = ANY(held.indkey)
    WHERE own.relnamespace = 'public'::regnamespace AND own.relkind = 'r' AND own.relname <> ALL(%s)
    GROUP BY own.relname ORDER BY own.relname
"""
_PLAINLY = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL bytea_output = 'hex'"


class Held(NamedTuple):
    rows: int
    sha256: str


class _Digest:
    """A file for COPY that keeps the digest of what is written, and its number of lines."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        self.rows += content.count(b"\n")  # COPY writes a line feed within a value as two characters
        return len(content)

    def held(self) -> Held:
        return Held(self.rows, self._digest.hexdigest())


def tables() -> list[tuple[str, list[str]]]:
    """Every table that is kept, with the columns of its key."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES, [list(PASSING)])
        return list(cursor.fetchall())


def contents(after_each: Callable[[int], None] = lambda tables: None) -> dict[str, Held]:
    """Each table's rows in the order of their keys, as COPY writes them."""
    found = {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_PLAINLY)
        for name, key in tables():
            digest = _Digest()
            rows = f'SELECT * FROM "{name}" ORDER BY {", ".join(key)}'  # noqa: S608 - names from the catalogue
            cursor.copy_expert(f"COPY ({rows}) TO STDOUT", digest)
            found[name] = digest.held()
            after_each(1)
    return found


def migrations() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY app, name")
        return [name for (name,) in cursor.fetchall()]
