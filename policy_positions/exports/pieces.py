"""Files in pieces worth sending: lines gathered as they are made, and files that are made whole first."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, AnyStr
from wsgiref.util import FileWrapper

KEPT_IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024


def gathered(lines: Iterable[AnyStr]) -> Iterator[AnyStr]:
    """The same text in fewer pieces: a server sends each piece by itself."""
    held: list[AnyStr] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE:
            yield held[0][:0].join(held)
            held, size = [], 0
    if held:
        yield held[0][:0].join(held)


def begun(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces, the first of them made: what fails before it can still be answered as a failure."""
    made = iter(pieces)
    first = next(made, b"")

    def from_the_first() -> Iterator[bytes]:
        try:
            yield first
            yield from made
        finally:
            if close := getattr(pieces, "close", None):
                close()

    return from_the_first()


def spooled() -> IO[bytes]:
    """In memory while small, on disk beyond."""
    return tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY)


def written_first(write: Callable[[IO[bytes]], None]) -> FileWrapper:
    """What ``write`` puts into a file, in pieces from its start; whoever sends them closes it."""
    file = spooled()
    try:
        write(file)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return FileWrapper(file, PIECE)
