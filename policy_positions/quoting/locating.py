"""Where a passage stands in a text, under folding and never inside a word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext

from .folding import DASHES_WITHIN_WORDS, SINGLE_QUOTES, Folded, Span, extends, fold

CONTEXT = 32  # code points kept before and after a passage
WORDS_OF_A_PIECE = 3

_OMISSION = re.compile(r"\[ ?(?:…|\.{3}) ?\]")
_JOINER = "\u200d"
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001fbff"
# What nobody sees, what turns the direction of writing, and what has no meaning outside one font. The two
# marks that emoji are made with are no trick where they stand in an emoji.
_HIDDEN = re.compile(
    rf"(?<![{_EMOJI}])[\ufe0e\ufe0f]|(?<![{_EMOJI}\ufe0f]){_JOINER}|{_JOINER}(?![{_EMOJI}])"
    "|[\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff"
    "\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)

# How far around a cut to look for what tells that it falls inside a word; in the pattern, \0 is the cut.
_REACH = 8
_JOIN = f"[{re.escape(SINGLE_QUOTES + DASHES_WITHIN_WORDS)}]"
_INSIDE_A_WORD = re.compile(
    rf"""
      \w\0\w                                                             # percent
    | \w\0{_JOIN}\w | \w{_JOIN}\0\w                                      # isn't, anti-legalization
    | \d\0[.,:/]\d | \d[.,:/]\0\d                                        # 1.5, 50,000, 10:30, 4/15
    | (?:^|\D)\d{{1,3}}(?:\0[ ]|[ ]\0)\d{{3}}(?!\d)                      # 50 000
    | [.…]\0[.…]                                                          # the dots of an ellipsis
    | (?<!\w)[^\W\d_](?:\0\.|\.\0)[^\W\d_]                               # U.S
    | (?<![\w.…{re.escape(DASHES_WITHIN_WORDS)}])[.{re.escape(DASHES_WITHIN_WORDS)}]\0\d    # -5, .5
    """,
    re.VERBOSE,
)


class Refused(ValueError):
    """A passage that cannot be looked for; the message is for the editor who typed it."""


def occurrences(passage: str, text: str) -> list[Span]:
    """Every place where the passage stands in the text in one piece, as offsets into the raw text.

    The passage must start and end at the edge of a word. A word is a run of letters and digits; it goes on
    over an apostrophe or a hyphen between two of them (isn't, l'usage, anti-legalization, US-led), and over
    the full stops of an abbreviation (U.S.). A number goes on over the mark between its digits (1.5, 50,000,
    50 000, 10:30, 4/15) and starts with its minus sign or point (-5, .5). An em dash ends a word:
    "debate—but" is two. No cut falls between a letter and its combining marks, or in a run of dots.
    """
    folded = fold(text)
    return [folded.raw(*place) for place in _places(_readable(passage), folded)]


def locate(passage: str, text: str) -> tuple[Span, ...] | None:
    """Where the passage first stands in the text; None when it does not."""
    return next(iter(all_places(passage, text)), None)


def all_places(passage: str, text: str) -> list[tuple[Span, ...]]:
    """Every place where the passage stands.

    Several spans where […] joins pieces: each is one piece of the text, in the order of the text, and each
    after the first is the nearest.
    """
    whole, folded = _readable(passage), fold(text)
    found: list[tuple[Span, ...]] = [(folded.raw(*place),) for place in _places(whole, folded)]
    if found:
        return found
    first, *others = pieces(passage)
    if not others:
        return []
    joined = [_joined(place, others, folded) for place in _places(first, folded)]
    return [spans for spans in joined if spans]


def _joined(place: Span, others: list[str], folded: Folded) -> tuple[Span, ...]:
    """The pieces from that place of the first one on; empty where one is missing."""
    spans = [folded.raw(*place)]
    for part in others:
        following = next(_places(part, folded, place.end), None)
        if following is None:
            return ()
        place = following
        spans.append(folded.raw(*place))
    return tuple(spans)


def pieces(passage: str) -> tuple[str, ...]:
    """What […] joins in a passage, folded; the passage alone where nothing is left out."""
    parts = tuple(part.strip() for part in _OMISSION.split(_readable(passage)))
    for part in parts:
        if len(parts) > 1 and _count_of_words(part) < WORDS_OF_A_PIECE:
            raise Refused(
                gettext(
                    "A piece beside […] needs at least %(least)s words in a row; “%(part)s” has %(words)s. "
                    "Give more of the source’s words there, or leave the […] out."
                )
                % {"least": WORDS_OF_A_PIECE, "part": part, "words": _count_of_words(part)}
            )
    return parts


def is_verbatim_at(exact: str, text: str, start: int, end: int) -> bool:
    """Does the raw text say exactly that, code point for code point, at those offsets?"""
    return 0 <= start < end <= len(text) and text[start:end] == exact


def context(text: str, start: int, end: int, length: int = CONTEXT) -> tuple[str, str]:
    """What stands right before and after a piece of the raw text, as it stands there.

    At most ``length`` code points each, fewer where the rest would be a blank or part of a word.
    """
    require_span(text, start, end)
    farthest, last = max(0, start - length), min(len(text), end + length)
    first = next((at for at in range(farthest, start) if _may_cut(text, at, blank=at)), farthest)
    after = next((at for at in range(last, end, -1) if _may_cut(text, at, blank=at - 1)), last)
    return text[first:start], text[end:after]


def whole_words(text: str, start: int, end: int) -> Span:
    """The piece without blanks at its ends, and with all of the words that it cuts."""
    require_span(text, start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise Refused(gettext("Only blanks are selected: select the words of a passage."))
    while is_inside_a_word(text, start):
        start -= 1
    while is_inside_a_word(text, end):
        end += 1
    return Span(start, end)


def require_visible(text: str) -> None:
    """Refuse characters that a reader does not see: they make two passages differ that look the same."""
    if found := _HIDDEN.search(text):
        character = found[0]
        raise Refused(
            gettext(
                "%(code)s, %(name)s, cannot be seen: take it out. It is character %(number)s, "
                "after “%(before)s”."
            )
            % {
                "code": f"U+{ord(character):04X}",
                "name": unicodedata.name(character, "")
                or gettext("a control, private-use or unassigned character"),
                "number": found.start() + 1,
                "before": text[max(0, found.start() - 20) : found.start()],
            }
        )


def visible(text: str) -> str:
    """The text without the characters that ``require_visible`` refuses."""
    return _HIDDEN.sub("", text)


def require_span(text: str, start: int, end: int) -> None:
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} is no piece of a text of {len(text)} code points.")


def _readable(passage: str) -> str:
    """The folded passage, with something in it that can be looked for."""
    require_visible(passage)
    folded = fold(passage).text.strip()
    if not _count_of_words(folded):
        told = gettext("A passage needs at least one word of its source; “%(folded)s” has none.")
        raise Refused(told % {"folded": folded})
    return folded


def _count_of_words(folded: str) -> int:
    return sum(any(map(str.isalnum, word)) for word in folded.split())


def _places(passage: str, folded: Folded, after: int = 0) -> Iterator[Span]:
    """In the folded text. Places that overlap count too: an editor must be asked about each."""
    start = folded.text.find(passage, after)
    while start >= 0:
        end = start + len(passage)
        if not any(is_inside_a_word(folded.with_dashes, cut) for cut in (start, end)):
            yield Span(start, end)
        start = folded.text.find(passage, start + 1)


def is_inside_a_word(text: str, cut: int) -> bool:
    """Would a cut before that character part what is one: a word, a number, a letter and its accent?"""
    if not 0 < cut < len(text):
        return False
    before, after = text[cut - 1], text[cut]
    if _JOINER in (before, after) or extends(after) or (before.isalnum() and after.isalnum()):
        return True
    if before == " " and not after.isdigit():
        return False
    around = _without_marks(text[max(0, cut - _REACH) : cut]), _without_marks(text[cut : cut + _REACH])
    return _INSIDE_A_WORD.search("\0".join(around)) is not None


def _without_marks(text: str) -> str:
    """Letters without what combines with them, and nothing that is not seen: both can stand inside a word."""
    return "".join(
        character for character in text if unicodedata.category(character) not in ("Mn", "Mc", "Me", "Cf")
    )


def _may_cut(text: str, at: int, *, blank: int) -> bool:
    return not text[blank].isspace() and not is_inside_a_word(text, at)
