"""The verbatim rule: what counts as the same words, where they stand, and what to look at twice."""

import sys
import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policy_positions import quoting
from policy_positions.quoting import ENDS_INSIDE, NEGATED, STARTS_INSIDE, Refused, Span, fold

SPOKEN = (
    "TOWN, Country\xa0— “We don’t want a US-led war,’’ Ana Núñez said.\n\n"
    "But 50 percent of the growers \xa0disagree… The cost is 1.5 million – or more."
)

# Every character that the rule knows about, so that Hypothesis puts them side by side.
MARKED_TEXT = st.text(alphabet="abÉe\u0301\u0323'’‘\"“”«-–—.…,\xad \xa0\n", max_size=60)


def plain(text: str) -> str:
    """Letters without accents, dots one by one: what a careless search would compare."""
    decomposed = unicodedata.normalize("NFD", fold(text).text.replace("…", "..."))
    return "".join(character for character in decomposed if unicodedata.category(character)[0] not in "MC")


def found(passage: str, text: str) -> list[str]:
    return [text[start:end] for start, end in quoting.occurrences(passage, text)]


@pytest.mark.parametrize(
    ("passage", "raw"),
    [
        ('"We don\'t want a US-led war," Ana', "“We don’t want a US-led war,’’ Ana"),
        ("''We don’t want a US‑led war,'' Ana", "“We don’t want a US-led war,’’ Ana"),
        ("„We don‛t want a US–led war,» Ana", "“We don’t want a US-led war,’’ Ana"),
        ("Country - “We", "Country\xa0— “We"),
        ("Country\n— “We", "Country\xa0— “We"),
        ("Ana Nu\u0301n\u0303ez said", "Ana Núñez said"),
        ("the growers disagree... The", "the growers \xa0disagree… The"),
        ("50 per\xadcent of", "50 percent of"),
        ("  said.\tBut \r\n 50 percent ", "said.\n\nBut 50 percent"),
        ("1.5 million − or", "1.5 million – or"),
    ],
)
def test_typesetting_may_differ_and_the_raw_words_are_what_is_found(passage, raw):
    assert found(passage, SPOKEN) == [raw]


@pytest.mark.parametrize(
    "passage",
    [
        "we don’t want a US-led war",
        "We do want a US-led war",
        "We dont want a US-led war",
        "We don’t want a US led war",
        "We don’t want a US-led war, Ana",
        "We don’t want US-led a war",
        "We don’t want a war",
        "Ana Nunez said",
        "60 percent of the growers",
        "50 percent of the growers, disagree",
        "the growers disagree. The cost",
        "the growers disagree.. The cost",
        "The cost is 1,5 million",
        "said. 50 percent",
        "said.But 50 percent",
    ],
)
def test_words_letters_case_order_and_other_marks_may_not_differ(passage):
    assert quoting.occurrences(passage, SPOKEN) == []
    assert quoting.locate(passage, SPOKEN) is None


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("cent", "ten percent of it"),
        ("per", "ten percent of it"),
        ("5", "about 50 tons"),
        ("0 tons", "about 50 tons"),
        ("5", "about 1.5 tons"),
        ("1", "about 1.5 tons"),
        ("1.", "about 1.5 tons"),
        (".5 tons", "about 1.5 tons"),
        ("5 tons", "about .5 tons"),
        ("5 degrees", "it was -5 degrees"),
        ("000 tons", "some 50,000 tons"),
        ("000 toneladas", "unas 50\xa0000 toneladas"),
        ("50", "unas 50\u2009000 toneladas"),
        ("30 in the morning", "at 10:30 in the morning"),
        ("legalization camp", "the anti-legalization camp"),
        ("anti", "the anti-legalization camp"),
        ("anti-", "the anti‑legalization camp"),
        ("led war", "a US–led war"),
        ("est pas permis", "ce n’est pas permis"),
        ("isn", "it isn't so"),
        ("t so", "it isn’t so"),
        ("Guatemala", "in Guatemala’s capital"),
        ("S. official", "a U.S. official"),
        ("the U", "the U.S. official"),
        ("15 members", "10–15 members"),
        ("inter", "an inter\xadnational body"),
        ("national body", "an inter\u200bnational body"),
        ("que", "dijo que\u0303 no"),
        ("cafe", "un cafe\u0301 negro"),
        ("he ended.", "he ended... there"),
        ("he ended.", "he ended…. There"),
        ("a heart ❤", "a heart ❤\ufe0f here"),
        ("👩", "said 👩\u200d🌾 then"),
    ],
)
def test_a_passage_never_starts_or_ends_inside_a_word_or_number(piece, text):
    assert plain(piece) in plain(text)

    try:
        places = quoting.occurrences(piece, text)
    except Refused:
        places = []

    assert places == []


@pytest.mark.parametrize(
    ("piece", "text"),
    [
        ("debate", "a debate—but no change"),
        ("but no", "a debate—but no change"),
        ("war", "war, he said"),
        ("he said", "‘war’ he said"),
        ("war", "‘war’ he said"),
        ("the farmers", "the farmers’ fields"),
        ("50", "about 50% of it"),
        ("5 million", "some $5 million"),
        ("pre- and", "pre- and post-war"),
        ("300 people", "in 2012 300 people"),
        ("the U.S", "in the U.S. today"),
        ("5 people", "he said...5 people"),
        ("official", "the official.Kerry said"),
        ("a heart ❤\ufe0f here", "a heart ❤\ufe0f here"),
        ("said 👩\u200d🌾 then", "said 👩\u200d🌾 then"),
    ],
)
def test_a_passage_may_start_and_end_where_a_word_does(piece, text):
    assert found(piece, text) == [piece]


def test_every_place_of_a_passage_is_told():
    text = "no more war. No more war; no more war, no\xa0more war"

    places = quoting.occurrences("no more war", text)

    assert places == [Span(0, 11), Span(26, 37), Span(39, 50)]


def test_places_that_overlap_are_all_told():
    assert quoting.occurrences("never, never", "never, never, never") == [Span(0, 12), Span(7, 19)]


def test_offsets_count_code_points_of_the_raw_text():
    text = unicodedata.normalize("NFD", "É a 🚢 co\xadca — ") + "decisión ''final''"

    (place,) = quoting.occurrences('decisión "final"', text)

    assert text[place.start : place.end] == "decisión ''final''"


@pytest.mark.parametrize("mark", ["[…]", "[...]", "[ … ]", "[ ... ]"])
def test_omission_marks_join_pieces_in_the_order_of_the_text(mark):
    places = quoting.locate(f"“We don't want {mark} of the growers", SPOKEN)

    assert [SPOKEN[start:end] for start, end in places] == ["“We don’t want", "of the growers"]


def test_joined_pieces_out_of_order_are_not_found():
    assert quoting.locate("of the growers […] We don’t want", SPOKEN) is None


def test_joined_pieces_do_not_overlap():
    text = "one two three four five"

    assert quoting.locate("one two three […] three four five", text) is None
    assert quoting.locate("one two […] four five", "[…] one two […] four five") == (Span(4, 25),)


def test_a_later_piece_is_looked_for_after_the_earlier_one():
    text = "we want peace now. they said so. we want peace now"

    places = quoting.locate("they said so […] we want peace", text)

    assert places == (Span(19, 31), Span(33, 46))


@pytest.mark.parametrize(
    "passage", ["We don’t […] of the growers", "[…] of the growers", "of the growers […]"]
)
def test_a_joined_piece_of_fewer_than_three_words_is_refused(passage):
    with pytest.raises(Refused, match=r"needs at least 3 words in a row; “.*” has [02]\. Give more"):
        quoting.locate(passage, SPOKEN)


@pytest.mark.parametrize("passage", ["", "   ", "\n\t\xa0", "\xad", "…", "“”", "— , —"])
def test_a_passage_without_a_word_is_refused(passage):
    with pytest.raises(Refused, match="A passage needs at least one word of its source"):
        quoting.occurrences(passage, "a “” … — , — b")


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\u200b", "U+200B, ZERO WIDTH SPACE"),
        ("\u202e", "U+202E, RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066, LEFT-TO-RIGHT ISOLATE"),
        ("\ufeff", "U+FEFF, ZERO WIDTH NO-BREAK SPACE"),
        ("\ue000", "U+E000, a control, private-use or unassigned character"),
        ("\U000e0041", "U+E0041, TAG LATIN CAPITAL LETTER A"),
        ("\x00", "U+0000, a control, private-use or unassigned character"),
        ("\ufe0f", "U+FE0F, VARIATION SELECTOR-16"),
        ("\u200d", "U+200D, ZERO WIDTH JOINER"),
        ("\u3164", "U+3164, HANGUL FILLER"),
    ],
)
def test_a_character_that_nobody_sees_is_refused_by_name_and_place(character, name):
    with pytest.raises(Refused) as refusal:
        quoting.locate(f"the war{character} on drugs", "the war on drugs")

    assert str(refusal.value) == f"{name}, cannot be seen: take it out. It is character 8, after “the war”."


def test_unicode_and_the_list_of_hidden_characters_agree():
    marks_and_fillers = {
        0x034F,
        0x115F,
        0x1160,
        0x17B4,
        0x17B5,
        0x2800,
        0x3164,
        0xFFA0,
        *range(0x180B, 0x1810),
    }
    marks_and_fillers |= {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
    may_be_seen_or_folded = {*"\t\n\v\f\r\x85\xad"}

    def is_refused(character: str) -> bool:
        try:
            quoting.require_visible(character)
        except Refused:
            return True
        return False

    disagreed = [
        f"U+{point:04X}"
        for point in range(sys.maxunicode + 1)
        if unicodedata.category(chr(point)) != "Cn"
        and is_refused(chr(point))
        != (
            (unicodedata.category(chr(point))[0] == "C" and chr(point) not in may_be_seen_or_folded)
            or point in marks_and_fillers
        )
    ]

    assert disagreed == []


def test_a_stored_quotation_is_checked_to_the_code_point():
    start = SPOKEN.index("“We")
    exact = "“We don’t want a US-led war,’’"

    assert quoting.is_verbatim_at(exact, SPOKEN, start, start + len(exact))
    assert not quoting.is_verbatim_at(exact.replace("’’", "”"), SPOKEN, start, start + len(exact) - 1)
    assert not quoting.is_verbatim_at(exact, SPOKEN, start + 1, start + 1 + len(exact))
    assert not quoting.is_verbatim_at(exact, SPOKEN, start - len(SPOKEN), start - len(SPOKEN) + len(exact))
    assert not quoting.is_verbatim_at("", SPOKEN, 3, 3)
    assert not quoting.is_verbatim_at(SPOKEN, SPOKEN, 0, len(SPOKEN) + 1)


def test_context_is_raw_and_does_not_start_or_end_inside_a_word():
    text = "The president of the Republic said that “legal regulation” was his government’s preference."
    start = text.index("legal")

    assert quoting.context(text, start, start + 16) == (
        "of the Republic said that “",
        "” was his government’s",
    )
    assert quoting.context(text, start, start + 16, length=8) == ("that “", "” was")
    assert quoting.context(text, 0, len(text)) == ("", "")


def test_context_keeps_part_of_a_word_rather_than_nothing():
    text = "x" * 40 + "! word " + "y" * 40

    assert quoting.context(text, 42, 46) == ("! ", " " + "y" * 31)
    assert quoting.context("x" * 40 + "-a-" + "y" * 40, 41, 42) == ("x" * 31 + "-", "-" + "y" * 31)


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 4), (0, 99)])
def test_offsets_outside_the_text_are_a_fault_of_the_caller(start, end):
    message = f"^{start} to {end} is no piece of a text of 10 code points"

    with pytest.raises(ValueError, match=message):
        quoting.context("ten points", start, end)
    with pytest.raises(ValueError, match=message):
        quoting.cautions("ten points", start, end)


def kinds_and_words(piece: str, text: str, language: str = "") -> list[tuple[str, str]]:
    start = text.index(piece)
    return [
        (caution.kind, text[caution.start : caution.end].strip())
        for caution in quoting.cautions(text, start, start + len(piece), language)
    ]


def test_a_whole_sentence_gives_no_caution():
    text = "It was late. They want a debate on legalization. Nobody denied it."

    assert kinds_and_words("They want a debate on legalization.", text) == []
    assert kinds_and_words("They want a debate on legalization", text) == []
    assert kinds_and_words("It was late. They want a debate on legalization.", text) == []


def test_a_negation_left_outside_is_told_with_the_cut():
    text = "“There is no consensus that legalization is the solution,” said an analyst."

    assert kinds_and_words("legalization is the solution", text) == [
        (STARTS_INSIDE, "“There is no consensus that"),
        (NEGATED, "no"),
    ]
    assert quoting.cautions(text, 28, 56)[1].message == "The same sentence says “no”, outside the passage."


@pytest.mark.parametrize(
    "piece",
    [
        "There is no consensus that legalization is the solution",
        "“There is no consensus that legalization is the solution,”",
    ],
)
def test_direct_speech_is_whole_from_mark_to_mark(piece):
    assert (
        kinds_and_words(piece, "“There is no consensus that legalization is the solution,” said an analyst.")
        == []
    )


@pytest.mark.parametrize(("opened", "closed"), ["“”", "«»", '""', ("''", "''"), ("« ", " »"), ("“", "’’")])
def test_direct_speech_is_whole_in_marks_of_every_kind(opened, closed):
    text = f"{opened}Queremos un debate{closed}, dijo la presidenta ayer."

    assert kinds_and_words("Queremos un debate", text) == []
    assert kinds_and_words("Queremos un", text) == [
        (ENDS_INSIDE, f"debate{closed}, dijo la presidenta ayer.")
    ]


def test_one_word_in_marks_is_no_speech():
    text = "He claimed that “legalization” was discussed."

    assert kinds_and_words("legalization", text) == [
        (STARTS_INSIDE, "He claimed that “"),
        (ENDS_INSIDE, "” was discussed."),
    ]


@pytest.mark.parametrize(
    ("language", "text", "piece", "negation"),
    [
        ("en", "She isn’t sure that it will work.", "it will work", "isn’t"),
        ("en", "It would be done without a vote in congress.", "a vote in congress", "without"),
        ("en", "The minister denied that talks began.", "talks began", "denied"),
        ("en", "They ruled out legal markets.", "legal markets", "ruled out"),
        ("en", "They are opposed to legalization efforts.", "legalization efforts", "opposed"),
        ("en", "A vote was held, but neither side won.", "A vote was held", "neither"),
        ("es", "No hay consenso sobre la legalización.", "consenso sobre la legalización", "No"),
        ("es", "Nunca dijo que apoyaría la medida.", "apoyaría la medida", "Nunca"),
        ("es", "El ministro negó que apoyara la medida.", "apoyara la medida", "negó"),
        ("pt", "O país não apoia a proposta.", "apoia a proposta", "não"),
        ("pt", unicodedata.normalize("NFD", "O país não apoia a proposta."), "apoia a proposta", "na\u0303o"),
        ("fr", "Le pays n’est favorable à rien.", "favorable à", "n’"),
        ("fr", "Nous ne voulons pas de cette loi.", "de cette loi", "ne"),
    ],
)
def test_negations_are_known_in_each_language(language, text, piece, negation):
    with_language = [words for kind, words in kinds_and_words(piece, text, language) if kind == NEGATED]
    without = [words for kind, words in kinds_and_words(piece, text) if kind == NEGATED]

    assert negation in with_language
    assert negation in without


def test_the_contraction_no_of_portuguese_is_no_negation():
    text = "O debate no Brasil foi longo."

    assert kinds_and_words("Brasil foi longo", text, "pt") == [(STARTS_INSIDE, "O debate no")]


def test_a_negation_inside_the_passage_or_in_the_next_sentence_is_no_matter():
    text = "We never agreed. There is not one plan. Nobody asked."

    assert kinds_and_words("There is not one plan", text) == []


@pytest.mark.parametrize(
    ("text", "piece", "outside"),
    [
        ("A senior U.S. Secretary of State spoke.", "Secretary of State spoke.", "A senior U.S."),
        ("He met Mr. Perez on Monday.", "Perez on Monday.", "He met Mr."),
        ("El Sr. Pérez habló.", "Pérez habló.", "El Sr."),
        ("Viajó a EE.UU. Después habló.", "Después habló.", "Viajó a EE.UU."),
        ("“Why?” he asked them.", "he asked them.", "“Why?”"),
        ("The line\nbreaks here.", "breaks here.", "The line"),
    ],
)
def test_an_abbreviation_a_small_letter_or_a_line_break_ends_no_sentence(text, piece, outside):
    assert kinds_and_words(piece, text) == [(STARTS_INSIDE, outside)]


@pytest.mark.parametrize(
    "gap", ["\n\n", "\n \n", "\r\n\r\n", "! ", "? ", "… ", ".” ", ".’’ ", ".) ", ". ¿", ". “"]
)
def test_a_sentence_starts_after_an_end_mark_or_an_empty_line(gap):
    text = f"No heading{gap}Qué dijo ayer"

    assert kinds_and_words("Qué dijo ayer", text) == []


def test_a_long_message_shows_both_ends_of_what_is_left_out():
    text = f"Start {'of a long sentence ' * 9}that ends with these words."

    (caution,) = quoting.cautions(text, text.index("these"), len(text))

    assert caution.message == (
        "The passage starts inside a sentence: “Start of a long sentence of a long sente "
        "… ntence of a long sentence that ends with” stands before it."
    )


@given(MARKED_TEXT)
def test_folding_twice_is_folding_once(text):
    folded = fold(text).text

    assert fold(folded).text == folded


@given(st.text(max_size=60))
def test_folding_does_not_see_how_letters_are_composed(text):
    assert fold(unicodedata.normalize("NFD", text)).text == fold(unicodedata.normalize("NFC", text)).text


@given(st.text() | MARKED_TEXT)
def test_folding_is_a_matter_of_marks_and_blanks_only(text):
    def letters_and_digits(of: str) -> list[str]:
        return [character for character in unicodedata.normalize("NFC", of) if character.isalnum()]

    assert letters_and_digits(fold(text).text) == letters_and_digits(text.replace("\xad", ""))


@given(MARKED_TEXT.map(fold), st.data())
def test_pieces_of_the_folded_text_stand_in_the_raw_one_in_the_same_order(folded, data):
    assume(folded.text)
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))

    piece, before, after = (
        folded.raw(start, end),
        folded.raw(0, start + 1),
        folded.raw(end - 1, len(folded.text)),
    )

    assert 0 <= before.start <= piece.start < piece.end <= after.end
    assert before.end >= piece.start
    assert after.start <= piece.end


@given(MARKED_TEXT, MARKED_TEXT)
def test_whatever_is_found_says_the_same(passage, text):
    assume(any(map(str.isalnum, passage)))

    for place in quoting.occurrences(passage, text):
        assert fold(text[place.start : place.end]).text == fold(passage).text.strip()


WORDS = st.tuples(
    st.text(alphabet="'’‘“”«-–—.…,", max_size=3),
    st.sampled_from(["a", "É", "e\u0301b", "a\xadb", "a\u0323\u0301"]),
    st.text(alphabet="abÉe\u0301\u0323'’“”»-–—.…,\xad", max_size=6),
).map("".join)


@given(st.lists(WORDS, min_size=1, max_size=8), st.sampled_from([" ", "\xa0 ", "\n\n", " \u2009"]), st.data())
def test_whole_words_of_a_text_are_found_in_it(words, blank, data):
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    passage = blank.join(words[first:last])
    start = len(blank.join([*words[:first], ""]))

    places = quoting.occurrences(passage, blank.join(words))

    assert Span(start, start + len(passage.rstrip("\xad"))) in places


@given(MARKED_TEXT, st.data())
def test_context_stands_on_both_sides_of_its_passage(text, data):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    prefix, suffix = quoting.context(text, start, end, length=10)

    assert len(prefix) <= 10 >= len(suffix)
    assert text[:start].endswith(prefix)
    assert text[end:].startswith(suffix)


@given(st.text() | MARKED_TEXT, st.data())
def test_cautions_point_outside_the_passage(text, data):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))

    for caution in quoting.cautions(text, start, end):
        assert 0 <= caution.start < caution.end <= start or end <= caution.start < caution.end <= len(text)


def test_every_place_of_joined_pieces_is_told_each_with_the_nearest_that_follows():
    text = "we want it all. they said no more. we want it all. they said no more."

    places = quoting.all_places("we want it […] said no more", text)

    assert [[text[start:end] for start, end in spans] for spans in places] == [
        ["we want it", "said no more"]
    ] * 2
    assert [spans[0].start for spans in places] == [0, 35]
    assert [spans[1].start for spans in places] == [text.index("said"), text.rindex("said")]
    assert quoting.locate("we want it […] said no more", text) == places[0]


def test_a_first_piece_without_the_others_behind_it_is_no_place():
    text = "they said no more. we want it all. they said no more. we want it all"

    assert len(quoting.all_places("we want it […] said no more", text)) == 1
    assert quoting.all_places("said no more […] they said yes", text) == []


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("egaliz", "legalization"),
        (" the anti", "the anti-legalization"),
        ("the ", "the"),
        ("S. offic", "U.S. official"),
        ("cafe", "cafe\u0301"),
        ("5", "1.5"),
        ("👩", "👩\u200d🌾"),
    ],
)
def test_a_selection_is_widened_to_whole_words_and_loses_blanks(cut, whole):
    text = "a U.S. official on the anti-legalization camp, 1.5 tons, a cafe\u0301 and 👩\u200d🌾 there"
    if cut == "egaliz":
        text = text.replace("anti-", "")
    start = text.index(cut)

    span = quoting.whole_words(text, start, start + len(cut))

    assert text[span.start : span.end] == whole


def test_a_selection_of_blanks_is_refused():
    with pytest.raises(Refused, match="Only blanks are selected"):
        quoting.whole_words("a   b", 1, 3)
