"""Many new rows at once: by COPY, in one transaction, under every promise of the database."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.db.backends.utils import CursorWrapper

from ..models import DataRevision, Position, Quotation, Revision, Source, SourceText
from ..models.search import DOCUMENT, WORDS_OF_ITS_OWN
from ..vocabulary import Act
from .recording import CHECK_DEFERRED, RECORD_EACH_NEW

IDS_AT_A_TIME = 2_000
INDEX_MEMORY = "256MB"  # to build the search index in


class SourceRow(NamedTuple):
    id: int
    slug: str
    type: str
    title: str
    title_is_supplied: bool
    author: str
    publisher: str
    dateline: str
    issued: datetime.date | None
    issued_precision: str
    issued_note: str
    url: str
    archive_url: str
    language: str


class TextRow(NamedTuple):
    id: int
    source_id: int
    version: int
    sha256: str
    length: int
    body: str | None


class PositionRow(NamedTuple):
    id: int
    public_id: str
    country_id: int | None
    organization_id: int | None
    leader_id: int | None
    issue_id: int
    scheme_version: int
    stance: str
    substance: str
    stated_on: datetime.date | None
    stated_on_precision: str
    date_note: str
    summit_id: int | None
    summit_relation: str
    summary: str
    confidence: str
    coding_note: str
    state: str
    drafted_by_id: int
    published_by_id: int | None
    published_at: datetime.datetime | None
    version: int


class QuotationRow(NamedTuple):
    id: int
    position_id: int
    order: int
    text_id: int
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    verified: bool
    voice: str
    attribution: str
    language: str
    translation: str


class Batch(NamedTuple):
    """Rows that are checked together: a position with all its quotations, a text with its source."""

    sources: list[SourceRow]
    texts: list[TextRow]
    positions: list[PositionRow]
    quotations: list[QuotationRow]


Write = Callable[[Batch], None]

# A position is written once, with its document: an update afterwards would leave every row twice.
_ARRIVE = "CREATE TEMPORARY TABLE arriving (LIKE policy_positions_position)"
_POSITION_FIELDS = ", ".join(PositionRow._fields)
_TAKE_IN = f"""
    INSERT INTO policy_positions_position ({_POSITION_FIELDS}, document)
    SELECT {_POSITION_FIELDS}, {DOCUMENT}
    FROM arriving own {WORDS_OF_ITS_OWN}
    ORDER BY own.id
"""  # noqa: S608 - built from the constants above alone
_RECORD = RECORD_EACH_NEW.format(rows="arriving own")
# Triggers ask at every row whether pgtrigger is to ignore them. Where nobody has ever said so, the question
# fails, and undoing what failed walks through all checks still to come: an answer, "none", is 8 times faster.
IGNORE_NO_TRIGGER = "SET LOCAL pgtrigger.ignore = '{}'"
# What is being written has no statistics: left to guess, the planner soon reads whole tables for each row.
_BY_INDEX_ALONE = "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL jit = off"
_AS_BEFORE = "RESET enable_seqscan; RESET enable_hashjoin; RESET jit"


def reserved_ids(model: type[models.Model]) -> Iterator[int]:
    """Primary keys that nobody else is given, for as long as they are asked for."""
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [model._meta.db_table, IDS_AT_A_TIME],
            )
            numbers = [number for (number,) in cursor.fetchall()]
        yield from numbers


@contextmanager
def writing(*, by: User, reason: str) -> Iterator[Write]:
    """Yield what writes a batch. All batches are one transaction, each position leaves a revision.

    Foreign keys and the evidence of what is published are checked at the end of each batch, everything
    else row by row as ever. Into an empty record the search index is built last, by its own definition.
    """
    # Inside a savepoint PostgreSQL keeps each check that was made, and walks through all at each batch.
    whole = transaction.atomic(savepoint=False)
    with whole, connection.cursor() as cursor, _search_index_last(cursor):
        cursor.execute(IGNORE_NO_TRIGGER)
        cursor.execute(_BY_INDEX_ALONE)
        cursor.execute(_ARRIVE)
        yield lambda batch: _write(cursor, batch, by=by, reason=reason)
        cursor.execute("DROP TABLE arriving")
        cursor.execute(_AS_BEFORE)
        DataRevision.objects.move()


def _write(cursor: CursorWrapper, batch: Batch, *, by: User, reason: str) -> None:
    _copy(cursor, Source._meta.db_table, SourceRow._fields, batch.sources)
    _copy(cursor, SourceText._meta.db_table, TextRow._fields, batch.texts)
    _copy(cursor, Quotation._meta.db_table, QuotationRow._fields, batch.quotations)
    _copy(cursor, "arriving", PositionRow._fields, batch.positions)
    cursor.execute(_TAKE_IN)
    cursor.execute(_RECORD, [Act.LOAD, by.pk, reason])
    cursor.execute("TRUNCATE arriving")
    cursor.execute(CHECK_DEFERRED)


def _copy(
    cursor: CursorWrapper, table: str, fields: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    columns = ", ".join(f'"{field}"' for field in fields)
    written = io.StringIO("".join("\t".join(map(_cell, row)) + "\n" for row in rows))
    with connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", written)


def _cell(value: object) -> str:
    """A value in COPY's text format."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        escaped = value.replace("\\", r"\\").replace("\t", r"\t")
        return escaped.replace("\n", r"\n").replace("\r", r"\r")
    return str(value)


@contextmanager
def _search_index_last(cursor: CursorWrapper) -> Iterator[None]:
    """Build the index over what can be searched at the end, where nothing is on record yet.

    Into a record it is kept up row by row: its readers are searching meanwhile.
    """
    if Position.objects.exists():
        yield
        return
    cursor.execute("SELECT pg_get_indexdef('position_document'::regclass)")
    (definition,) = cursor.fetchone()
    cursor.execute(CHECK_DEFERRED)  # an index of a table with checks to come cannot go
    cursor.execute("DROP INDEX position_document")
    yield
    cursor.execute("SET LOCAL maintenance_work_mem = %s", [INDEX_MEMORY])
    cursor.execute(definition)
    for model in (Position, Quotation, Source, SourceText, Revision):
        cursor.execute(f"ANALYZE {model._meta.db_table}")
