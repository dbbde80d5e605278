"""One text, read once: its paragraphs, sentences and speeches, who is named in it and which issues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Protocol, TypeVar

from ..partial_dates import UNKNOWN, PartialDate
from ..quoting import Span, sentences
from .gazetteer import Gazetteer, Topic
from .naming import Mention, mentions, without_accents
from .wording import ANY_DRUG

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
# From an opening mark to the next closing one; a quotation that goes on in the next paragraph stays open.
_SPEECH = re.compile(
    r"[“„](?P<curly>[^“”„\n]+?)(?:”|’’|''|(?=\n|$))"
    r"|«\s?(?P<angled>[^«»\n]+?)\s?(?:»|(?=\n|$))"
    r"|\"(?P<straight>[^\"\n]+)\""
)
WEAK = "~"  # before a word of an issue that says less than the others
NEAR = 1200  # characters from a drug or an issue, within which a weak word counts
WORDS_OF_A_SPEECH = 4  # fewer are a term in quotation marks


class Piece(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=Piece)


@dataclass(frozen=True)
class TopicWord:
    """A word that names an issue, where it stands."""

    start: int
    end: int
    words: str
    topic: Topic
    is_weak: bool = False  # names it only where drugs are spoken of


def within(pieces: Sequence[P], span: Span) -> list[P]:
    """Those that begin in the span, of pieces in the order of the text."""
    first = bisect_left(pieces, span.start, key=lambda piece: piece.start)
    last = bisect_left(pieces, span.end, lo=first, key=lambda piece: piece.start)
    return list(pieces[first:last])


class Reading:
    """What there is to see in a text that was issued on ``day``; each part is looked for once, when asked."""

    def __init__(self, text: str, gazetteer: Gazetteer, day: PartialDate = UNKNOWN) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.day = day

    def words(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @cached_property
    def sentences(self) -> list[Span]:
        return list(sentences(self.text))

    @cached_property
    def paragraphs(self) -> list[Span]:
        edges = [0, *(gap.end() for gap in _PARAGRAPH.finditer(self.text)), len(self.text)]
        spans = [Span(start, end) for start, end in pairwise(edges) if start < end]
        return [Span(start, start + len(self.text[start:end].rstrip())) for start, end in spans]

    @cached_property
    def speeches(self) -> list[Span]:
        """What stands in quotation marks, without them and without the comma before the closing one."""
        return [
            span
            for span in self._quoted()
            if self.text[span.start : span.end].count(" ") >= WORDS_OF_A_SPEECH - 1
        ]

    def _quoted(self) -> Iterator[Span]:
        for found in _SPEECH.finditer(self.text):
            name = found.lastgroup or "curly"
            said = found[name].rstrip(" ,;")
            yield Span(found.start(name), found.start(name) + len(said))

    def without_marks(self, span: Span) -> Span:
        """A speech that was taken with its quotation marks, without them; any other piece as it is."""
        for speech in within(self.speeches, span):
            round_it = self.text[span.start : speech.start] + self.text[speech.end : span.end]
            if speech.end <= span.end and not any(map(str.isalnum, round_it)):
                return speech
        return span

    @cached_property
    def mentions(self) -> list[Mention]:
        return mentions(self.text, self.gazetteer, self.day)

    @cached_property
    def topics(self) -> list[TopicWord]:
        """Every word that names an issue; one word may name several."""
        found = [word for topic in self.gazetteer.topics for word in self._words_of(topic)]
        anchors = sorted(
            [word.start for word in found if not word.is_weak]
            + [drug.start() for drug in ANY_DRUG.finditer(self.text)]
        )
        near = [word for word in found if not word.is_weak or _is_near(anchors, word.start)]
        return sorted(near, key=lambda word: (word.start, -word.end))

    @cached_property
    def _plain(self) -> str:
        return without_accents(self.text)

    def _words_of(self, topic: Topic) -> Iterator[TopicWord]:
        for words, is_weak in ((plainly(topic.words), False), (weakly(topic.words), True)):
            if words:
                for place in one_of(words).finditer(self._plain):
                    yield TopicWord(*place.span(), self.text[place.start() : place.end()], topic, is_weak)

    def around(self, pieces: list[Span], span: Span) -> Span:
        """The piece of the text that holds the span; several where it reaches over their edge."""
        first = max(0, bisect_left(pieces, span.start + 1, key=lambda piece: piece.start) - 1)
        last = max(first, bisect_left(pieces, span.end, key=lambda piece: piece.start) - 1)
        return Span(pieces[first].start, max(pieces[last].end, span.end)) if pieces else span


def _is_near(anchors: Sequence[int], at: int) -> bool:
    first = bisect_left(anchors, at - NEAR)
    return first < len(anchors) and anchors[first] <= at + NEAR


def plainly(words: Sequence[str]) -> list[str]:
    return [word for word in words if not word.startswith(WEAK)]


def weakly(words: Sequence[str]) -> list[str]:
    return [word.removeprefix(WEAK) for word in words if word.startswith(WEAK)]


def one_of(words: Sequence[str]) -> re.Pattern[str]:
    """Any of the words in a text without accents: ``legaliz*`` goes on, ``drug war`` takes any blank."""
    forms = []
    for word in sorted(words, key=len, reverse=True):
        form = r"[\s\xa0-]+".join(map(re.escape, without_accents(word.rstrip("*")).split()))
        forms.append(form + (r"\w*" if word.endswith("*") else r"(?!\w)"))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})")
