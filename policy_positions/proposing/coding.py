"""The fields of a position, proposed from the text near its passage; each says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from tracker import written
from tracker.words import composed, one_after_another

from ..partial_dates import PartialDate
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
    """What a field might say, and why, in the language that is spoken."""

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
    if not said or len(said) > 300:
        return None
    return Proposed(said, gettext("It stands beside the quotation marks."))


def _party(reading: Reading, span: Span, who: Speaker) -> dict[str, Proposed]:
    if who.mention is None:
        return _group(reading, who.words)
    of, stands = who.mention.of, _stands(who.mention, span)
    if isinstance(of, Person):
        office = of.office_on(reading.day)
        reasons = (stands, _in_office(office, reading.day), *_also_named(who, office))
        return _person(of, office, one_after_another(reasons))
    if isinstance(of, Place | Body):
        holder = composed(gettext("Holder: %(holder)s."), holder=of.holder.name)
        reason = one_after_another((stands, holder, *_also_named(who)))
        return {_kind(of.holder): Proposed(of.holder.key, reason)}
    return {}


def _also_named(who: Speaker, office: Office | None = None) -> Iterator[str]:
    others = dict.fromkeys(each.words for each in who.others if not (office and _is_of(each, office.holder)))
    if others:
        yield gettext("Also named: %(names)s.") % {"names": written.listed([*others])}


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
            sentence = gettext("“%(words)s” names nobody; on record: %(group)s.")
            reason = composed(sentence, words=words, group=body.holder.name)
            return {"organization": Proposed(body.holder.key, reason)}
    nobody = gettext("“%(words)s” names nobody: a group holds it.") % {"words": words}
    return {"organization": Proposed("", nobody)}


def _person(person: Person, office: Office | None, reason: str) -> dict[str, Proposed]:
    leader = {"leader": Proposed(person.key, reason)}
    return leader | ({_kind(office.holder): Proposed(office.holder.key, reason)} if office else {})


def _kind(holder: Holder) -> str:
    return holder.kind.value


def _in_office(office: Office | None, day: PartialDate) -> str:
    if office is None:
        return gettext("No office on record when the source appeared (%(day)s).") % {"day": day}
    return composed(
        gettext("Office when the source appeared (%(day)s): %(office)s."), day=day, office=office.title
    )


def _stands(mention: Mention, span: Span) -> str:
    """‘Perez’ stands 40 characters before the passage."""
    if mention.end <= span.start:
        away = max(span.start - mention.end, 1)
        stands = ngettext(
            "“%(words)s” stands %(count)s character before the passage.",
            "“%(words)s” stands %(count)s characters before the passage.",
            away,
        )
    elif mention.start >= span.end:
        away = max(mention.start - span.end, 1)
        stands = ngettext(
            "“%(words)s” stands %(count)s character after the passage.",
            "“%(words)s” stands %(count)s characters after the passage.",
            away,
        )
    else:
        return gettext("“%(words)s” stands in the passage.") % {"words": mention.words}
    return stands % {"words": mention.words, "count": written.number(away)}


def issue(reading: Reading, span: Span) -> tuple[Topic, str] | None:
    """The issue named most often in the passage, else in its sentence, its paragraph, the one before."""
    paragraph = reading.around(reading.paragraphs, span)
    before = Span(max(0, paragraph.start - 600), paragraph.start)
    places = (
        (span, gettext("“%(words)s” stands in the passage.")),
        (reading.around(reading.sentences, span), gettext("“%(words)s” stands in the sentence.")),
        (paragraph, gettext("“%(words)s” stands in the paragraph.")),
        (before, gettext("“%(words)s” stands before the paragraph.")),
    )
    for place, where in places:
        named = within(reading.topics, place)
        if named:
            word = _most_named(named, reading.gazetteer.topics)
            reasons = (where % {"words": word.words}, *_also_said(named, word))
            return word.topic, " ".join(reasons)
    return None


def _also_said(named: list[TopicWord], word: TopicWord) -> Iterator[str]:
    others = [each.words for each in named if each.topic != word.topic and not each.is_weak]
    if others:
        yield gettext("Words of other issues: %(words)s.") % {"words": _quoted(dict.fromkeys(others))}


def _quoted(words: Iterable[str]) -> str:
    return written.listed([gettext("“%(words)s”") % {"words": each} for each in words])


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
    return Proposed(
        Stance.UNCLEAR, gettext("No word of the passage speaks for or against: the stance is yours to say.")
    )


def _sided(code: Stance, word: str) -> Proposed:
    reason = gettext("“%(words)s” stands in the passage: %(stance)s.")
    return Proposed(code, reason % {"words": word, "stance": code.label.lower()})


def substance(reading: Reading, span: Span) -> Proposed:
    named = {code: pattern.search(reading.text, *span) for code, pattern in SUBSTANCES.items()}
    words = {code: found[0] for code, found in named.items() if found}
    if len(words) == 1:
        ((code, word),) = words.items()
        return Proposed(code, gettext("“%(words)s” stands in the passage.") % {"words": word})
    if words:
        several = gettext("The passage names several drugs: %(words)s.")
        return Proposed(Substance.OTHER, several % {"words": _quoted(words.values())})
    if drugs := ALL_DRUGS.search(reading.text, *span):
        reason = gettext("“%(words)s” stands in the passage, and no single drug.")
        return Proposed(Substance.ALL_DRUGS, reason % {"words": drugs[0]})
    return Proposed(Substance.NOT_STATED, gettext("No drug is named in the passage."))


def _confidence(reading: Reading, span: Span, heard: Voice) -> Proposed:
    hedge = IS_HEDGE.search(reading.text, *span)
    if heard is Voice.CHARACTERIZED:
        if hedge:
            reason = gettext("The source hedges: “%(words)s”.") % {"words": hedge[0]}
            return Proposed(Confidence.DOUBTFUL, reason)
        reason = gettext("A reporter’s reading rests on no words of the holder’s.")
        return Proposed(Confidence.PROBABLE, reason)
    if heard is Voice.ANONYMOUS:
        return Proposed(Confidence.PROBABLE, gettext("The one who says it is not named."))
    return Proposed(Confidence.CERTAIN, gettext("The words are the holder’s, quoted or reported."))
