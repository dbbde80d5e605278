"""What was changed: for readers what they could see, for the desk everything, and the list of corrections."""

from __future__ import annotations

from urllib.parse import urlencode
from xml.etree import ElementTree as ET

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.models import Position
from tests.factories import make_country, make_issue, make_position, make_text, make_user
from tests.test_editing import fields, passage

pytestmark = pytest.mark.django_db

BODY = "Señor Pérez said: “Drugs should be legal.” Nobody answered."


def corrected(reason: str = "He was misheard.", **changed) -> Position:
    """Drafted, published and corrected: from support to oppose."""
    author, reviewer = make_user("editor"), make_user("reviewer")
    cut = [passage(make_text(BODY + reason))]
    coded = fields(**changed)
    draft = editing.draft(coded, cut, by=author, reason="A secret of the desk.", apart=True)
    published = editing.publish(editing.submit(draft, by=author), by=reviewer)
    proposal = editing.propose(
        published, {**coded, "stance": "oppose"}, cut, by=author, version=3, reason=reason
    )
    return editing.apply(proposal, by=reviewer)


def read(client: Client, name: str, *args, **query) -> str:
    address = reverse(name, args=args) + (f"?{urlencode(query)}" if query else "")
    return client.get(address).content.decode()


# The history of one position


def test_readers_see_what_changed_and_why_and_nobody_s_name(client):
    position = corrected()

    page = read(client, "position_history", position.public_id)

    assert "<del>Supports</del>" in page and "<ins>Opposes</ins>" in page
    assert "He was misheard." in page
    assert "A secret of the desk." not in page
    for revision in position.revisions.all():
        assert revision.by.username not in page


def test_readers_see_no_version_from_before_publication(client):
    position = corrected()

    page = read(client, "position_history", position.public_id)

    assert [f"version-{number}" in page for number in (1, 2, 3, 4)] == [False, False, True, True]


def test_the_desk_sees_every_act_and_who_carried_it_out(client):
    position = corrected()
    client.force_login(make_user("editor"))

    page = read(client, "position_history", position.public_id)

    assert "A secret of the desk." in page
    assert all(revision.by.username in page for revision in position.revisions.all())
    assert all(f"version-{number}" in page for number in (1, 2, 3, 4))


def test_the_history_of_a_draft_is_the_desk_s(client):
    author = make_user("editor")
    draft = editing.draft(fields(), [passage(make_text(BODY))], by=author)
    address = reverse("position_history", args=[draft.public_id])

    assert client.get(address).status_code == 404
    client.force_login(author)
    assert "drafted" in client.get(address).content.decode()


def test_going_back_is_offered_where_it_may_be_done(client):
    author, cut = make_user("editor"), [passage(make_text(BODY))]
    draft = editing.draft(fields(), cut, by=author)
    editing.amend(draft, fields(stance="oppose"), cut, by=author, version=1)
    address = reverse("desk_position_restore", args=[draft.public_id, 1])

    offered = {}
    for who, user in (("author", author), ("another", make_user("reviewer"))):
        client.force_login(user)
        offered[who] = address in read(client, "position_history", draft.public_id)

    assert offered == {"author": True, "another": False}


def test_a_position_without_acts_on_record_says_so(client):
    position = make_position()

    assert "No act is on record yet." in read(client, "position_history", position.public_id)


# The list of corrections


def test_an_empty_list_says_that_nothing_was_changed(client):
    make_position()

    assert "Nothing that was published has been changed yet." in read(client, "corrections")


def test_a_correction_says_what_when_and_why(client):
    position = corrected()

    page = read(client, "corrections")

    assert str(position) in page and "He was misheard." in page
    assert "<del>Supports</del>" in page and "<ins>Opposes</ins>" in page
    for revision in position.revisions.all():
        assert revision.by.username not in page


def test_what_was_withdrawn_is_among_the_corrections_and_what_was_drafted_is_not(client):
    reviewer, author = make_user("reviewer"), make_user("editor")
    draft = editing.draft(fields(), [passage(make_text(BODY))], by=author, reason="First try.")
    editing.amend(
        draft,
        fields(stance="oppose"),
        [passage(make_text(BODY + "2"))],
        by=author,
        version=1,
        reason="No, the second.",
    )
    editing.withdraw(make_position(), by=reviewer, reason="It was a hoax.")

    page = read(client, "corrections")

    assert "It was a hoax." in page
    assert "First try." not in page and "No, the second." not in page


@pytest.fixture
def two(db) -> None:
    corrected("The first reason.", country=make_country("GTM"), issue=make_issue("legalization"))
    corrected("The second reason.", country=make_country("COL"), issue=make_issue("eradication"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, (True, True)),
        ({"country": "COL"}, (False, True)),
        ({"issue": "legalization"}, (True, False)),
        ({"act": "correct"}, (True, True)),
        ({"act": "withdraw"}, (False, False)),
        ({"country": "COL", "issue": "legalization"}, (False, False)),
    ],
)
def test_corrections_are_filtered_in_page_and_feed(client, two, query, shown):
    page, feed = read(client, "corrections", **query), read(client, "corrections_feed", **query)

    assert tuple(f"The {which} reason." in page for which in ("first", "second")) == shown
    assert tuple(f"The {which} reason." in feed for which in ("first", "second")) == shown


def test_a_filter_that_finds_nothing_offers_all(client, two):
    assert "No correction meets these filters." in read(client, "corrections", act="withdraw")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"country": "GTX"}, "Did you mean GTM?"),
        ({"colour": "red"}, "There is no filter “colour”."),
        ({"page": "none"}, "pages are counted 1, 2, 3"),
    ],
)
def test_an_address_that_cannot_be_understood_says_what_would_be_right(client, query, told):
    make_country("GTM")

    response = client.get(reverse("corrections"), query)

    assert (response.status_code, told in response.content.decode()) == (400, True)


def test_a_page_past_the_last_is_not_found(client, two):
    assert client.get(reverse("corrections"), {"page": "2"}).status_code == 404


def test_the_feed_is_atom_and_each_entry_leads_to_its_version(client):
    position = corrected()

    feed = ET.fromstring(read(client, "corrections_feed"))  # noqa: S314 - our own

    (entry,) = feed.findall("{http://www.w3.org/2005/Atom}entry")
    link = entry.find("{http://www.w3.org/2005/Atom}link").get("href")
    assert link.endswith(f"/positions/{position.public_id}/history/#version-4")


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_corrections_cost_the_same_queries_however_many(client, django_assert_num_queries, rows):
    for number in range(rows):
        corrected(f"Reason {number}.")

    with django_assert_num_queries(7):
        page = read(client, "corrections")

    assert page.count('class="version"') == rows


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("times", [1, 3])
def test_a_history_costs_the_same_queries_however_long(client, django_assert_num_queries, times):
    position = corrected()
    author, reviewer = make_user("editor"), make_user("reviewer")
    for _ in range(times):
        editing.apply(_turned(position, author), by=reviewer)
        position.refresh_from_db()

    with django_assert_num_queries(6):
        page = read(client, "position_history", position.public_id)

    assert page.count('class="version"') == 2 + times


def _turned(position: Position, author: User):
    said = editing.snapshot(position)
    stance = "support" if said["stance"] == "oppose" else "oppose"
    quotation = position.quotations.select_related("text__source").get()
    cut = [editing.Passage(quotation.text, quotation.start, quotation.end, "direct")]
    return editing.propose(
        position, {"stance": stance}, cut, by=author, version=position.version, reason="Again."
    )
