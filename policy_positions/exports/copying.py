"""COPY through a pipe: PostgreSQL goes on writing while what it has written is read and sent."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Any, NoReturn

from django.db import DatabaseError, connections

from .pieces import PIECE


@contextmanager
def copied(
    statements: Sequence[str], *, using: str, before: bytes = b"", after: bytes = b"\n"
) -> Iterator[IO[bytes]]:
    """A file of what these COPY statements write: each row between ``before`` and ``after``.

    Whoever closes it early stops PostgreSQL as well. Until it is closed, nothing else may be asked of the
    connection, which would wait for a reader that waits for it.
    """
    connection = connections[using]
    reading, writing = os.pipe()
    with connection.cursor() as cursor, connection.execute_wrapper(_refuse):
        copy = _Copy(connection, cursor, statements, _Rows(writing, before, after))
        copy.start()
        try:
            with os.fdopen(reading, "rb") as file:
                yield file
        except BaseException:
            copy.stop()
            raise
        copy.join()
        if copy.fault:
            with connection.wrap_database_errors:
                raise copy.fault


class _Copy(threading.Thread):
    def __init__(self, connection: Any, cursor: Any, statements: Sequence[str], rows: _Rows) -> None:
        super().__init__(name="copy", daemon=True)
        self.fault: BaseException | None = None
        self._connection = connection
        self._cursor, self._statements, self._rows = cursor, statements, rows

    def run(self) -> None:
        try:
            for statement in self._statements:
                if self._rows.is_read:
                    self._cursor.copy_expert(statement, self._rows)
        except BaseException as error:
            self.fault = error
        finally:
            self._rows.close()

    def stop(self) -> None:
        """Nobody reads any more. A cancellation that comes late must not meet another statement."""
        self._connection.connection.cancel()
        self.join()
        if not self._connection.in_atomic_block:
            self._connection.close()


class _Rows:
    """A file for COPY, which writes a row at a time; what nobody reads any more is dropped."""

    def __init__(self, writing: int, before: bytes, after: bytes) -> None:
        self.is_read = True
        self._file = os.fdopen(writing, "wb", buffering=PIECE)
        self._before, self._after = before, after

    def write(self, row: bytes) -> None:
        if self.is_read:
            try:
                self._file.write(self._before + row[:-1] + self._after)
            except BrokenPipeError:
                self.is_read = False

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self._file.close()


def _refuse(execute: Any, sql: str, *_args: Any) -> NoReturn:
    raise DatabaseError(f"A file is being written by this connection: read it to its end before {sql[:80]}.")
