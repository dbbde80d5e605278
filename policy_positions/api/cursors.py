"""Cursors: a row's place in an order, told in words that outlive the row, and opaque outside."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

MAX_LENGTH = 500


def write(*words: str) -> str:
    written = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def read(cursor: str) -> tuple[str, ...]:
    """The words of a cursor. Raises ValueError for anything that ``write`` never wrote."""
    if len(cursor) > MAX_LENGTH:
        raise ValueError(f"A cursor has {MAX_LENGTH} characters at most, this one {len(cursor)}.")
    try:
        words = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, UnicodeError, json.JSONDecodeError, RecursionError) as error:
        raise ValueError("A cursor has been cut or changed.") from error
    if not (isinstance(words, list) and all(isinstance(word, str) for word in words)):
        raise ValueError("A cursor holds words.")
    if write(*words) != cursor:
        raise ValueError("A cursor is written in one way only.")
    return tuple(words)
