"""Whose words are they? Voice and speaker of a passage, from marks, verbs of saying and names near it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from ..quoting import Span
from ..vocabulary import Voice
from .gazetteer import Place
from .naming import Mention, Sort
from .reading import Reading, within
from .statements import REACH
from .wording import (
    IS_DOCUMENT,
    IS_GOING_ON,
    IS_GROUP,
    IS_LEGISLATORS,
    IS_PRONOUN,
    IS_READING,
    IS_SAYING,
    IS_TELLING,
    IS_UNNAMED,
)

FARTHEST = 1200  # characters before a "he said" in which the one meant is looked for
# "Perez, who met Kerry yesterday, has said": whoever stands in the clause is not the one who says it.
_ASIDE = re.compile(r",\s(?:who|which|whose|que|quien|qui|cuyo|a|an|the|un|una|el|la)\b[^,.;“”\"]{3,140},")


@dataclass(frozen=True)
class Speaker:
    """Who speaks, as far as it can be told: a name in the text, or words that name nobody."""

    mention: Mention | None
    words: str
    others: tuple[Mention, ...] = ()


def is_direct(reading: Reading, span: Span) -> Span | None:
    """The speech that the passage lies in."""
    around = within(reading.speeches, Span(max(0, span.start - 4000), span.end))
    return next(
        (speech for speech in around if speech.start <= span.start + 1 and span.end <= speech.end + 1), None
    )


def voice(reading: Reading, span: Span) -> tuple[Voice, str]:
    """How the words reach the reader, and what tells it."""
    text = reading.text
    if is_direct(reading, span):
        return Voice.DIRECT, gettext("It stands in quotation marks.")
    said = IS_TELLING.search(text, *span)
    if (unnamed := IS_UNNAMED.search(text, *span)) and IS_SAYING.search(text, *span):
        return Voice.ANONYMOUS, gettext("“%(words)s” names nobody.") % {"words": unnamed[0]}
    document = next(
        (found for found in IS_DOCUMENT.finditer(text, *span) if not _is_aside(asides(reading, span), found)),
        None,
    )
    if (
        document
        and (said is None or document.start() < said.start())
        and not _is_person_before(reading, span, document.start())
    ):
        return Voice.DOCUMENT, gettext("“%(words)s” is the subject.") % {"words": document[0]}
    reading_cue = IS_READING.search(text, *span)
    if reading_cue and (said is None or reading_cue.start() <= said.start()):
        reason = gettext("“%(words)s” tells how the reporter reads it.")
        return Voice.CHARACTERIZED, reason % {"words": reading_cue[0]}
    if said:
        return Voice.REPORTED, gettext("“%(words)s” reports it.") % {"words": said[0]}
    return Voice.CHARACTERIZED, gettext("No quotation marks and no verb of saying: the reporter’s words.")


def _is_person_before(reading: Reading, span: Span, at: int) -> bool:
    return any(mention.sort is Sort.PERSON for mention in within(reading.mentions, Span(span.start, at)))


def speaker(reading: Reading, span: Span) -> Speaker:
    """Who says it, or of whom it is said."""
    speech = is_direct(reading, span)
    if speech:
        return _of_speech(reading, speech)
    return _of_sentence(reading, span)


def _of_speech(reading: Reading, speech: Span) -> Speaker:
    """The nearest name beside the verb of saying; for "he said", the last person named before."""
    paragraph = reading.around(reading.paragraphs, speech)
    for clause in _clauses_beside(reading, speech, paragraph):
        verb = IS_SAYING.search(reading.text, *clause)
        if verb is None:
            continue
        named = [each for each in within(reading.mentions, clause) if each.sort in (Sort.PERSON, Sort.BODY)]
        if named:
            nearest = min(named, key=lambda each: abs(each.start - verb.start()))
            return Speaker(nearest, reading.words(clause).strip(' ,.“”"\n'))
        if unnamed := IS_UNNAMED.search(reading.text, *clause) or IS_GROUP.search(reading.text, *clause):
            state = next((each for each in within(reading.mentions, clause)), None)
            return Speaker(state, unnamed[0])
        if IS_PRONOUN.search(reading.text, *clause):
            return _antecedent(reading, paragraph, verb[0])
    return _antecedent(reading, paragraph, "")


def _clauses_beside(reading: Reading, speech: Span, paragraph: Span) -> Iterator[Span]:
    """What stands between this quotation and the next, after it and before it; then the whole paragraph."""
    text = reading.text
    others = within(reading.speeches, paragraph)
    following = next((each.start for each in others if each.start > speech.end), paragraph.end)
    preceding = max((each.end for each in others if each.end < speech.start), default=paragraph.start)
    after = Span(min(speech.end + 1, following), following)
    stop = re.search(r"[.!?](?=\s+[“\"«A-ZÁÉÍÓÚ]|\s*$)", text[after.start + 1 : after.end])
    yield Span(after.start, after.start + 1 + stop.end() if stop else after.end)
    yield Span(max(preceding, speech.start - REACH), speech.start)
    yield Span(preceding, speech.start)
    yield paragraph


def _antecedent(reading: Reading, paragraph: Span, verb: str) -> Speaker:
    """The person named last: in the paragraph outside its speeches, else before it."""
    spoken = within(reading.speeches, paragraph)

    def is_outside(mention: Mention) -> bool:
        return not any(speech.start <= mention.start < speech.end for speech in spoken)

    for span in (paragraph, Span(max(0, paragraph.start - FARTHEST), paragraph.start)):
        named = [
            each for each in within(reading.mentions, span) if each.sort is Sort.PERSON and is_outside(each)
        ]
        if named:
            return Speaker(named[0] if span == paragraph else named[-1], verb)
    return Speaker(None, verb)


def _of_sentence(reading: Reading, span: Span) -> Speaker:
    """The subject of the verb of saying: the first name before it, in no aside; else the first after."""
    text = reading.text
    if IS_GOING_ON.match(text, *span):
        return _antecedent(reading, reading.around(reading.paragraphs, span), "")
    aside = asides(reading, span)
    named = [
        each
        for each in within(reading.mentions, span)
        if each.sort is not Sort.MEETING and not any(part.start <= each.start < part.end for part in aside)
    ]
    verb = IS_TELLING.search(text, *span) or IS_READING.search(text, *span)
    group = _group(reading, span, verb.start() if verb else span.end)
    before = [each for each in named if verb is None or each.start < verb.start()]
    persons = [each for each in before if each.sort is Sort.PERSON]
    bodies = [each for each in before if each.sort is Sort.BODY]
    if persons:
        return Speaker(persons[0], persons[0].words, _others(named, persons[0]))
    if legislature := _legislature(reading, span, named):
        return legislature
    after = [each for each in named if each not in before and each.sort is not Sort.PEOPLE]
    if group and not bodies and not (group.lower().startswith("the ") and after):
        return Speaker(None, group, tuple(named))
    chosen = (bodies or before or _of_sort(named, Sort.PERSON) or named)[:1]
    if chosen:
        return Speaker(chosen[0], chosen[0].words, _others(named, chosen[0]))
    if IS_PRONOUN.search(text, *span):
        return _antecedent(reading, Span(span.start, span.start), verb[0] if verb else "")
    return Speaker(None, "")


def asides(reading: Reading, span: Span) -> list[Span]:
    return [Span(*found.span()) for found in _ASIDE.finditer(reading.text, *span)]


def _is_aside(parts: list[Span], found: re.Match[str]) -> bool:
    return any(part.start <= found.start() < part.end for part in parts)


def _legislature(reading: Reading, span: Span, named: list[Mention]) -> Speaker | None:
    """Lawmakers in Colombia: the legislature on record of the state named with them."""
    found = IS_LEGISLATORS.search(reading.text, *span)
    state = next((each for each in named if isinstance(each.of, Place)), None)
    if found is None or state is None or not isinstance(state.of, Place):
        return None
    key = state.of.holder.key
    body = next((each for each in reading.gazetteer.bodies if each.legislature_of == key), None)
    if body is None:
        return None
    words = f"{found[0]} … {state.words}" if found.start() < state.start else f"{state.words} … {found[0]}"
    return Speaker(Mention(found.start(), found.end(), words, Sort.BODY, body), words)


def _of_sort(named: list[Mention], sort: Sort) -> list[Mention]:
    return [each for each in named if each.sort is sort]


def _others(named: list[Mention], chosen: Mention) -> tuple[Mention, ...]:
    """Who else is named and might hold it."""
    seen = {id(chosen.of)}
    others = []
    for each in named:
        if id(each.of) not in seen and each.sort is not Sort.PEOPLE:
            seen.add(id(each.of))
            others.append(each)
    return tuple(others)


def _group(reading: Reading, span: Span, before: int) -> str:
    """“Several key US allies”: a plural that names nobody, as the subject."""
    found = IS_GROUP.search(reading.text, span.start, before)
    if found is None:
        return ""
    words = re.split(r"[,;:—]\s|\s(?:that|in|of|which|says?)\s", reading.text[span.start : found.end()])[-1]
    return words.strip()
