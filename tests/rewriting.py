"""A history to rewrite, and its guards switched off: what somebody with the database's keys could do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from policy_positions import editing
from policy_positions.editing.recording import record
from policy_positions.models import Position, Revision
from policy_positions.vocabulary import Act
from tests.factories import make_draft, make_user
from tests.models.breaking import settle


def make_history(**fields) -> Position:
    """Drafted by one person, submitted, and published by another: three acts."""
    position = make_draft(drafted_by=make_user("editor"), **fields)
    record(position, Act.DRAFT, by=position.drafted_by, reason="From the news.")
    position = editing.submit(position, by=position.drafted_by)
    position = editing.publish(position, by=make_user("reviewer"), reason="The passage says so.")
    settle()
    return position


def sql(command: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(command, values)


@contextmanager
def guards_off(*models: type) -> Iterator[None]:
    """As the owner of the tables can, and nobody through the site or the ORM."""
    settle()
    for model in models or (Revision, Position):
        sql(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
    yield
    settle()
    for model in models or (Revision, Position):
        sql(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER USER")


def enable(model: type) -> None:
    """The guards against emptying a table as well, which tests that commit have switched off."""
    settle()
    sql(f"ALTER TABLE {model._meta.db_table} ENABLE TRIGGER USER")
