"""The small maps of a summit: from what is tied to it alone, and each number opens its rows."""

from __future__ import annotations

import datetime
import re
from html import unescape

import pytest

from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_organization,
    make_position,
    make_president,
    make_summit,
)

pytestmark = pytest.mark.django_db


def maps_of(page: str) -> list[str]:
    return [unescape(words) for words in re.findall(r'role="img" aria-label="([^"]+)"', page)]


def test_a_summit_has_a_map_an_issue_from_what_is_tied_to_it_alone(client):
    cartagena, lima = make_summit(slug="cartagena"), make_summit(slug="lima")
    guatemala, mexico = make_country("GTM"), make_country("MEX")
    make_position(country=guatemala, summit=cartagena, summit_relation="before")
    make_position(country=guatemala, stance="oppose", stated_on=datetime.date(2013, 1, 1))
    make_position(country=mexico, summit=lima, summit_relation="at")
    make_position(country=mexico, issue=make_issue("eradication"), summit=lima, summit_relation="at")
    make_draft(country=mexico, summit=cartagena, summit_relation="at")

    page = client.get("/summits/cartagena/").content.decode()

    assert maps_of(page) == ["Legalization. Supports: Country GTM"]
    assert "geo/americas.svg#GTM" in page


def test_who_has_left_office_since_still_stood_there_then(client):
    summit = make_summit(slug="cartagena")
    president = make_president(make_country("GTM"), end=datetime.date(2012, 5, 1), end_precision="day")
    make_position(leader=president, country=make_country("GTM"), summit=summit, summit_relation="before")
    make_position(
        country=make_country("MEX"),
        stance="oppose",
        stated_on=datetime.date(2013, 1, 1),
        summit=summit,
        summit_relation="about",
    )

    page = client.get("/summits/cartagena/").content.decode()

    assert maps_of(page) == ["Legalization. Supports: Country GTM; Opposes: Country MEX"]


def test_the_number_of_statements_equals_the_rows_that_it_opens(client):
    summit = make_summit(slug="cartagena")
    make_position(country=make_country("GTM"), summit=summit, summit_relation="before")
    make_position(country=make_country("GTM"), stance="mixed", summit=summit, summit_relation="at")
    make_position(organization=make_organization(), summit=summit, summit_relation="about")
    make_position(country=make_country("MEX"))

    page = client.get("/summits/cartagena/").content.decode()
    address, count = re.search(r'<a href="(/positions/\?[^"]+)">(\d+) statements</a>', page).groups()
    table = client.get(unescape(address)).content.decode()

    assert count == "3"
    assert re.search(r"<strong>3</strong>\s*positions", table)


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("countries", [1, 3])
def test_a_summit_costs_ten_queries(client, django_assert_num_queries, countries):
    summit = make_summit(slug="cartagena")
    for iso3 in ("GTM", "MEX", "BRA")[:countries]:
        president = make_president(make_country(iso3))
        make_position(leader=president, country=make_country(iso3), summit=summit, summit_relation="at")
    client.get("/summits/cartagena/")

    with django_assert_num_queries(10):
        page = client.get("/summits/cartagena/").content.decode()

    assert page.count("is-reading") == 0
    assert len(re.findall(r'class="stance-support"', page)) >= countries
