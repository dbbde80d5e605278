"""A position has one holder, its evidence and a second person behind it, or the database refuses it."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

import pytest

from policy_positions.models import Position, Quotation
from policy_positions.models.position import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH, new_public_id
from policy_positions.vocabulary import ReviewState
from tests.factories import (
    make_country,
    make_draft,
    make_leader,
    make_organization,
    make_position,
    make_quotation,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)
from tests.models.breaking import refused_by, settle

pytestmark = pytest.mark.django_db


def stored(position: Position):
    """The row itself, for changes that ask no Python."""
    return Position.objects.filter(pk=position.pk)


# One holder, one relation, words


def test_a_position_of_a_country_and_an_organization_is_refused():
    position = make_draft(country=make_country())

    with refused_by("position_has_one_holder"):
        stored(position).update(organization=make_organization())


def test_a_position_of_nobody_is_refused():
    position = make_draft(country=make_country())

    with refused_by("position_has_one_holder"):
        stored(position).update(country=None)


@pytest.mark.parametrize("party", ["country", "organization"])
def test_a_country_or_an_organization_holds_a_position(party):
    holder = make_country() if party == "country" else make_organization()

    position = make_draft(**{party: holder})

    assert position.holder == holder


def test_a_summit_without_its_relation_is_refused():
    position = make_draft()

    with refused_by("position_summit_has_a_relation"):
        stored(position).update(summit=make_summit())


def test_a_relation_without_its_summit_is_refused():
    position = make_draft()

    with refused_by("position_summit_has_a_relation"):
        stored(position).update(summit_relation="at")


def test_a_summit_with_its_relation_is_stored():
    summit = make_summit()

    position = make_draft(summit=summit, summit_relation="before")

    assert stored(position).get().summit == summit


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_position_without_a_summary_is_refused(blank):
    position = make_draft()

    with refused_by("position_summary_is_not_blank"):
        stored(position).update(summary=blank)


# The second person


def test_publishing_one_s_own_draft_is_refused():
    position = make_position(state="in_review")

    with refused_by("position_published_by_a_second_person"):
        stored(position).update(
            state="published", published_by=position.drafted_by, published_at=timezone.now()
        )


@pytest.mark.parametrize("state", ["published", "withdrawn"])
@pytest.mark.parametrize("left_out", ["published_by", "published_at"])
def test_what_was_published_says_by_whom_and_when(state, left_out):
    with refused_by("position_published_by_a_second_person"):
        make_position(state=state, **{left_out: None})


@pytest.mark.parametrize("state", ["draft", "in_review", "published", "withdrawn"])
def test_nobody_is_made_the_author_afterwards(state):
    position = make_position(state=state)

    with refused_by("position_keeps_its_author_and_id"):
        stored(position).update(drafted_by=make_user())


def test_a_publisher_is_no_author_whoever_is_put_in():
    position = make_position()

    with refused_by("position_published_by_a_second_person"):
        stored(position).update(published_by=position.drafted_by, version=position.version + 1)


def test_an_address_that_is_cited_never_changes():
    position = make_position()

    with refused_by("position_keeps_its_author_and_id"):
        stored(position).update(public_id="0123456789")


def test_what_is_published_keeps_its_publisher():
    position = make_position()

    with refused_by("position_keeps_its_publisher"):
        stored(position).update(published_by=make_user())


def test_who_publishes_it_anew_takes_it_over():
    position = make_position()
    second = make_user()

    stored(position).update(published_by=second, version=position.version + 1)

    position.refresh_from_db()
    assert position.published_by == second


def test_a_second_person_publishes():
    position = make_position(state="in_review")

    stored(position).update(state="published", published_by=make_user(), published_at=timezone.now())

    settle()
    assert Position.objects.published().get() == position


# The evidence: each promise waits for the end of the transaction, so that rows may come in any order


def test_a_published_position_without_a_passage_is_refused():
    with refused_by("position_published_has_verified_quotations"):
        make_position(voices=())


def test_publishing_a_draft_without_a_passage_is_refused():
    position = make_position(state="in_review", voices=())

    with refused_by("position_published_has_verified_quotations"):
        stored(position).update(state="published", published_by=make_user(), published_at=timezone.now())


def test_publishing_an_unproven_passage_beside_a_proven_one_is_refused():
    position = make_position(state="in_review")
    make_quotation(position, verified=False)

    with refused_by("position_published_has_verified_quotations"):
        stored(position).update(state="published", published_by=make_user(), published_at=timezone.now())


def test_taking_away_the_last_passage_of_a_published_position_is_refused():
    position = make_position()

    with refused_by("position_published_has_verified_quotations"):
        position.quotations.all().delete()


def test_one_of_two_passages_may_be_taken_away():
    position = make_position(voices=("direct", "reported"))

    position.quotations.first().delete()

    settle()
    assert position.quotations.count() == 1


def test_unproving_a_passage_of_a_published_position_is_refused():
    position = make_position()

    with refused_by("position_published_has_verified_quotations"):
        position.quotations.update(verified=False)


def test_moving_the_last_passage_of_a_published_position_elsewhere_is_refused():
    position, draft = make_position(), make_draft(voices=())

    with refused_by("position_published_has_verified_quotations"):
        position.quotations.update(position=draft)


def test_moving_an_unproven_passage_to_a_published_position_is_refused():
    position, draft = make_position(), make_draft(voices=())
    unproven = make_quotation(draft, verified=False, order=2)

    with refused_by("position_published_has_verified_quotations"):
        Quotation.objects.filter(pk=unproven.pk).update(position=position)


def test_adding_an_unproven_passage_to_a_published_position_is_refused():
    position = make_position()

    with refused_by("position_published_has_verified_quotations"):
        make_quotation(position, verified=False)


def test_the_passages_of_a_published_position_may_be_replaced_in_one_transaction():
    position = make_position()

    position.quotations.all().delete()
    make_quotation(position, voice="reported")

    settle()
    assert [quotation.voice for quotation in position.quotations.all()] == ["reported"]


def test_a_draft_may_hold_what_is_not_proven_yet():
    draft = make_draft(voices=())

    make_quotation(draft, verified=False)

    settle()
    assert draft.quotations.get().verified is False


# What was once published


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_what_was_once_published_cannot_be_deleted(state):
    position = make_position(state=state)

    with refused_by("position_once_published_stays"):
        position.delete()


MOVES_OF_THE_TABLE = {
    ("draft", "in_review"),
    ("in_review", "draft"),
    ("in_review", "published"),
    ("published", "withdrawn"),
    ("withdrawn", "published"),
    ("draft", "discarded"),
    ("discarded", "draft"),
}


@pytest.mark.parametrize("start", ReviewState.values)
@pytest.mark.parametrize("end", ReviewState.values)
def test_the_database_lets_a_position_move_by_the_table_alone(start, end):
    position = make_position(state=start)
    never = position.published_by is None
    published = {"published_by": make_user(), "published_at": timezone.now()} if never else {}

    if start == end or (start, end) in MOVES_OF_THE_TABLE:
        stored(position).update(state=end, **published)
        settle()

        assert stored(position).get().state == end
    else:
        with refused_by("position_moves_as_the_workflow_says"):
            stored(position).update(state=end, **published)


def test_what_was_once_published_cannot_be_made_a_draft_and_then_deleted():
    position = make_position()

    with refused_by("position_moves_as_the_workflow_says"):
        stored(position).update(state="draft")
    with refused_by("position_keeps_its_publisher"):
        stored(position).update(published_by=None, published_at=None)


def test_a_draft_can_be_deleted():
    draft = make_draft()

    draft.delete()

    assert not Position.objects.exists()


# What its querysets say


def in_every_state() -> dict[str, Position]:
    return {state: make_position(state=state) for state in ("draft", "in_review", "published", "withdrawn")}


def test_published_is_published_and_nothing_else():
    by_state = in_every_state()

    assert list(Position.objects.published()) == [by_state["published"]]


def test_visitors_see_what_was_ever_published():
    by_state = in_every_state()

    visible = Position.objects.visible_to(AnonymousUser())

    assert set(visible) == {by_state["published"], by_state["withdrawn"]}


def test_an_account_without_a_group_sees_no_more_than_visitors():
    by_state = in_every_state()

    visible = Position.objects.visible_to(make_user())

    assert set(visible) == {by_state["published"], by_state["withdrawn"]}


@pytest.mark.parametrize("group", ["editor", "reviewer", "admin"])
def test_editors_see_every_position(group):
    by_state = in_every_state()

    visible = Position.objects.visible_to(make_user(group))

    assert set(visible) == set(by_state.values())


def test_an_author_s_desk_shows_what_is_theirs_and_not_out_yet():
    author = make_user("editor")
    for state in ("published", "withdrawn"):
        make_position(state=state, drafted_by=author)
    make_draft()
    own = {make_position(state=state, drafted_by=author) for state in ("draft", "in_review")}

    assert set(Position.objects.drafted_by(author)) == own


def test_the_queue_holds_what_waits_for_review():
    by_state = in_every_state()

    assert list(Position.objects.awaiting_review()) == [by_state["in_review"]]


def test_the_newest_come_first_and_the_undated_last():
    undated = make_position(stated_on=None, stated_on_precision="unknown")
    old = make_position(stated_on=datetime.date(2012, 4, 1))
    twin = make_position(stated_on=datetime.date(2012, 4, 1))
    new = make_position(stated_on=datetime.date(2013, 6, 5))

    assert list(Position.objects.newest_first()) == [new, twin, old, undated]


def test_positions_come_in_the_order_of_their_keys_and_others_are_left_out():
    first, second, draft = make_position(), make_position(), make_draft()

    rows = Position.objects.published().in_order([second.pk, draft.pk, first.pk, 0])

    assert rows == [second, first]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_table_s_rows_cost_four_queries(rows, django_assert_num_queries):
    country = make_country()
    for _ in range(rows):
        leader = make_leader()
        make_tenure(leader, country, role="legislator")
        make_position(country=country, leader=leader, texts=[make_text()])

    with django_assert_num_queries(4):
        found = list(Position.objects.published().for_table())
        said = [(row.speaker, row.quotations.all()[0].source.publisher) for row in found]

    assert said == [("Otto Pérez Molina, President of Country GTM", "The Paper")] * rows


# What a position says of itself


def test_a_speaker_is_named_with_the_office_of_the_time():
    country, leader = make_country(), make_leader("Juan Manuel Santos")
    handover = datetime.date(2010, 8, 7)
    make_tenure(leader, country, title="Minister", role="foreign_minister", end=handover, end_precision="day")
    make_tenure(leader, country, title="President", start=handover)
    then = make_position(country=country, leader=leader, stated_on=datetime.date(2009, 1, 1))
    now = make_position(country=country, leader=leader, stated_on=datetime.date(2012, 1, 1))

    assert [then.speaker, now.speaker] == [
        "Juan Manuel Santos, Minister of Country GTM",
        "Juan Manuel Santos, President of Country GTM",
    ]


def test_an_office_for_another_holder_is_not_the_one_that_was_spoken_in():
    leader = make_leader("José Miguel Insulza")
    make_tenure(leader, organization=make_organization(), title="Secretary", role="head_of_organization")
    position = make_position(country=make_country("CHL"), leader=leader)

    assert position.speaker == "José Miguel Insulza"


def test_a_position_is_counted_as_its_most_direct_voice():
    position = make_position(voices=("characterized", "reported", "anonymous"))

    assert position.strongest_voice == "reported"


def test_public_ids_are_long_plain_and_tell_nothing():
    made = {new_public_id() for _ in range(500)}

    assert len(made) == 500
    assert {len(public_id) for public_id in made} == {PUBLIC_ID_LENGTH}
    assert set("".join(made)) <= set(PUBLIC_ID_ALPHABET)
