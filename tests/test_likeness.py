"""How alike two texts are, and the marks by which one finds the other."""

from __future__ import annotations

import pytest

from policy_positions.likeness import MARKS_OF_A_TEXT, likeness, marks
from tests import an_article


def test_a_text_is_wholly_like_itself_in_other_type():
    in_other_type = an_article.TEXT.replace("“", '"').replace("\u00a0", " ").upper()

    assert likeness(an_article.TEXT, in_other_type) == 1


def test_likeness_is_the_share_of_words_in_the_same_order():
    assert likeness("one two three four", "one two three five") == pytest.approx(0.75)
    assert likeness("one two three", "four five six") == 0


def test_a_shortened_text_shares_marks_with_the_whole_and_a_stranger_none():
    ours = set(marks(an_article.TEXT))

    assert len(ours) == MARKS_OF_A_TEXT
    assert len(ours & set(marks(an_article.RETOLD))) > MARKS_OF_A_TEXT / 4
    assert not ours & set(marks(" ".join(f"word{number}" for number in range(400))))


@pytest.mark.parametrize("text", ["", "One word"])
def test_the_shortest_text_has_a_mark(text):
    assert len(marks(text)) == 1


def test_marks_do_not_change_from_one_version_to_the_next():
    """They are stored: other marks for the same words would be found by nobody."""
    assert marks("There is no agreement in this region at all.") == [
        -1869798368,
        -1221336539,
        -1001830623,
        -918213854,
        460029028,
    ]
