"""What an editor should look at twice before taking a passage out of its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.words import later as _

from .folding import DOUBLE_QUOTES, Span, extends, fold
from .locating import require_span
from .sentences import OPENERS, sentence_around

STARTS_INSIDE = "starts_inside_sentence"
ENDS_INSIDE = "ends_inside_sentence"
NEGATED = "negation_outside"

# Words that turn a sentence round, in each language of the sources; "n't" and "n'" stand inside other words.
NEGATIONS = {
    "en": r"not|no|never|neither|nor|none|nobody|nothing|nowhere|cannot|without|hardly|scarcely|unlikely"
    r"|\w+n't|deny|den(?:ies|ied|ying)|reject\w*|refus\w*|rul(?:e|es|ed|ing) out|oppos\w*",
    "es": r"no|nunca|jamás|ni|sin|ningún|ningun[oa]s?|nadie|nada|tampoco|nieg\w+"
    r"|neg(?:ar|ó|aron|aba|aban|ado)|rechaz\w+|descart\w+|op(?:on|us|uest)\w+",
    "pt": r"não|nunca|jamais|nem|sem|nenhu\w+|ninguém|nada|tampouco|neg(?:a|am|ar|ou|aram|ado)|recus\w+"
    r"|rejeit\w+|descart\w+|op(?:õe|õem|ôs|ost\w+)",
    "fr": r"ne|n'(?=\w)|pas|jamais|rien|personne|aucune?|ni|sans|non|nulle?|ni(?:e|ent|er|é)|refus\w+"
    r"|rejet\w+|oppos\w+",
}
_SPEECH_OPENS = re.compile(r"(?:[\"“„]|«\s?|''|‘‘|’’)[¿¡(\[]*$")
_SPEECH_CLOSES = re.compile(r"\s?(?:[\"”»]|''|’’)")
_SPEECH_ENDS = re.compile(rf"[,.;!?…—–-]+{_SPEECH_CLOSES.pattern}")
_NEGATION = {
    language: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for language, words in NEGATIONS.items()
}
_NEGATION_IN_ANY = re.compile(rf"\b(?:{'|'.join(NEGATIONS.values())})\b", re.IGNORECASE)

MESSAGES = {
    STARTS_INSIDE: _("The passage starts inside a sentence: “{}” stands before it."),
    ENDS_INSIDE: _("The passage ends inside a sentence: “{}” follows it."),
    NEGATED: _("The same sentence says “{}”, outside the passage."),
}
_SHOWN = 80  # characters of the source that a message repeats


@dataclass(frozen=True)
class Caution:
    """One reason to look twice; the offsets are those of the raw text that gives it."""

    kind: str
    message: str
    start: int
    end: int


def cautions(text: str, start: int, end: int, language: str = "") -> tuple[Caution, ...]:
    """What may mislead about that piece of the raw text: nothing here forbids it.

    It starts or ends inside a sentence, or leaves outside a word that turns the sentence round. Direct speech
    is whole from its opening quotation mark to its closing one. ``language`` is that of the text; without one
    that is known here, the words of all are tried.
    """
    require_span(text, start, end)
    sentence = sentence_around(text, start, end)
    before, after = Span(sentence.start, start), Span(end, sentence.end)
    is_speech = _opens_speech(text, start, end)
    found = []
    if not is_speech and text[before.start : before.end].strip(OPENERS):
        found.append(_caution(STARTS_INSIDE, text, before))
    if not _is_whole(text, start, Span(end, sentence.end), is_speech=is_speech):
        found.append(_caution(ENDS_INSIDE, text, after))
    negation = _NEGATION.get(language, _NEGATION_IN_ANY)
    for part in (before, after):
        found += [_caution(NEGATED, text, place) for place in _places(negation, text, part)]
    return tuple(found)


def _caution(kind: str, text: str, span: Span) -> Caution:
    words = " ".join(text[span.start : span.end].split()).strip(DOUBLE_QUOTES)
    if len(words) > _SHOWN:
        words = f"{words[: _SHOWN // 2].rstrip()} … {words[-_SHOWN // 2 :].lstrip()}"
    return Caution(kind, str(MESSAGES[kind]).format(words), *span)


def _places(pattern: re.Pattern[str], text: str, part: Span) -> Iterator[Span]:
    """Where the pattern stands under folding, as offsets into the raw text."""
    folded = fold(text[part.start : part.end])
    for found in pattern.finditer(folded.text):
        start, end = folded.raw(*found.span())
        yield Span(part.start + start, part.start + end)


def _opens_speech(text: str, start: int, end: int) -> bool:
    """Does its first word follow an opening quotation mark, with the capital of a sentence?"""
    first = next((at for at in range(start, end) if text[at].isalnum()), start)
    opened = _SPEECH_OPENS.search(text, max(0, first - 4), first)
    return opened is not None and not text[first].islower()


def _is_whole(text: str, start: int, after: Span, *, is_speech: bool) -> bool:
    """Does the sentence, or the speech in it, end with the last word of the passage?"""
    last = after.start
    while last > start and not (text[last - 1].isalnum() or extends(text[last - 1])):
        last -= 1
    rest = text[last : after.end]
    closed = _SPEECH_ENDS.match(rest) or (is_speech and _SPEECH_CLOSES.match(rest))
    return bool(closed) or not any(map(str.isalnum, rest))
