"""What waits for a second person, and why it needs care."""

from __future__ import annotations

import datetime

import pytest

from policy_positions import editing
from policy_positions.models import Position
from policy_positions.review import CARES, waiting, waiting_for
from policy_positions.review.cares import EXPERIENCED, NEW_EDITOR
from tests.factories import (
    make_correction,
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_tenure,
    make_text,
    make_user,
)
from tests.models.test_second_coding import coded
from tests.test_editing import fields, passage

pytestmark = pytest.mark.django_db

TWO_DAYS = (datetime.date(2012, 4, 1), datetime.date(2012, 4, 20))


@pytest.fixture
def reviewer(db):
    return make_user("reviewer")


def experienced():
    """An editor of whom enough is published, of holders and issues that no test speaks of."""
    editor = make_user("editor")
    issue = make_issue("aid-demands")
    for _ in range(EXPERIENCED):
        make_position(drafted_by=editor, issue=issue, organization=make_organization())
    return editor


def cares_of(reviewer, **said) -> set[str]:
    """The cares of the one position that waits, by an author who is not new."""
    make_position(state="in_review", drafted_by=experienced(), **said)
    (item,) = waiting(but_not_of=reviewer)
    return set(item.cares)


def test_a_plain_item_needs_no_more_care_than_usual(reviewer):
    assert cares_of(reviewer) == set()


@pytest.mark.parametrize(
    ("said", "care"),
    [
        ({"voices": ("direct", "anonymous")}, "anonymous"),
        ({"voices": ("characterized",)}, "reading"),
        ({"confidence": "doubtful"}, "doubtful"),
        ({"stated_on": None, "stated_on_precision": "unknown"}, "undated"),
    ],
)
def test_what_a_position_says_of_itself_asks_for_care(reviewer, said, care):
    assert cares_of(reviewer, **said) == {care}


def test_a_reporter_s_reading_beside_direct_speech_asks_for_none(reviewer):
    assert cares_of(reviewer, voices=("direct", "characterized")) == set()


@pytest.mark.parametrize(("published", "is_new"), [(0, True), (EXPERIENCED - 1, True), (EXPERIENCED, False)])
def test_an_editor_is_new_until_enough_of_theirs_is_published(reviewer, published, is_new):
    editor = make_user("editor")
    for _ in range(published):
        make_position(drafted_by=editor, issue=make_issue("aid-demands"), organization=make_organization())
    make_position(state="in_review", drafted_by=editor)

    (item,) = waiting(but_not_of=reviewer)

    assert ("new-editor" in item.cares) == is_new


@pytest.mark.parametrize(
    ("on_record", "asks"),
    [
        ({"stance": "oppose"}, True),
        ({"stance": "support"}, False),
        ({"stance": "oppose", "issue": "eradication"}, False),
        ({"stance": "oppose", "country": "COL"}, False),
        ({"stance": "oppose", "state": "withdrawn"}, False),
    ],
)
def test_another_stance_than_the_holder_s_on_record_asks_for_care(reviewer, on_record, asks):
    said = {**on_record, "issue": make_issue(on_record.get("issue", "legalization"))}
    make_position(**{**said, "country": make_country(on_record.get("country", "GTM"))})

    assert ("changes-stance" in cares_of(reviewer)) == asks


@pytest.mark.parametrize(
    ("tenure", "asks"),
    [
        ({}, True),
        ({"role": "head_of_government"}, True),
        ({"role": "foreign_minister"}, False),
        ({"start": TWO_DAYS[1]}, False),
        ({"end": datetime.date(2012, 3, 1), "end_precision": "day"}, False),
        ({"end": TWO_DAYS[1], "end_precision": "day"}, True),
    ],
)
def test_who_led_the_country_that_day_asks_for_care(reviewer, tenure, asks):
    country = make_country()
    leader = make_president(country, **tenure)

    assert ("head" in cares_of(reviewer, country=country, leader=leader)) == asks


def test_a_month_may_hold_the_day_of_a_handover(reviewer):
    country, leader = make_country(), make_leader()
    make_tenure(leader, country, start=TWO_DAYS[1])

    cares = cares_of(reviewer, country=country, leader=leader, stated_on_precision="month")

    assert "head" in cares


def test_a_passage_cut_inside_its_sentence_asks_for_care(reviewer):
    editor, text = experienced(), make_text("There is no consensus that drugs should be legal.")
    draft = editing.draft(fields(), [passage(text, "drugs should be legal")], by=editor)
    editing.submit(draft, by=editor)

    (item,) = waiting(but_not_of=reviewer)

    assert "flagged" in item.cares


def test_a_difference_between_two_coders_asks_for_care_until_it_is_settled(reviewer):
    position = make_position(state="in_review", drafted_by=experienced())
    coded(position=position, stance="oppose", first_stance="support")
    coded(position=make_position(), stance="oppose", first_stance="support")

    (item,) = waiting(but_not_of=reviewer)

    assert item.cares == {"two-codes"}


# Corrections wait as well


def test_a_proposed_change_waits_and_says_why_it_needs_care(reviewer):
    position = make_position(organization=make_organization())
    correction = make_correction(position, proposed_by=experienced(), stance="oppose")

    (item,) = waiting(but_not_of=reviewer)

    assert (item.kind, item.pk, item.cares) == ("correction", correction.pk, {"changes-stance"})


def test_a_change_of_what_has_changed_since_is_marked(reviewer):
    position = make_position(version=3)
    make_correction(position, proposed_by=experienced(), base_version=2, stance="support")

    (item,) = waiting(but_not_of=reviewer)

    assert item.cares == {"moved"}


def test_putting_back_what_was_withdrawn_asks_for_care(reviewer):
    position = make_position(state="withdrawn")
    make_correction(position, act="reinstate", restores=1, proposed_by=experienced(), stance="support")

    (item,) = waiting(but_not_of=reviewer)

    assert item.cares == {"reinstates"}


# Whose, and in which order


def test_the_oldest_comes_first_whatever_it_is(reviewer):
    author = make_user("editor")
    first, third = (
        editing.draft(fields(), [passage(make_text(words), words)], by=author)
        for words in ("Drugs should be legal.", "Coca should be sold.")
    )
    editing.submit(first, by=author)
    second = make_correction(proposed_by=author)
    editing.submit(third, by=author)

    assert [item.pk for item in waiting(but_not_of=reviewer)] == [first.pk, second.pk, third.pk]


def test_one_s_own_wait_for_somebody_else(reviewer):
    make_position(state="in_review", drafted_by=reviewer)
    make_correction(proposed_by=reviewer)
    others = make_position(state="in_review")

    assert [item.pk for item in waiting(but_not_of=reviewer)] == [others.pk]
    assert waiting_for(reviewer) == 1


def test_drafts_and_what_is_published_do_not_wait(reviewer):
    for state in ("draft", "published", "withdrawn"):
        make_position(state=state)

    assert waiting(but_not_of=reviewer) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_whole_queue_costs_three_queries(reviewer, django_assert_num_queries, rows):
    for _ in range(rows):
        make_position(state="in_review")
        make_correction()

    with django_assert_num_queries(3):
        assert len(waiting(but_not_of=reviewer)) == 2 * rows


def test_every_care_has_a_rule_and_a_key_of_its_own():
    assert len({care.key for care in CARES}) == len(CARES)
    told_by_author, *told_by_condition = CARES
    assert told_by_author.key == NEW_EDITOR
    assert all(care.of_position is not None or care.of_correction is not None for care in told_by_condition)
    assert Position.objects.count() == 0
