"""Files that are made whole before they are sent: in memory while small, on disk beyond."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from typing import IO
from wsgiref.util import FileWrapper

KEPT_IN_MEMORY = 1024 * 1024
PIECE = 64 * 1024


def spooled() -> IO[bytes]:
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
