"""What changed between two versions, told in words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from policy_positions.versions import Names, choices, compare, words_changed
from policy_positions.versions.words import ADDED, MOST_TOKENS, REMOVED, SAME, Piece

NAMES = Names({"country": {"GTM": "Guatemala", "COL": "Colombia"}, "source": {"paper": "The Paper, 2012"}})


def quotation(start: int = 0, exact: str = "Drugs should be legal.", **changed):
    said = {"text": "f00", "source": "paper", "start": start, "end": start + len(exact), "exact": exact}
    return {**said, "voice": "direct", "attribution": "", "translation": "", "order": 1, **changed}


def version(*quotations, **changed):
    said = {
        "country": "GTM",
        "organization": None,
        "leader": None,
        "issue": "legalization",
        "scheme_version": 1,
        "stance": "support",
        "substance": "not_stated",
        "stated_on": "2012-04-01",
        "stated_on_precision": "month",
        "date_note": "",
        "summit": None,
        "summit_relation": "",
        "summary": "He is for it.",
        "confidence": "certain",
        "coding_note": "",
        "state": "published",
        "quotations": list(quotations) or [quotation()],
    }
    return {**said, **changed}


# Words


def test_the_words_that_changed_are_marked_and_the_others_stay():
    assert words_changed("He is for it.", "He is against it.") == [
        Piece(SAME, "He is "),
        Piece(REMOVED, "for"),
        Piece(ADDED, "against"),
        Piece(SAME, " it."),
    ]


def test_a_phrase_that_changed_is_marked_as_one():
    pieces = words_changed("The old drug war failed.", "The new opium peace failed.")

    assert pieces == [
        Piece(SAME, "The "),
        Piece(REMOVED, "old drug war"),
        Piece(ADDED, "new opium peace"),
        Piece(SAME, " failed."),
    ]


@given(st.text(alphabet="ab ,.é“", max_size=60), st.text(alphabet="ab ,.é“", max_size=60))
def test_both_texts_can_be_read_off_the_pieces(before, after):
    pieces = words_changed(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.kind != REMOVED) == after


def test_what_is_too_long_to_compare_is_shown_as_replaced():
    before, after = "a " * MOST_TOKENS, "b " * MOST_TOKENS

    assert words_changed(before, after) == [Piece(REMOVED, before), Piece(ADDED, after)]
    assert words_changed(before, before) == [Piece(SAME, before)]


# Fields


def test_a_version_differs_from_itself_in_nothing():
    assert not compare(version(), version(), NAMES)


def test_changed_fields_are_told_by_their_labels_and_names():
    changes = compare(
        version(),
        version(country="COL", stance="oppose", stated_on_precision="day", summary="He is against it."),
        NAMES,
    )

    assert [(each.label, each.before, each.after) for each in changes.fields] == [
        ("Holder", "Guatemala", "Colombia"),
        ("Stance", "Supports", "Opposes"),
        ("Stated", "April 2012", "1 April 2012"),
        ("Summary", "He is for it.", "He is against it."),
    ]


def test_what_is_no_longer_in_a_list_or_on_record_stands_for_itself():
    changes = compare(version(), version(country="XXX", stance="sideways"), NAMES)

    assert [each.after for each in changes.fields] == ["XXX", "sideways"]


def test_the_first_version_is_no_list_of_changes():
    assert not compare(None, version(), NAMES)


# Passages


def test_a_passage_that_came_and_one_that_went_are_told_apart():
    other = quotation(100, "Nobody answered.")

    added = compare(version(), version(quotation(), other), NAMES)
    removed = compare(version(quotation(), other), version(), NAMES)

    assert [(each.kind, each.pieces[0].text) for each in added.passages] == [("added", "Nobody answered.")]
    assert [(each.kind, each.pieces[0].text) for each in removed.passages] == [
        ("removed", "Nobody answered.")
    ]


def test_a_passage_cut_elsewhere_in_the_same_words_is_a_change_of_it():
    longer = quotation(0, "Drugs should be legal. All of them.")

    (change,) = compare(version(), version(longer), NAMES).passages

    assert (change.kind, change.source) == ("changed", "The Paper, 2012")
    assert change.pieces == [Piece(SAME, "Drugs should be legal."), Piece(ADDED, " All of them.")]


def test_another_voice_is_a_change_of_the_passage():
    (change,) = compare(version(), version(quotation(voice="reported")), NAMES).passages

    assert [(each.label, each.before, each.after) for each in change.fields] == [
        ("Voice", "Direct speech", "Reported speech")
    ]


# Two editors at once


def test_what_only_one_of_two_changed_is_suggested_and_what_both_changed_is_said():
    base = version()
    theirs = version(stance="oppose", summary="He is against it.")
    yours = version(confidence="doubtful", summary="He is for it, he says.")

    found = {choice.key: choice for choice in choices(base, theirs, yours, NAMES)}

    assert {key: choice.taken for key, choice in found.items()} == {
        "stance": "theirs",
        "summary": "yours",
        "confidence": "yours",
    }
    assert [key for key, choice in found.items() if choice.both_changed] == ["summary"]
    assert (found["stance"].theirs, found["stance"].yours) == ("Opposes", "Supports")


def test_without_what_both_began_from_yours_is_suggested():
    (choice,) = choices(None, version(stance="oppose"), version(), NAMES)

    assert (choice.taken, choice.both_changed) == ("yours", False)


def test_passages_are_chosen_as_a_whole():
    (choice,) = choices(version(), version(quotation(voice="reported")), version(), NAMES)

    assert choice.key == "passages"
    assert choice.theirs == "Reported speech: Drugs should be legal. — The Paper, 2012"
