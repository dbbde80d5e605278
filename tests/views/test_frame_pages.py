"""Lists of the frame when most of it has said nothing: leaders without a word, offices of other days."""

from __future__ import annotations

import datetime
import re

from django.test import Client
from django.urls import reverse

import pytest

from tests.factories import make_country, make_leader, make_position, make_president

pytestmark = pytest.mark.django_db


def _people(client: Client, **query) -> list[tuple[str, int]]:
    page = client.get(reverse("leaders"), query).content.decode()
    return [
        (name, int(count))
        for name, count in re.findall(
            r'<th scope="row"><a[^>]*>(.+?)</a>.*?class="figure">\D*?(?:leader-\d+">)?(\d+)', page, re.S
        )
    ]


def test_the_list_of_leaders_has_those_on_record(client: Client) -> None:
    make_president(make_country("COL"), "A Silent One")
    make_position(leader=make_president(make_country("GTM"), "B Spoke"))

    assert _people(client) == [("B Spoke", 1)]


def test_office_holders_of_whom_nothing_is_recorded_come_last_when_asked_for(client: Client) -> None:
    make_president(make_country("COL"), "A Silent One")
    make_position(leader=make_president(make_country("GTM"), "B Spoke"))

    assert _people(client, silent="on") == [("B Spoke", 1), ("A Silent One", 0)]


def test_leaders_are_narrowed_to_one_country(client: Client) -> None:
    make_president(make_country("COL"), "A Silent One")
    make_position(leader=make_president(make_country("GTM"), "B Spoke"))

    assert _people(client, country="COL", silent="on") == [("A Silent One", 0)]
    assert _people(client, country="COL") == []


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_leaders_costs_the_same_however_long(client, django_assert_num_queries, rows) -> None:
    for number in range(rows):
        make_position(leader=make_leader(f"Speaker {number}"))
        make_president(make_country("COL"), f"Silent {number}", role="legislator")
    client.get(reverse("leaders"))  # which reads the columns

    with django_assert_num_queries(7):
        people = _people(client, silent="on")

    assert len(people) == 2 * rows


def test_a_country_shows_who_was_in_office_on_the_day_of_its_standing(client: Client) -> None:
    country = make_country("GTM")
    make_president(
        country,
        "Before",
        start=datetime.date(2000, 1, 1),
        end=datetime.date(2012, 1, 14),
        end_precision="day",
    )
    now = make_president(country, "Now", start=datetime.date(2012, 1, 14))
    make_position(country=country, leader=now, stated_on=datetime.date(2012, 4, 1))

    page = client.get(country.get_absolute_url()).content.decode()

    in_office, others = page.split("Other offices recorded (1)")
    assert "In office on" in in_office and "1 April 2012" in in_office
    assert ">Now</a>" in in_office and ">Before</a>" not in in_office
    assert ">Before</a>" in others and ">Now</a>" not in others
