"""Where this request reads: a replica that was chosen for it, or the primary, as all else does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpRequest

PRIMARY = DEFAULT_DB_ALIAS
SAFE = ("GET", "HEAD", "OPTIONS")

_source: ContextVar[str] = ContextVar("where this request reads", default=PRIMARY)


def reads_as_nobody(request: HttpRequest) -> bool:
    return request.method in SAFE and settings.SESSION_COOKIE_NAME not in request.COOKIES


def source() -> str:
    return _source.get()


@contextmanager
def reading_from(alias: str) -> Iterator[None]:
    token = _source.set(alias)
    try:
        yield
    finally:
        _source.reset(token)


def return_to_primary() -> None:
    """For the rest of the request: it has written, or needs more than its replica holds."""
    _source.set(PRIMARY)


def each_read_from(alias: str, pieces: Iterable[Any]) -> Iterator[Any]:
    """A file is written while it is sent, after its request has passed the middleware: piece by piece."""
    pieces = iter(pieces)
    while True:
        with reading_from(alias):
            try:
                piece = next(pieces)
            except StopIteration:
                return
        yield piece


class Router:
    """Django's questions: https://docs.djangoproject.com/en/5.2/topics/db/multi-db/#database-routers."""

    def db_for_read(self, model: type, **hints: object) -> str:
        """Within a transaction of the primary, what it has written so far must be seen."""
        return PRIMARY if connections[PRIMARY].in_atomic_block else source()

    def db_for_write(self, model: type, **hints: object) -> str:
        return_to_primary()
        return PRIMARY

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        return True  # all of them hold one record

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == PRIMARY
