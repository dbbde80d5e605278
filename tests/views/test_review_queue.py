"""The review queue as a page: what it shows to whom, how it is filtered, what it costs."""

from __future__ import annotations

import html

from django.test import Client
from django.urls import reverse

import pytest

from tests.factories import make_correction, make_issue, make_position, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client) -> Client:
    client.force_login(make_user("reviewer"))
    return client


def read(client: Client, **query) -> str:
    return html.unescape(client.get(reverse("desk_review"), query).content.decode())


def test_an_empty_queue_says_so(reviewer):
    assert "Nothing waits." in read(reviewer)


def test_each_item_leads_to_where_it_is_decided_and_says_why_it_needs_care(reviewer):
    position = make_position(state="in_review", confidence="doubtful")
    correction = make_correction()

    page = read(reviewer)

    assert reverse("desk_position", args=[position.public_id]) in page
    assert reverse("desk_correction", args=[correction.pk]) in page
    assert "Doubtful.</strong> The coder doubts it." in page
    assert "New editor.</strong>" in page


def test_the_desk_says_how_many_wait(reviewer):
    make_position(state="in_review")
    make_correction()

    page = html.unescape(reviewer.get(reverse("desk")).content.decode())

    assert '2<span class="visually-hidden"> wait for you' in page


def test_an_editor_reads_what_waits_and_is_not_told_that_it_waits_for_them(client):
    client.force_login(make_user("editor"))
    position = make_position(state="in_review")

    page = read(client)

    assert reverse("desk_position", args=[position.public_id]) in page
    assert "who publishes it needs the right to review" in page
    assert "wait for you" not in page


def test_a_reader_has_no_queue(client):
    client.force_login(make_user())
    make_position(state="in_review")

    assert client.get(reverse("desk_review")).status_code == 403


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"care": "doubtful"}, [True, False]),
        ({"care": ["doubtful", "anonymous"]}, [False, False]),
        ({"issue": "eradication"}, [False, True]),
        ({"kind": "correction"}, [False, False]),
        ({"kind": "position"}, [True, True]),
    ],
)
def test_the_queue_is_filtered(reviewer, query, shown):
    items = [
        make_position(state="in_review", confidence="doubtful"),
        make_position(state="in_review", issue=make_issue("eradication")),
    ]

    page = read(reviewer, **query)

    assert [reverse("desk_position", args=[item.public_id]) in page for item in items] == shown


def test_each_reason_is_counted(reviewer):
    for confidence in ("doubtful", "doubtful", "certain"):
        make_position(state="in_review", confidence=confidence)

    page = " ".join(read(reviewer).split())

    assert 'Doubtful</a> <span class="figure">2</span>' in page
    assert 'New editor</a> <span class="figure">3</span>' in page


def test_an_address_that_cannot_be_understood_says_what_would_be_right(reviewer):
    response = reviewer.get(reverse("desk_review"), {"care": "doubtfull"})

    assert response.status_code == 400
    assert "Did you mean doubtful?" in response.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_queries_however_many_wait(reviewer, django_assert_num_queries, rows):
    for _ in range(rows):
        make_position(state="in_review")
        make_correction()

    with django_assert_num_queries(15):
        page = read(reviewer)

    assert page.count('class="item"') == 2 * rows


@pytest.mark.parametrize("page", ["😀", "1_0", "0", "-1", "9" * 30])
def test_a_page_that_is_no_number_is_refused(client, page) -> None:
    client.force_login(make_user("reviewer"))

    response = client.get(reverse("desk_review"), {"page": page})

    assert (response.status_code, "is not a page" in response.content.decode()) == (400, True)
