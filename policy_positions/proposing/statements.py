"""Which passages of a text look like statements on an issue: to be read by an editor, never taken unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext

from ..quoting import Span
from .naming import Sort
from .reading import Reading, within
from .wording import (
    IS_ANAPHORA,
    IS_ASKING,
    IS_DOCUMENT,
    IS_FULL_NAME,
    IS_GOING_ON,
    IS_GROUP,
    IS_LINK,
    IS_OFFICE,
    IS_PRONOUN,
    IS_READING,
    IS_SAYING,
    IS_UNNAMED,
)

REACH = 90  # characters beside a quotation in which its verb of saying stands
WORDS_OF_A_CLAUSE = 6
ENOUGH = 0.5  # of the shorter of two passages, from which both are of one place
PARTIES = (Sort.PERSON, Sort.STATE, Sort.PEOPLE, Sort.CAPITAL, Sort.BODY)


class Statement(NamedTuple):
    start: int
    end: int
    reason: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def of_one_place(one: Span, other: Span) -> bool:
    """Two passages that share at least half of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= ENOUGH * min(one.end - one.start, other.end - other.start)


def statements(reading: Reading) -> list[Statement]:
    """In the order of the text: direct speech, and sentences that tell what somebody holds."""
    found: list[Statement] = []
    for paragraph in reading.paragraphs:
        found += _of_paragraph(reading, paragraph)
    return sorted(set(found))


def _of_paragraph(reading: Reading, paragraph: Span) -> Iterator[Statement]:
    if not is_on_an_issue(reading, paragraph) or IS_LINK.match(reading.words(paragraph)):
        return
    spoken = [speech for speech in within(reading.speeches, paragraph) if not _is_fragment(reading, speech)]
    for speech in spoken:
        if not _is_on_it(reading, speech, paragraph):
            continue
        if said := verb_of_speech(reading, speech, paragraph):
            reason = gettext("It stands in quotation marks, beside “%(words)s”.") % {"words": said}
            yield Statement(*speech, reason)
    for sentence in within(reading.sentences, paragraph):
        yield from _told(reading, sentence, spoken)


def _is_fragment(reading: Reading, speech: Span) -> bool:
    """Quoted words that go on with the reporter's sentence: he said that "the market should be legal"."""
    sentence = reading.around(reading.sentences, speech)
    before = reading.text[sentence.start : speech.start]
    return reading.text[speech.start].islower() and any(map(str.isalnum, before))


def _is_on_it(reading: Reading, speech: Span, paragraph: Span) -> bool:
    """A speech names an issue, if by a weak word, or stands in a paragraph that names one outright."""
    return bool(within(reading.topics, speech)) or any(
        not word.is_weak for word in within(reading.topics, paragraph)
    )


def is_on_an_issue(reading: Reading, span: Span) -> bool:
    """It names one, or speaks of "the topic" right after one was named."""
    if within(reading.topics, span):
        return True
    before = reading.around(reading.paragraphs, Span(max(0, span.start - 3), max(1, span.start - 2)))
    said = IS_ANAPHORA.search(reading.text, *span)
    return said is not None and bool(within(reading.topics, Span(before.start, span.start)))


def _told(reading: Reading, sentence: Span, spoken: list[Span]) -> Iterator[Statement]:
    """What a sentence tells outside the speeches; quoted fragments are part of it."""
    if inside := within(spoken, sentence):
        yield from _going_on(reading, sentence, inside[-1])
        return
    if any(speech.start < sentence.end and sentence.start < speech.end for speech in spoken):
        return
    cue = _cue(reading, sentence) if is_on_an_issue(reading, sentence) else ""
    if cue and (party := _party(reading, sentence)):
        reason = gettext("“%(party)s” and “%(words)s” stand in one sentence with the issue.")
        yield Statement(*sentence, reason % {"party": party, "words": cue})


def _going_on(reading: Reading, sentence: Span, speech: Span) -> Iterator[Statement]:
    """A clause after the quotation: “…,” he said, arguing that …"""
    found = IS_GOING_ON.search(reading.text, speech.end, sentence.end)
    if found is None:
        return
    clause = reading.text[found.start() : sentence.end].rstrip(".!? ")
    if len(clause.split()) >= WORDS_OF_A_CLAUSE:
        start = found.start()
        reason = gettext("“%(words)s” goes on with what was said.") % {"words": found[0]}
        yield Statement(start, start + len(clause), reason)


def verb_of_speech(reading: Reading, speech: Span, paragraph: Span) -> str:
    """The verb of saying beside a quotation; empty where none is near."""
    return next((found[0] for found in _beside(reading, speech, paragraph)), "")


def _beside(reading: Reading, speech: Span, paragraph: Span) -> Iterator[re.Match[str]]:
    """Verbs of saying after it, before it, or further on in a paragraph that one speaker fills."""
    text = reading.text
    after = Span(speech.end, min(paragraph.end, speech.end + REACH))
    before = Span(max(paragraph.start, speech.start - REACH), speech.start)
    for place in (after, before, Span(speech.end, paragraph.end), Span(paragraph.start, speech.start)):
        outside = [
            found for found in IS_SAYING.finditer(text, *place) if not _is_spoken(reading, found.start())
        ]
        if outside:
            yield outside[-1] if place == before else outside[0]


def _is_spoken(reading: Reading, at: int) -> bool:
    return any(
        speech.start <= at < speech.end
        for speech in within(reading.speeches, Span(max(0, at - 2000), at + 1))
    )


def _cue(reading: Reading, sentence: Span) -> str:
    for pattern in (IS_ASKING, IS_READING, IS_SAYING):
        if found := pattern.search(reading.text, *sentence):
            return found[0]
    return ""


def _party(reading: Reading, sentence: Span) -> str:
    """Who might hold it: a name, else an unnamed official or group, a document, a pronoun."""
    named = [mention for mention in within(reading.mentions, sentence) if mention.sort in PARTIES]
    if named:
        return named[0].words
    for pattern in (IS_UNNAMED, IS_GROUP, IS_OFFICE, IS_FULL_NAME, IS_DOCUMENT, IS_PRONOUN):
        if found := pattern.search(reading.text, *sentence):
            return found[0]
    return ""
