"""Standings and facets over the API: every number opens the rows that it counts."""

from __future__ import annotations

import datetime

import pytest

from policy_positions.columns import FACETS
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_organization,
    make_position,
    make_president,
    make_tenure,
)

pytestmark = pytest.mark.django_db

STANDINGS, COUNTED = "/api/v1/standings/", "/api/v1/facets/"


def test_a_standing_is_sent_with_the_positions_that_decide_it(client):
    guatemala = make_country("GTM")
    president = make_president(guatemala)
    make_position(country=guatemala, leader=president, stance="oppose", stated_on=datetime.date(2011, 1, 1))
    deciding = make_position(country=guatemala, leader=president, stated_on=datetime.date(2012, 4, 1))
    make_draft(country=guatemala, leader=president, stance="mixed", stated_on=datetime.date(2012, 4, 10))

    answer = client.get(STANDINGS, {"as_of": "2012-04-15", "issue": "legalization"}).json()

    assert (answer["as_of"], answer["total"]) == ("2012-04-15", 1)
    [standing] = answer["results"]
    assert {
        "country": "GTM",
        "issue": "legalization",
        "stance": "support",
        "contested": False,
        "characterized": False,
        "age_in_days": 14,
        "statements": 2,
    }.items() <= standing.items()
    assert [each["public_id"] for each in standing["deciding"]] == [deciding.public_id]


def test_no_statement_is_no_stance(client):
    make_country("BRA")
    make_position(country=make_country("GTM"), issue=make_issue("aid"))

    rows = client.get(STANDINGS, {"country": "BRA"}).json()["results"]

    assert [(row["country"], row["stance"], row["deciding"], row["statements"]) for row in rows] == [
        ("BRA", None, [], 0)
    ]


def test_standings_are_those_of_the_day_asked_for(client):
    guatemala = make_country("GTM")
    make_position(country=guatemala, stance="oppose", stated_on=datetime.date(2011, 1, 1))
    make_position(country=guatemala, stance="support", stated_on=datetime.date(2013, 1, 1))

    def stance(as_of: str) -> str:
        return client.get(STANDINGS, {"as_of": as_of}).json()["results"][0]["stance"]

    assert (stance("2010"), stance("2012"), stance("2013-01")) == (None, "oppose", "support")


def opened(client, address: str) -> int:
    return client.get(f"{address}&page_size=1").json()["total"]


def test_every_standing_opens_as_many_rows_as_it_counts(client, record):
    for query in ("", "?as_of=2012-04", "?issue=legalization&voice=direct", "?subregion=caribbean"):
        rows = client.get(f"{STANDINGS}{query}").json()["results"]

        counted = [row for row in rows if row["statements"]]
        assert counted
        for row in counted:
            assert opened(client, row["links"]["positions"]) == row["statements"], row["links"]


def test_every_value_of_a_facet_opens_as_many_rows_as_it_counts(client, record):
    for query in ("", "?country=GTM", "?issue=legalization&as_of=2012-04", "?q=drug+war"):
        facets = client.get(f"{COUNTED}{query}").json()["results"]

        assert [facet["facet"] for facet in facets] == list(FACETS)
        counted = [value for facet in facets for value in facet["values"]]
        assert len(counted) > len(FACETS)
        for value in counted:
            assert opened(client, value["link"]) == value["positions"], value["link"]


def test_of_many_values_the_most_frequent_are_listed_and_the_others_counted(client):
    for _ in range(42):
        make_position()

    facets = {facet["facet"]: facet for facet in client.get(COUNTED).json()["results"]}

    assert (len(facets["source"]["values"]), facets["source"]["more"]) == (40, 2)
    assert facets["stance"]["more"] == 0


def test_facets_do_not_count_drafts(client):
    make_position(stance="support")
    make_draft(stance="oppose")

    [stances] = [each for each in client.get(COUNTED).json()["results"] if each["facet"] == "stance"]

    assert [(value["value"], value["label"], value["positions"]) for value in stances["values"]] == [
        ("support", "Supports", 1)
    ]


@pytest.mark.parametrize("address", [STANDINGS, COUNTED])
@pytest.mark.parametrize("name", ["page", "page_size", "sort", "after"])
def test_what_is_not_paged_takes_no_page(client, address, name):
    make_position()

    response = client.get(address, {name: "1"})

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == [name]


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_standings_cost_ten_queries(client, django_assert_num_queries, rows):
    for iso3 in ("GTM", "MEX", "COL")[:rows]:
        country = make_country(iso3)
        leader = make_president(country)
        make_tenure(leader, organization=make_organization(), role="analyst")
        make_position(country=country, leader=leader)
    client.get(COUNTED)

    with django_assert_num_queries(10):
        answer = client.get(STANDINGS).json()

    assert len(answer["results"]) == rows


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_facets_cost_two_queries(client, django_assert_num_queries, rows):
    for iso3 in ("GTM", "MEX", "COL")[:rows]:
        make_position(country=make_country(iso3))
    client.get(COUNTED)

    with django_assert_num_queries(2):
        answer = client.get(COUNTED).json()

    assert len(answer["results"][0]["values"]) == rows
