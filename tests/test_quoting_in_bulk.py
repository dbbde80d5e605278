"""Thousands of genuine windows are found where they stand, thousands of altered ones nowhere.

QUOTING_CASES=100000 asks for that many of each (`make bench-quoting`); with -s each says what came of it.
"""

import os
import random
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from policy_positions import quoting
from policy_positions.quoting import Span

CASES = int(os.environ.get("QUOTING_CASES", "2000"))
WINDOWS_OF_A_TEXT = 20

NEGATIONS = ("not", "no", "never", "without", "nunca", "não", "ne", "pas")
NUMBERS = ("50", "1.5", "50,000", "1961", "2012", "10:30", "40", "7", "-5", "300")
COMPOUNDS = (
    "US-led",
    "anti-legalization",
    "post-prohibition",
    "isn't",
    "Guatemala's",
    "l'usage",
    "n'est",
    "35-nation",
)
VOCABULARY = """
The president of Republic said that drug policy has failed and wants a debate on legalization in region for
every kilo seized consumer countries should pay farmers grow coca marijuana regulated market consensus
solution El presidente Núñez pidió una discusión sobre despenalización años después también é preciso uma
política à população apóia décision équilibrée où déjà là président leaders Cartagena Antigua summit
"""
WORDS = tuple(VOCABULARY.split())
GAPS = (" ",) * 30 + (
    ", ",
    ". ",
    ".¶",
    "; ",
    ": ",
    " — ",
    "—",
    "… ",
    "? ",
    ' "',
    '," ',
    '." ',
    " (",
    ") ",
    " '",
    "' ",
)

# How each mark may be set: in a source, and in what an editor pastes or types.
IN_SOURCES = {
    " ": (" ",) * 8 + ("\xa0", "  ", "\n", " \xa0", "\u2009", "\r\n"),
    "¶": ("\n\n", " \n\n", "\r\n\r\n"),
    '"': ("“", "”", '"', "''", "’’", "«", "»", "„"),
    "'": ("'", "’", "‘"),
    "-": ("-", "-", "‐", "‑"),
    "—": ("—", "—", "―"),
    "…": ("…", "..."),
}
IN_PASSAGES = IN_SOURCES | {
    "¶": (" ", "\n", "\n\n", "\t"),
    "'": ("'", "’", "‘", "‛"),
    "-": ("-", "‐", "‑", "–", "—", "−"),
    "—": ("—", "–", "-", "―"),
}


def typeset(plain: str, styles: dict[str, tuple[str, ...]], chance: random.Random) -> str:
    """The same words as a printer or a word processor may set them."""
    pieces = [chance.choice(styles[character]) if character in styles else character for character in plain]
    for at, character in enumerate(plain):
        if character.isalpha() and at + 1 < len(plain) and plain[at + 1].isalpha() and chance.random() < 0.01:
            pieces[at] += "\xad"
    return unicodedata.normalize(chance.choice(("NFC", "NFC", "NFC", "NFD")), "".join(pieces))


def careless(text: str, dashes: str = "‐‑‒–—―−") -> str:
    """Another folding than the one under test: slower, and it finds a passage inside a word too."""
    text = unicodedata.normalize("NFC", text.replace("\xad", "")).replace("…", "...")
    for pattern, mark in (("[‘’‚‛‹›]", "'"), ("''|[“”„‟«»]", '"'), (f"[{dashes}]", "-"), (r"\s+", " ")):
        text = re.sub(pattern, mark, text)
    return text


class Written:
    """A made-up text that knows where it put each word."""

    def __init__(self, chance: random.Random, words: int = 60) -> None:
        kinds = chance.choices((WORDS, NEGATIONS, NUMBERS, COMPOUNDS), weights=(80, 6, 8, 6), k=words)
        self.words = [chance.choice(kind) for kind in kinds]
        self.gaps = [chance.choice(GAPS) for _ in self.words]
        for at, word in enumerate(self.words[1:]):
            if self.words[at][-1].isdigit() and word[0].isdigit():
                self.gaps[at] = "; "  # 50 000 is one number
        self.places: list[Span] = []
        self.text = ""
        for word, gap in zip(self.words, self.gaps, strict=True):
            start = len(self.text)
            self.text += typeset(word, IN_SOURCES, chance)
            self.places.append(Span(start, len(self.text)))
            self.text += typeset(gap, IN_SOURCES, chance)

    def window(self, first: int, last: int) -> list[str]:
        """Words and gaps in turn, as they were before typesetting."""
        pieces = [
            piece
            for pair in zip(self.words[first:last], self.gaps[first:last], strict=True)
            for piece in pair
        ]
        return pieces[:-1]

    def places_of(self, window: list[str]) -> list[Span]:
        """Every place where those words and gaps stand, by comparing words and not characters."""
        length = len(window) // 2 + 1
        wanted = [re.sub("[¶ ]", " ", piece) for piece in window]
        return [
            Span(self.places[at].start, self.places[at + length - 1].end)
            for at in range(len(self.words) - length + 1)
            if [re.sub("[¶ ]", " ", piece) for piece in self.window(at, at + length)] == wanted
        ]


def one_word(window: list[str], fits: Callable[[str], bool], chance: random.Random) -> int | None:
    places = [at for at in range(0, len(window), 2) if fits(window[at])]
    return chance.choice(places) if places else None


def replaced(window: list[str], at: int, piece: str) -> list[str]:
    return [*window[:at], piece, *window[at + 1 :]]


def with_another(fits: Callable[[str], bool], other: Callable[[str, random.Random], str]):
    """An alteration of one character of one word."""

    def alter(window: list[str], chance: random.Random) -> list[str] | None:
        at = one_word(window, lambda word: any(map(fits, word)), chance)
        if at is None:
            return None
        word = window[at]
        place = chance.choice([index for index, character in enumerate(word) if fits(character)])
        return replaced(window, at, word[:place] + other(word[place], chance) + word[place + 1 :])

    return alter


def without_a_word(fits: Callable[[str], bool]):
    def alter(window: list[str], chance: random.Random) -> list[str] | None:
        at = one_word(window[2:-2], fits, chance) if len(window) >= 5 else None
        return None if at is None else window[: at + 2] + window[at + 4 :]

    return alter


def with_two_words_swapped(window: list[str], chance: random.Random) -> list[str] | None:
    if len(window) < 3:
        return None
    at = chance.randrange(0, len(window) - 2, 2)
    return [*window[:at], window[at + 2], window[at + 1], window[at], *window[at + 3 :]]


def with_a_word_more(window: list[str], chance: random.Random) -> list[str] | None:
    at = chance.randrange(0, len(window), 2)
    return [*window[:at], chance.choice(WORDS + NEGATIONS), " ", *window[at:]]


def with_another_gap(window: list[str], chance: random.Random) -> list[str] | None:
    if len(window) < 3:
        return None
    return replaced(window, chance.randrange(1, len(window), 2), chance.choice(GAPS))


def cut_inside_a_word(window: list[str], chance: random.Random) -> list[str] | None:
    at = chance.choice((0, len(window) - 1))
    word = window[at]
    if len(word) < 2 or not (word.isalpha() or word in NUMBERS + COMPOUNDS):
        return None
    cut = chance.randrange(1, len(word))
    return replaced(window, at, word[cut:] if at == 0 else word[:cut])


def another_letter(letter: str, chance: random.Random) -> str:
    return chance.choice([other for other in "abcdefghijklmnopqrstuvwxyzáéíóúñãç" if other != letter.lower()])


def another_digit(digit: str, chance: random.Random) -> str:
    return chance.choice([other for other in "0123456789" if other != digit])


ALTERATIONS = {
    "letter": with_another(str.isalpha, another_letter),
    "accent": with_another(
        lambda letter: letter.isalpha() and not letter.isascii(),
        lambda letter, _: unicodedata.normalize("NFD", letter)[0],
    ),
    "digit": with_another(str.isdigit, another_digit),
    "case": with_another(str.isalpha, lambda letter, _: letter.swapcase()),
    "order": with_two_words_swapped,
    "dropped word": without_a_word(lambda _: True),
    "dropped negation": without_a_word(NEGATIONS.__contains__),
    "added word": with_a_word_more,
    "punctuation": with_another_gap,
    "mark in a word": with_another(
        lambda mark: not mark.isalnum(), lambda mark, _: "" if mark in "-'" else " "
    ),
    "cut word": cut_inside_a_word,
}


def is_in_the_text(kind: str, passage: str, text: str) -> bool:
    """May the altered passage stand there by chance? One that was cut does, but only inside words."""
    passage = careless(passage).strip()
    places = [found.start() for found in re.finditer(f"(?={re.escape(passage)})", careless(text))]
    if kind != "cut word":
        return bool(places)
    shape = careless(text, dashes="‐‑‒–−")  # an em dash parts words, a hyphen does not
    return any(not cuts_a_word(shape, at) and not cuts_a_word(shape, at + len(passage)) for at in places)


def cuts_a_word(text: str, at: int) -> bool:
    around = f"{text[max(0, at - 2) : at]}\0{text[at : at + 2]}"
    return re.search(r"\w\0\w|\w\0[-'.,:]\w|\w[-'.,:]\0\w|(?<!\w)-\0\d", around) is not None


def altered_passage(window: list[str], text: str, chance: random.Random) -> tuple[str, str]:
    """What was altered and a passage that is nowhere in the text; empty where that did not come off."""
    kind = chance.choice(list(ALTERATIONS))
    altered = ALTERATIONS[kind](window, chance)
    passage = typeset("".join(altered or ()), IN_PASSAGES, chance)
    if not any(map(str.isalnum, passage)) or is_in_the_text(kind, passage, text):
        return "", ""
    return kind, passage


def made_up_windows(chance: random.Random) -> Iterator[tuple[list[str], Written]]:
    while True:
        written = Written(chance)
        for _ in range(WINDOWS_OF_A_TEXT):
            length = chance.randint(1, 14)
            first = chance.randint(0, len(written.words) - length)
            yield written.window(first, first + length), written


def windows_of(texts: list[str], chance: random.Random) -> Iterator[tuple[list[str], Span, str]]:
    """Words between blanks, as a careless reader sees them, where they stand, and the text."""
    words = {text: list(re.finditer(r"\S+", text)) for text in texts}
    while True:
        text = chance.choice(texts)
        length = chance.randint(1, 25)
        first = chance.randint(0, len(words[text]) - length)
        place = Span(words[text][first].start(), words[text][first + length - 1].end())
        window = " ".join(careless(text[place.start : place.end]).split()).replace(" ", "\0 \0").split("\0")
        if any(map(str.isalnum, "".join(window))):
            yield window, place, text


def tell(what: str, cases: int, wrong: list) -> None:
    """For those who run this by hand: how many were tried, and how many went wrong."""
    sys.stdout.write(f"\n{what}: {cases} tried, {len(wrong)} wrong\n")


def test_genuine_windows_are_found_at_every_place_where_they_stand():
    chance = random.Random(20120414)
    wrong = []

    for window, written in islice(made_up_windows(chance), CASES):
        passage = typeset("".join(window), IN_PASSAGES, chance)
        if quoting.occurrences(passage, written.text) != written.places_of(window):
            wrong.append((passage, written.text))
    tell("genuine windows of made-up texts", CASES, wrong)

    assert wrong == []


def test_altered_windows_are_found_nowhere():
    chance = random.Random(20130604)
    refused: Counter[str] = Counter()
    wrong = []

    for window, written in made_up_windows(chance):
        kind, passage = altered_passage(window, written.text, chance)
        if kind:
            refused[kind] += 1
            wrong += [(kind, passage, written.text)] if quoting.occurrences(passage, written.text) else []
        if refused.total() == CASES:
            break
    tell("altered windows of made-up texts", refused.total(), wrong)

    assert wrong == []
    assert set(refused) == set(ALTERATIONS)
    assert min(refused.values()) > CASES / 200


@pytest.fixture
def bodies(articles: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(articles.glob("00[03]_*.txt"))]


def test_genuine_windows_of_the_real_articles_are_found(bodies):
    chance = random.Random(648)
    wrong = []

    for window, place, text in islice(windows_of(bodies, chance), CASES):
        passage = typeset("".join(window), IN_PASSAGES, chance)
        places = quoting.occurrences(passage, text)
        said = {careless(text[start:end]) for start, end in places}
        if place not in places or said != {"".join(window)}:
            wrong.append((passage, place))
    tell("genuine windows of the articles", CASES, wrong)

    assert wrong == []


def test_altered_windows_of_the_real_articles_are_found_nowhere(bodies):
    chance = random.Random(6671)
    refused: Counter[str] = Counter()
    wrong = []

    for window, _place, text in windows_of(bodies, chance):
        kind, passage = altered_passage(window, text, chance)
        if kind:
            refused[kind] += 1
            wrong += [(kind, passage)] if quoting.occurrences(passage, text) else []
        if refused.total() == CASES:
            break
    tell("altered windows of the articles", refused.total(), wrong)

    assert wrong == []
    assert len(refused) >= len(ALTERATIONS) - 1  # neither article has many accents


def test_the_quote_that_closes_with_two_apostrophes_is_found(bodies):
    (place,) = quoting.locate('"It is a totally legitimate debate," Biden said.', bodies[0])

    raw = bodies[0][place.start : place.end]

    assert raw == "“It is a totally legitimate debate,’’ Biden said."
    assert quoting.is_verbatim_at(raw, bodies[0], *place)
    assert quoting.cautions(bodies[0], *place, "en") == ()


def test_a_dateline_with_a_no_break_space_is_found(bodies):
    (place,) = quoting.locate("ANTIGUA, Guatemala, (Reuters) - U.S. Secretary", bodies[1])

    assert bodies[1][place.start : place.end] == "ANTIGUA, Guatemala,\xa0 (Reuters) – U.S. Secretary"


def test_a_solution_without_its_missing_consensus_is_cautioned(bodies):
    (place,) = quoting.locate("legalization is the solution", bodies[0])

    kinds = [caution.kind for caution in quoting.cautions(bodies[0], *place, "en")]

    assert kinds == [quoting.STARTS_INSIDE, quoting.NEGATED]
