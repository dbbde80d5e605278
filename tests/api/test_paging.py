"""Pages go on from a row: whatever happens meanwhile, none is met twice and none is missed."""

from __future__ import annotations

import datetime
from itertools import chain
from urllib.parse import parse_qs, urlsplit

from django.http import QueryDict

import pytest

from policy_positions.api import cursors
from policy_positions.filters import PositionFilter
from policy_positions.filters.sorts import SORTS
from policy_positions.models import DataRevision, Position
from policy_positions.vocabulary import ReviewState
from tests.factories import make_country, make_issue, make_leader, make_position, make_summit

pytestmark = pytest.mark.django_db

POSITIONS = "/api/v1/positions/"
DAYS = [(2012, 4, 1), (2012, 4, 1), (2013, 6, 1), (1799, 1, 1), None, None, (2012, 4, 2)]


@pytest.fixture
def mixed_record() -> None:
    """Rows that share dates or have none, with and without each thing that they can be sorted by."""
    countries = [make_country(iso3) for iso3 in ("GTM", "MEX")]
    leader, summit = make_leader(), make_summit()
    for place, day in enumerate(DAYS):
        make_position(
            country=countries[place % 2],
            leader=leader if place % 3 else None,
            **({"summit": summit, "summit_relation": "at"} if place % 2 else {}),
            issue=make_issue(("legalization", "aid")[place % 2]),
            stance=("support", "oppose", "unclear")[place % 3],
            confidence=("certain", "doubtful")[place % 2],
            substance=("cannabis", "other")[place % 2],
            stated_on=day and datetime.date(*day),
            stated_on_precision="day" if day else "unknown",
            words="Drugs and more drugs." if place % 2 else "Of drugs, at some length, he said nothing.",
        )


def walk(client, address: str | None, direction: str) -> list[list[str]]:
    """The public ids on each page from an address on."""
    pages = []
    while address:
        answer = client.get(address).json()
        pages.append([row["public_id"] for row in answer["results"]])
        address = answer[direction]
    return pages


def in_order(query: str) -> list[str]:
    """What the site's own page shows for the query, in its order."""
    ids = PositionFilter(QueryDict(query)).ordered_ids
    return [position.public_id for position in Position.objects.all().in_order(ids)]


@pytest.mark.parametrize("sort", SORTS)
def test_following_next_meets_every_row_once_in_the_order_of_the_page(client, mixed_record, sort):
    pages = walk(client, f"{POSITIONS}?q=drugs&sort={sort}&page_size=2", "next")

    assert [len(page) for page in pages] == [2, 2, 2, 1]
    assert list(chain(*pages)) == in_order(f"q=drugs&sort={sort}")


@pytest.mark.parametrize("sort", SORTS)
def test_following_previous_leads_back_the_same_way(client, mixed_record, sort):
    address = f"{POSITIONS}?q=drugs&sort={sort}&page_size=2"
    forward = walk(client, address, "next")
    while following := client.get(address).json()["next"]:
        address = following

    back = walk(client, address, "previous")

    assert back[::-1] == forward


def test_the_last_page_and_the_first_say_that_they_are(client, mixed_record):
    first = client.get(POSITIONS, {"page_size": 4}).json()
    last = client.get(first["next"]).json()

    assert (first["previous"], last["next"]) == (None, None)
    assert first["total"] == last["total"] == 7


def test_a_page_stays_as_it_was_when_rows_are_added_before_it(client, mixed_record):
    following = client.get(POSITIONS, {"page_size": 3}).json()["next"]
    before = walk(client, following, "next")

    make_position(stated_on=datetime.date(2020, 1, 1))

    assert walk(client, following, "next") == before


def test_a_row_added_beyond_the_cursor_is_met(client, mixed_record):
    following = client.get(POSITIONS, {"page_size": 3}).json()["next"]

    added = make_position(stated_on=datetime.date(2000, 1, 1))

    assert added.public_id in chain(*walk(client, following, "next"))


def test_a_cursor_outlives_the_row_that_it_names(client, mixed_record):
    first = client.get(POSITIONS, {"page_size": 3}).json()
    expected = walk(client, first["next"], "next")

    Position.objects.filter(public_id=first["results"][-1]["public_id"]).update(state=ReviewState.WITHDRAWN)
    DataRevision.objects.move()

    assert walk(client, first["next"], "next") == expected


def test_a_cursor_leads_on_under_another_filter(client, mixed_record):
    newest_first = in_order("")
    cursor = parse_qs(urlsplit(client.get(POSITIONS, {"page_size": 3}).json()["next"]).query)["after"][0]

    pages = walk(client, f"{POSITIONS}?country=GTM&after={cursor}", "next")

    assert list(chain(*pages)) == [key for key in newest_first[3:] if key in in_order("country=GTM")]


def test_a_cursor_behind_the_last_row_leads_to_an_empty_page(client, mixed_record):
    last = client.get(POSITIONS, {"sort": "stated_on", "page_size": 7}).json()["results"][-1]
    cursor = cursors.write("stated_on", "", "", last["public_id"])

    answer = client.get(POSITIONS, {"sort": "stated_on", "after": cursor}).json()

    assert answer == {"total": 7, "next": None, "previous": None, "results": []}


def test_next_keeps_the_query_and_previous_does_not_keep_next(client, mixed_record):
    first = client.get(f"{POSITIONS}?country=GTM&country=MEX&page_size=2&sort=stance").json()
    second = client.get(first["next"]).json()

    query = parse_qs(urlsplit(second["previous"]).query)
    assert set(query) == {"country", "page_size", "sort", "before"}
    assert query["country"] == ["GTM", "MEX"]


def test_a_cursor_tells_nobody_how_many_drafts_there_are(client, mixed_record):
    token = parse_qs(urlsplit(client.get(POSITIONS, {"page_size": 3}).json()["next"]).query)["after"][0]

    words = cursors.read(token)

    third = Position.objects.get(public_id=in_order("")[2])
    assert words == ("-stated_on", "", "2012-04-01", third.public_id)


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("-stated_on", "", "2012-04-01"),
        ("-stated_on", "", "2012-04-01", "0000000000"),
        ("-stated_on", "", "2012-04-01", "\x00"),
        ("-stated_on", "", "yesterday", None),
        ("country", "GTM", "2012-04-01", None),
    ],
)
@pytest.mark.parametrize("name", ["after", "before"])
def test_a_cursor_that_no_answer_gave_is_refused(client, mixed_record, name, words):
    real = in_order("")[0]
    cursor = cursors.write(*(real if word is None else word for word in words))

    response = client.get(POSITIONS, {name: cursor})

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == name


@pytest.mark.parametrize("cursor", ["x", "WyJ4Il0=", "WyJ4Il", "é", "bm90IGpzb24", "WzFd", "e30", "A" * 501])
def test_a_cursor_that_was_cut_or_changed_is_refused(client, mixed_record, cursor):
    response = client.get(POSITIONS, {"after": cursor})

    assert response.status_code == 400
    assert "is not a cursor: follow an answer’s “next”" in response.json()["errors"][0]["message"]


def test_a_cursor_of_another_order_is_refused(client, mixed_record):
    following = client.get(POSITIONS, {"sort": "country", "page_size": 2}).json()["next"]

    response = client.get(following.replace("sort=country", "sort=stance"))

    assert response.status_code == 400
    assert "this cursor is of “sort=country”" in response.json()["errors"][0]["message"]


def test_a_cursor_at_a_value_that_is_no_more_is_refused(client, mixed_record):
    cursor = cursors.write("country", "ATL", "2012-04-01", in_order("")[0])

    response = client.get(POSITIONS, {"sort": "country", "after": cursor})

    assert response.status_code == 400
    assert response.json()["errors"][0]["value"] == cursor


def test_after_and_before_together_are_refused(client, mixed_record):
    cursor = cursors.write("-stated_on", "", "2012-04-01", in_order("")[0])

    response = client.get(POSITIONS, {"after": cursor, "before": cursor})

    assert response.status_code == 400
    assert "give one of the two" in response.json()["errors"][0]["message"]


@pytest.mark.parametrize("words", [(), ("",), ("a", "é “ü”", "2012")])
def test_cursors_are_read_as_they_were_written(words):
    assert cursors.read(cursors.write(*words)) == words
