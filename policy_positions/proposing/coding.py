"""The fields of a position, proposed from the text near its passage; each says why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ..quoting import Span
from ..vocabulary import Confidence, Stance, Substance, Voice
from .dating import meeting, stated
from .gazetteer import Body, Holder, Office, Person, Place, Topic
from .naming import Mention, without_accents
from .reading import Reading, TopicWord, one_of, plainly, weakly, within
from .speaking import Speaker, speaker, voice
from .wording import ALL_DRUGS, IS_AGAINST, IS_DEBATE, IS_FOR, IS_HEDGE, SUBSTANCES

STRONG = 4  # times what a weak word counts


@dataclass(frozen=True)
class Proposed:
    """What a field might say, and why."""

    value: str
    reason: str


def propose(reading: Reading, start: int, end: int) -> dict[str, Proposed]:
    """By the names of the form's fields; a field of which the text tells nothing has no entry."""
    span = Span(start, end)
    heard, why_heard = voice(reading, span)
    dated = stated(reading, span)
    proposed = {
        "voice": Proposed(heard, why_heard),
        "stated": Proposed("" if dated.date.date is None else dated.date.edtf(), dated.reason),
        "substance": substance(reading, span),
    }
    if dated.note:
        proposed["date_note"] = Proposed(dated.note, dated.reason)
    if attribution := _attribution(reading, span, heard):
        proposed["attribution"] = attribution
    proposed |= _party(reading, span, speaker(reading, span))
    topic = issue(reading, span)
    if topic:
        taken, why = topic
        proposed["issue"] = Proposed(taken.key, why)
        proposed["stance"] = stance(reading, span, taken)
    proposed["confidence"] = _confidence(reading, span, heard)
    if held := meeting(reading, span, dated.date):
        at, relation, why = held
        proposed["summit"] = Proposed(at.key, why)
        proposed["summit_relation"] = Proposed(relation, why)
    return proposed


def _attribution(reading: Reading, span: Span, heard: Voice) -> Proposed | None:
    if heard is not Voice.DIRECT:
        return None
    said = speaker(reading, span).words
    return (
        Proposed(said[:300], "It stands beside the quotation marks.") if said and len(said) <= 300 else None
    )


def _party(reading: Reading, span: Span, who: Speaker) -> dict[str, Proposed]:
    if who.mention is None:
        return _group(reading, who.words)
    of, place = who.mention.of, _place(reading, span, who)
    office = of.office_on(reading.day) if isinstance(of, Person) else None
    others = dict.fromkeys(each.words for each in who.others if not (office and _is_of(each, office.holder)))
    also = f" Also named: {', '.join(others)}." if others else ""
    if isinstance(of, Person):
        return _person(of, office, f"{place}{_office(office, reading)}.{also}")
    if isinstance(of, Place | Body):
        return {_kind(of.holder): Proposed(of.holder.key, f"{place}; {of.holder.name}.{also}")}
    return {}


def _is_of(mention: Mention, holder: Holder) -> bool:
    """Guatemala, beside its president, is nobody else."""
    return isinstance(mention.of, Place | Body) and mention.of.holder.key == holder.key


def _group(reading: Reading, words: str) -> dict[str, Proposed]:
    """The group on record that is named so; without one, the editor names it."""
    if not words:
        return {}
    said = without_accents(words)
    for body in reading.gazetteer.bodies:
        if body.is_group and any(without_accents(name).startswith(said) for name in body.names):
            return {"organization": Proposed(body.holder.key, f"“{words}” names nobody: {body.holder.name}.")}
    return {"organization": Proposed("", f"“{words}” names nobody: a group holds it.")}


def _person(person: Person, office: Office | None, reason: str) -> dict[str, Proposed]:
    leader = {"leader": Proposed(person.key, reason)}
    return leader | ({_kind(office.holder): Proposed(office.holder.key, reason)} if office else {})


def _kind(holder: Holder) -> str:
    return holder.kind.value


def _office(office: Office | None, reading: Reading) -> str:
    when = f" in {reading.day}" if reading.day.date else ""
    return f"; {office.title}{when}" if office else f"; no office of theirs is on record{when}"


def _place(reading: Reading, span: Span, who: Speaker) -> str:
    """‘Perez’ stands 40 characters before."""
    mention = who.mention
    assert mention is not None  # noqa: S101 - for the type checker: the caller has asked
    if span.start <= mention.start < span.end:
        return f"“{mention.words}” stands in the passage"
    away = span.start - mention.end if mention.end <= span.start else mention.start - span.end
    side = "before" if mention.end <= span.start else "after"
    return f"“{mention.words}” stands {max(away, 1)} characters {side}"


def issue(reading: Reading, span: Span) -> tuple[Topic, str] | None:
    """The issue named most often in the passage, else in its sentence, its paragraph, the one before."""
    paragraph = reading.around(reading.paragraphs, span)
    before = Span(max(0, paragraph.start - 600), paragraph.start)
    places = (
        (span, "stands in the passage"),
        (reading.around(reading.sentences, span), "stands in the sentence"),
        (paragraph, "stands in the paragraph"),
        (before, "stands before it"),
    )
    for place, where in places:
        named = within(reading.topics, place)
        if named:
            word = _most_named(named, reading.gazetteer.topics)
            others = [each.words for each in named if each.topic != word.topic and not each.is_weak]
            also = f" Also: “{'”, “'.join(dict.fromkeys(others))}”." if others else ""
            return word.topic, f"“{word.words}” {where}.{also}"
    return None


def _most_named(named: list[TopicWord], scheme: tuple[Topic, ...]) -> TopicWord:
    """Ties go to the issue that stands first in the scheme: general ones are last in it."""
    counted: Counter[str] = Counter()
    for each in named:
        counted[each.topic.key] += 1 if each.is_weak else STRONG
    best = max((topic.key for topic in scheme), key=lambda key: counted[key])
    return min((each for each in named if each.topic.key == best), key=lambda each: each.is_weak)


def stance(reading: Reading, span: Span, topic: Topic) -> Proposed:
    """By words that speak for or against this proposition; then by those for, against or about a debate."""
    text = without_accents(reading.words(span))
    for words, code in (
        (plainly(topic.oppose_words), Stance.OPPOSE),
        (plainly(topic.support_words), Stance.SUPPORT),
        (weakly(topic.oppose_words), Stance.LEAN_OPPOSE),
        (weakly(topic.support_words), Stance.LEAN_SUPPORT),
    ):
        if words and (found := one_of(words).search(text)):
            return _sided(code, found[0])
    for pattern, code in (
        (IS_DEBATE, Stance.OPEN_TO_DEBATE),
        (IS_AGAINST, Stance.OPPOSE),
        (IS_FOR, Stance.SUPPORT),
    ):
        if found := pattern.search(reading.text, *span):
            return _sided(code, found[0])
    return Proposed(Stance.UNCLEAR, "No word in it speaks for or against: it is yours to say.")


def _sided(code: Stance, word: str) -> Proposed:
    return Proposed(code, f"“{word}” stands in it: {code.label.lower()}.")


def substance(reading: Reading, span: Span) -> Proposed:
    named = {code: pattern.search(reading.text, *span) for code, pattern in SUBSTANCES.items()}
    words = {code: found[0] for code, found in named.items() if found}
    if len(words) == 1:
        ((code, word),) = words.items()
        return Proposed(code, f"“{word}” stands in it.")
    if words:
        return Proposed(Substance.OTHER, f"Several stand in it: “{'”, “'.join(words.values())}”.")
    if drugs := ALL_DRUGS.search(reading.text, *span):
        return Proposed(Substance.ALL_DRUGS, f"“{drugs[0]}” stands in it, and no single drug.")
    return Proposed(Substance.NOT_STATED, "No drug is named in it.")


def _confidence(reading: Reading, span: Span, heard: Voice) -> Proposed:
    hedge = IS_HEDGE.search(reading.text, *span)
    if heard is Voice.CHARACTERIZED:
        if hedge:
            return Proposed(Confidence.DOUBTFUL, f"The source hedges: “{hedge[0]}”.")
        return Proposed(Confidence.PROBABLE, "No word of the holder stands behind a reading.")
    if heard is Voice.ANONYMOUS:
        return Proposed(Confidence.PROBABLE, "The one who says it is not named.")
    return Proposed(Confidence.CERTAIN, "The words are the holder’s, quoted or reported.")
