"""Which words of a text went, came and stayed. Pure text."""

from __future__ import annotations

import difflib
import re
from itertools import chain
from typing import NamedTuple

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
MOST_TOKENS = 4_000  # past them, what is compared grows with the square: the whole is then shown as replaced

SAME, REMOVED, ADDED = "same", "removed", "added"


class Piece(NamedTuple):
    kind: str
    text: str


def words_changed(before: str, after: str) -> list[Piece]:
    """The text before and after as one run of pieces: reading all but the added gives ``before``."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > MOST_TOKENS:
        return _replaced(before, after) if before != after else [Piece(SAME, before)]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    pieces = chain.from_iterable(
        [Piece(SAME, "".join(old[i1:i2]))]
        if kind == "equal"
        else _replaced("".join(old[i1:i2]), "".join(new[j1:j2]))
        for kind, i1, i2, j1, j2 in matcher.get_opcodes()
    )
    return _joined(list(pieces))


def _replaced(old: str, new: str) -> list[Piece]:
    return [piece for piece in (Piece(REMOVED, old), Piece(ADDED, new)) if piece.text]


def _joined(pieces: list[Piece]) -> list[Piece]:
    """A blank that stayed between two words that changed belongs to them: whole phrases read better."""
    joined: list[Piece] = []
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1
        if between and piece.kind == SAME and not piece.text.strip():
            joined += [Piece(REMOVED, piece.text), Piece(ADDED, piece.text)]
        else:
            joined.append(piece)
    return _merged(joined)


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring changes as one removal and one addition."""
    merged: list[Piece] = []
    removed = added = ""
    for piece in [*pieces, Piece(SAME, "")]:
        if piece.kind == REMOVED:
            removed += piece.text
        elif piece.kind == ADDED:
            added += piece.text
        else:
            merged += [*_replaced(removed, added), *([piece] if piece.text else [])]
            removed = added = ""
    return merged
