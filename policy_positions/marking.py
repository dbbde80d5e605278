"""A text with passages marked in it, as a page shows it: lines, cut where a mark begins or ends. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

_LINE_ENDS = re.compile(r"(?<=\n)(?!\Z)")


class MarkKind(StrEnum):
    """What a passage is to the desk; where several lie on one word, the first of these shows."""

    TAKEN = "taken"  # being coded
    CODED = "coded"
    PROPOSED = "proposed"
    DISMISSED = "dismissed"


class Mark(NamedTuple):
    start: int
    end: int
    kind: MarkKind

    @property
    def place(self) -> str:
        """The id of what a list says of it."""
        return f"place-{self.start}-{self.end}"


class Segment(NamedTuple):
    """A piece of the text that no mark divides."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def mark(self) -> Mark | None:
        """By kind, then the shortest, which the others would hide; none on a blank line."""
        if self.text.isspace():
            return None
        order = list(MarkKind)
        return min(self.marks, key=lambda mark: (order.index(mark.kind), mark.end - mark.start), default=None)


class Line(NamedTuple):
    """A line of the text with its line end, and the offset of its first code point."""

    start: int
    segments: tuple[Segment, ...]


def lines(text: str, marks: Iterable[Mark]) -> list[Line]:
    """The whole text, every code point once and in order."""
    ordered = sorted(marks)
    found: list[Line] = []
    open_marks: list[Mark] = []
    waiting = 0
    for start, end in _edges(text):
        while waiting < len(ordered) and ordered[waiting].start < end:
            open_marks.append(ordered[waiting])
            waiting += 1
        open_marks = [mark for mark in open_marks if mark.end > start]
        found.append(Line(start, tuple(_segments(text, start, end, open_marks))))
    return found


def _edges(text: str) -> Iterator[tuple[int, int]]:
    edges = [0, *(found.start() for found in _LINE_ENDS.finditer(text)), len(text)]
    return pairwise(edges) if text else iter(())


def _segments(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Segment]:
    cuts = {start, end}
    for mark in marks:
        cuts |= {max(start, mark.start), min(end, mark.end)}
    for first, last in pairwise(sorted(cuts)):
        here = tuple(mark for mark in marks if mark.start <= first and last <= mark.end)
        yield Segment(text[first:last], here)
