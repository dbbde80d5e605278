"""What may differ between a passage and its source: marks and blanks that typesetting changes, no word."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

BLANKS = (
    "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
SINGLE_QUOTES = "'‘’‚‛‹›"
DOUBLE_QUOTES = '"“”„‟«»〝〞〟❝❞＂'
DASHES_WITHIN_WORDS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"  # US-led, 1994–2012
DASHES_BETWEEN_WORDS = "\u2014\u2015\u2e3a\u2e3b\ufe58"  # a debate—but no change

_BLANKS_AND_QUOTES = (
    dict.fromkeys(BLANKS, " ") | dict.fromkeys(SINGLE_QUOTES, "'") | dict.fromkeys(DOUBLE_QUOTES, '"')
)
_DASHES = dict.fromkeys(DASHES_WITHIN_WORDS + DASHES_BETWEEN_WORDS, "-")
_SOFT_HYPHENS = re.compile("\xad+")
_RUNS = re.compile(r" {2,}|''|[.…]{2,}")


class Span(NamedTuple):
    """A piece of a text: its first code point, and the one after its last."""

    start: int
    end: int


class Rewrite(NamedTuple):
    """What replaces one piece of a text."""

    start: int
    end: int
    by: str


class Step:
    """One pass over a text: what came out, and where each piece of it came from."""

    def __init__(self, text: str, rewrites: Iterable[Rewrite]) -> None:
        self.rewrites = list(rewrites)
        self.places: list[int] = []  # where each rewrite begins in what came out
        pieces: list[str] = []
        at = length = 0
        for start, end, by in self.rewrites:
            self.places.append(length + start - at)
            pieces += text[at:start], by
            length += start - at + len(by)
            at = end
        self.text = "".join((*pieces, text[at:]))

    def origin(self, at: int) -> Span:
        """What the character there stands for in the text that went in: all of a piece that was replaced."""
        nearest = bisect_right(self.places, at) - 1
        if nearest < 0:
            return Span(at, at + 1)
        start, end, by = self.rewrites[nearest]
        beyond = at - self.places[nearest] - len(by)
        return Span(start, end) if beyond < 0 else Span(end + beyond, end + beyond + 1)


@dataclass(frozen=True)
class Folded:
    """A folded text that knows which raw characters each of its own stands for."""

    text: str
    with_dashes: str  # as long as ``text``; only the dash itself tells US-led from "a debate—but"
    steps: tuple[Step, ...]

    def raw(self, start: int, end: int) -> Span:
        """Where a piece of the folded text stands in the raw text."""
        for step in reversed(self.steps):
            start, end = step.origin(start).start, step.origin(end - 1).end
        return Span(start, end)


def fold(raw: str) -> Folded:
    """The text with everything made the same that typesetting changes and a reader takes for the same.

    Composed letters (NFC); one blank for white space of any kind and length; one form each for double quotes
    (two apostrophes are one), single quotes and apostrophes, dashes, and three dots; no soft hyphens.
    Case, letters, digits, their order and every other mark stay as they are.
    """
    joined = Step(raw, (Rewrite(*found.span(), "") for found in _SOFT_HYPHENS.finditer(raw)))
    composed = Step(joined.text, _compositions(joined.text))
    marked = _with(_BLANKS_AND_QUOTES, composed.text)
    even = Step(marked, (Rewrite(*found.span(), _one_form(found[0])) for found in _RUNS.finditer(marked)))
    return Folded(_with(_DASHES, even.text), even.text, (joined, composed, even))


def extends(character: str) -> bool:
    """Is it part of the character before it: a combining mark, or a Hangul vowel or final?"""
    return character >= "\u0300" and (
        unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
    )


def _compositions(text: str) -> Iterator[Rewrite]:
    """Every character that NFC writes in another way, together with its combining marks."""
    if unicodedata.is_normalized("NFC", text):
        return
    edges = [0, *(at for at, character in enumerate(text) if at and not extends(character)), len(text)]
    for start, end in pairwise(edges):
        if end - start > 1 or text[start] >= "\u0300":
            composed = unicodedata.normalize("NFC", text[start:end])
            if composed != text[start:end]:
                yield Rewrite(start, end, composed)


def _with(forms: Mapping[str, str], text: str) -> str:
    """Character for character; on a long text this is many times faster than ``str.translate``."""
    for character, form in forms.items():
        text = text.replace(character, form)
    return text


def _one_form(run: str) -> str:
    """One blank of many, a double quote of two apostrophes, ellipses of dots and what dots are left."""
    if run[0] in " '":
        return " " if run[0] == " " else '"'
    dots = len(run) + 2 * run.count("…")
    return "…" * (dots // 3) + "." * (dots % 3)
