"""A quotation is what its text says where it says it, or the database refuses it."""

from __future__ import annotations

import pytest

from policy_positions.models import Quotation, SourceText
from tests.factories import make_draft, make_position, make_quotation, make_text
from tests.models.breaking import refused_by, settle

pytestmark = pytest.mark.django_db

BODY = "Pérez said: “Drugs should be legal.” 🕊 Nobody answered."
EXACT = "Drugs should be legal."


@pytest.fixture
def quotation() -> Quotation:
    return make_quotation(make_draft(voices=()), make_text(BODY), EXACT)


def stored(quotation: Quotation):
    return Quotation.objects.filter(pk=quotation.pk)


def test_a_verbatim_passage_is_stored_by_code_points(quotation):
    after_the_bird = make_quotation(quotation.position, quotation.text, "Nobody answered.")

    settle()

    assert BODY[after_the_bird.start : after_the_bird.end] == "Nobody answered."


@pytest.mark.parametrize(
    "exact", ["Drugs should be illega", "drugs should be legal.", "Drugs should be legal!"]
)
def test_a_verified_passage_that_the_text_does_not_say_is_refused(quotation, exact):
    with refused_by("quotation_verified_is_verbatim"):
        stored(quotation).update(exact=exact)


def test_a_verified_passage_a_character_beside_its_place_is_refused(quotation):
    with refused_by("quotation_verified_is_verbatim"):
        stored(quotation).update(start=quotation.start + 1, end=quotation.end + 1)


def test_a_verified_passage_cannot_move_to_a_text_that_says_otherwise(quotation):
    other = make_text(BODY.replace("legal", "banned and gone"))

    with refused_by("quotation_verified_is_verbatim"):
        stored(quotation).update(text=other)


def test_what_is_not_verified_may_still_be_wrong(quotation):
    stored(quotation).update(verified=False, exact="drugs should be legal!")

    settle()
    assert stored(quotation).get().exact == "drugs should be legal!"


def test_a_passage_past_the_end_of_its_text_is_refused(quotation):
    beyond = len(BODY) - 3

    with refused_by("quotation_lies_within_its_text"):
        stored(quotation).update(verified=False, start=beyond, end=beyond + len(EXACT))


def test_a_passage_past_the_end_of_a_text_that_is_not_held_is_refused(quotation):
    short = SourceText.objects.create(source=make_text().source, version=2, sha256="0" * 64, length=10)

    with refused_by("quotation_lies_within_its_text"):
        stored(quotation).update(text=short)


def test_a_passage_that_ends_where_its_text_ends_is_stored(quotation):
    last = make_quotation(quotation.position, quotation.text, "answered.")

    settle()

    assert last.end == quotation.text.length


def test_a_passage_whose_length_is_not_that_of_its_offsets_is_refused(quotation):
    with refused_by("quotation_length_agrees_with_its_offsets"):
        stored(quotation).update(verified=False, exact=EXACT[:-1])


@pytest.mark.parametrize("end_after_start", [0, -1])
def test_a_passage_that_ends_before_it_starts_is_refused(quotation, end_after_start):
    with refused_by("quotation_length_agrees_with_its_offsets"):
        stored(quotation).update(verified=False, end=quotation.start + end_after_start)


@pytest.mark.parametrize("blank", ["", " " * len(EXACT)])
def test_a_passage_without_words_is_refused(quotation, blank):
    with refused_by("quotation_exact_is_not_blank"):
        stored(quotation).update(verified=False, exact=blank)


def test_two_passages_in_one_place_of_a_position_are_refused(quotation):
    with refused_by("quotation_order_is_one_of_its_position"):
        make_quotation(quotation.position, quotation.text, "Nobody answered.", order=quotation.order)


def test_first_passages_of_two_positions_are_stored(quotation):
    other = make_quotation(make_draft(voices=()), quotation.text, EXACT, order=quotation.order)

    settle()

    assert other.order == quotation.order


def test_readers_get_the_passages_of_published_positions_in_the_order_of_their_text():
    text = make_text(BODY)
    position, draft = make_position(texts=[text]), make_draft(texts=[text])
    later = make_quotation(position, text, "Nobody answered.")
    sooner = make_quotation(position, text, EXACT)
    whole = position.quotations.get(order=1)

    passages = Quotation.objects.published().taken_from(text.source).in_text_order()

    assert draft.quotations.exists()
    assert list(passages) == [whole, sooner, later]
