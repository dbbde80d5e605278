"""The record as one SQLite table for Datasette: an index a facet, and one of the same words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from django.db import connection

from .questions import COLUMN, FACETS, JOINED

_FIELDS = ("id", "stated_on", "summary", *FACETS, "voices", "words")
_READ = f"""SELECT position.id, position.stated_on::text, position.summary,
    {", ".join(COLUMN[name] for name in FACETS)},
    (SELECT string_agg(DISTINCT voice, '|') FROM policy_positions_quotation WHERE position_id = position.id),
    array_to_string(tsvector_to_array(position.document), ' ')
    {JOINED}"""
AT_ONCE = 20_000


def make_sqlite(path: Path) -> None:
    """As long as it takes: none of it is timed."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;")
    database.execute(
        f"CREATE TABLE positions ({', '.join(f'[{name}]' for name in _FIELDS)}, PRIMARY KEY (id))"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(_READ)
        while rows := cursor.fetchmany(AT_ONCE):
            database.executemany(f"INSERT INTO positions VALUES ({', '.join('?' * len(_FIELDS))})", rows)
    for name in ("stated_on", *FACETS):
        database.execute(f"CREATE INDEX by_{name} ON positions ([{name}])")
    database.executescript(
        """CREATE VIRTUAL TABLE positions_fts USING fts5 (words, content='positions', content_rowid='id');
        INSERT INTO positions_fts (rowid, words) SELECT id, words FROM positions;
        ANALYZE;"""
    )
    database.commit()
    database.close()
