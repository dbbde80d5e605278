"""Where the sentences of a text begin and end, as its marks and empty lines tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .folding import BLANKS, DOUBLE_QUOTES, Span

# None that is also a word with which a sentence can end, as "no" and "mar" are.
_ABBREVIATIONS = re.compile(
    r"mr|mrs|ms|mme|mlle|dra?|sra?|srta|lic|ing|prof|rev|hon|jr|st|pres|gov|sen|rep|gen|col|maj|capt|lt|sgt"
    r"|vs|cf|núm|inc|ltd|corp|ee\.uu|jan|feb|apr|aug|sept|oct|nov|dec",
    re.IGNORECASE,
)

OPENERS = DOUBLE_QUOTES + "'‘‚‹([¿¡-–—" + BLANKS
_CLOSERS = "\"'”’»›)\\]"
_STOP = re.compile(rf"(?<![.!?…])(?P<marks>[.!?…]++)[{_CLOSERS}]*+\s+|\n[^\S\n]*+\n\s*")
_LAST_WORD = re.compile(r"[^\W_][\w.]*$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")


def sentences(text: str) -> Iterator[Span]:
    """Every sentence, without the blanks round it; a heading between empty lines is one."""
    edges = (0, *_starts(text), len(text))
    for first, last in pairwise(edges):
        piece = text[first:last]
        if piece.strip():
            start = first + len(piece) - len(piece.lstrip())
            yield Span(start, start + len(piece.strip()))


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence that holds the piece, or all from the first to the last where it holds several."""
    first = 0
    for edge in _starts(text):
        if edge <= start:
            first = edge
        elif edge >= end:
            return Span(first, edge)
    return Span(first, len(text))


def _starts(text: str) -> Iterator[int]:
    for stop in _STOP.finditer(text):
        if stop[0].count("\n") > 1 or not _goes_on(text, stop):
            yield stop.end()


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Does the sentence go on after this mark: before a small letter, or as an abbreviation?

    "U.S. Secretary" and "in the U.S. He" look alike; to take both as one sentence gives a caution too many,
    and the other way round would miss a negation.
    """
    if text[stop.end() : stop.end() + 8].lstrip(OPENERS)[:1].islower():
        return True
    word = _LAST_WORD.search(text, max(0, stop.start() - 16), stop.start())
    if stop["marks"] != "." or word is None:
        return False
    return any(form.fullmatch(word[0]) for form in (_INITIALS, _ABBREVIATIONS))
