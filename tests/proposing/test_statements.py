"""Which passages look like statements: by marks, verbs of saying and names, and on an issue alone."""

from __future__ import annotations

import pytest

from policy_positions.proposing import of_one_place, statements
from policy_positions.quoting import Span
from tests.proposing.hemisphere import passages, reading


def test_direct_speech_is_proposed_without_its_marks():
    text = "It rained. “We want to legalize it all,” said Perez, smiling. He left."

    (found,) = statements(reading(text))

    assert text[found.start : found.end] == "We want to legalize it all"
    assert found.reason == "It stands in quotation marks, beside “said”."


@pytest.mark.parametrize(
    ("opened", "closed"), [("“", "”"), ("“", "’’"), ('"', '"'), ("«", "»"), ("« ", " »"), ("„", "”")]
)
def test_speech_stands_in_marks_of_any_kind(opened, closed):
    assert passages(f"{opened}The drug war has failed us,{closed} Perez said.") == [
        "The drug war has failed us"
    ]


def test_both_halves_of_a_speech_that_its_verb_parts_are_proposed():
    text = "“This is a legitimate debate,” Perez said. “But nobody will legalize anything here.”"

    assert passages(text) == ["This is a legitimate debate", "But nobody will legalize anything here."]


def test_a_speech_that_goes_on_in_the_next_paragraph_ends_with_its_own():
    text = "Perez said: “The drug war is lost.\n\n“We must legalize now,” he said."

    assert passages(text) == ["The drug war is lost.", "We must legalize now"]


def test_a_term_in_marks_is_no_speech():
    text = "Perez has called for a “flexible approach” to legalization."

    assert passages(text) == [text]


@pytest.mark.parametrize(
    "sentence",
    [
        "Perez has called for the legalization of cannabis.",
        "The OAS urged its members to end the war on drugs.",
        "Colombian lawmakers proposed to legalize coca leaf.",
        "Several governments say that the drug war is lost.",
        "A senior official said that legalization was off the table.",
        "The countries that appear to side with the anti-legalization camp are Mexico and Guatemala.",
        "El presidente Santos pidió un debate sobre la legalización.",
    ],
)
def test_what_somebody_is_said_to_hold_is_proposed_whole(sentence):
    assert passages(f"It was hot. {sentence} Then it rained.") == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Cuba has some of the harshest penalties for possession.",
        "Perez said that he would visit Mexico next week.",
        "The drug war has cost thousands of lives.",
        "“We would like a better relationship with them,” Perez said.",
        "Read more: Guatemala wants to legalize it",
    ],
)
def test_conduct_other_matters_nobody_and_links_are_not(sentence):
    assert passages(sentence) == []


def test_who_is_quoted_on_something_else_is_not_proposed_beside_an_article_on_drugs():
    """The Venezuelan lines of an article on drug policy."""
    text = (
        "Perez said the war on drugs has failed.\n\n"
        "Venezuela’s foreign minister said that he would meet Santos. “We have concerns about the divisions "
        "in Venezuela after the last elections,” an official said.\n\n"
        "Santos has called for legalization."
    )

    assert passages(text) == [
        "Perez said the war on drugs has failed.",
        "Santos has called for legalization.",
    ]


def test_the_topic_is_the_one_that_was_just_named():
    named = "Santos has called for legalization."
    pointed = "He said the topic would come up again."

    assert passages(f"{named} {pointed}") == [named, pointed]
    assert passages(f"Santos likes coffee. {pointed}") == []


def test_a_clause_goes_on_after_the_speech():
    text = "“Legalize it at once, please,” said Perez, arguing that consumers should pay for the drug war."

    assert passages(text) == [
        "Legalize it at once, please",
        "arguing that consumers should pay for the drug war",
    ]


def test_offsets_are_code_points_after_astral_characters():
    text = "🌿🌿 It rained. Perez has called for legalization. It rained."

    (found,) = statements(reading(text))

    assert (found.start, found.end) == (14, 48)


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ("“Legalize it all now,”", "Legalize it all now"),
        ("Legalize it all now,”", "Legalize it all now"),
        ("Legalize it all now", "Legalize it all now"),
        ("Legalize it all", "Legalize it all"),
        ("“Legalize it all now,” Perez said", "“Legalize it all now,” Perez said"),
    ],
)
def test_a_speech_is_taken_without_its_marks(taken, left):
    read = reading("It rained. “Legalize it all now,” Perez said. It rained.")
    start = read.text.index(taken)

    assert read.words(read.without_marks(Span(start, start + len(taken)))) == left


def test_a_text_without_anything_has_no_statements():
    assert passages("") == []
    assert passages("\n\n \n") == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ((0, 10), (5, 100), True),
        ((0, 10), (6, 100), False),
        ((0, 10), (10, 20), False),
        ((0, 9), (0, 9), True),
    ],
)
def test_half_of_the_shorter_passage_makes_two_of_one_place(one, other, same):
    assert of_one_place(Span(*one), Span(*other)) is same
    assert of_one_place(Span(*other), Span(*one)) is same
