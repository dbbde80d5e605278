"""Where nothing is found, and where nothing is: what a reader is offered in its place."""

from __future__ import annotations

import html
import re

import pytest

from tests.factories import make_country, make_draft, make_issue, make_leader, make_position

pytestmark = pytest.mark.django_db


def read(client, address: str) -> str:
    page = client.get(address).content.decode()
    return html.unescape(re.sub(r"\s+", " ", page))


def ways_out(page: str) -> list[tuple[str, str]]:
    """What each offer says, and the query string that it opens."""
    chips = re.findall(r'<a class="chip" href="\?([^"]*)" [^>]*>(without [^<]*<b>[^<]*)</b>', page)
    return [(re.sub(r"<b>", "", words), query) for query, words in chips]


def test_no_results_says_what_each_filter_keeps_out_the_most_first(client):
    guatemala, cuba, issue = make_country("GTM"), make_country("CUB"), make_issue("eradication")
    for stance in ("support", "mixed"):
        make_position(country=guatemala, stance=stance)
    make_position(country=cuba, stance="oppose", issue=issue)

    page = read(client, "/positions/?country=GTM&stance=oppose")

    assert ways_out(page) == [
        ("without Stance: Opposes 2", "country=GTM"),
        ("without Country: Country GTM 1", "stance=oppose"),
    ]


def test_all_values_of_one_filter_are_taken_away_together(client):
    make_position(country=make_country("GTM"), stance="support")
    make_country("CUB")

    page = read(client, "/positions/?country=GTM&stance=oppose&stance=mixed")

    assert ways_out(page) == [("without Stance: Opposes, Mixed 1", "country=GTM")]


def test_where_no_single_filter_is_to_blame_none_is_offered(client):
    make_position(country=make_country("GTM"), stance="support", confidence="certain")
    make_country("CUB")

    page = read(client, "/positions/?country=GTM&stance=oppose&confidence=doubtful")

    assert ways_out(page) == []
    assert "No single one of them is to blame" in page


def near(page: str) -> list[str]:
    offered = re.search(r"Did you mean one of these\?</p> <ul>(.*?)</ul>", page)
    return re.findall(r'href="([^"]*)"', offered[1]) if offered else []


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("/countries/guatamala/", ["/countries/GTM/"]),
        ("/countries/gtm/", ["/countries/GTM/"]),
        ("/leaders/otto-perez/", ["/leaders/otto-perez-molina/"]),
        ("/position/", ["/positions/"]),
        ("/matirx/", ["/matrix/"]),
        ("/wp-login.php", []),
    ],
)
def test_a_page_that_is_not_there_offers_those_with_like_addresses(client, address, meant):
    make_position(
        country=make_country("GTM", name="Guatemala"),
        leader=make_leader("Otto Pérez Molina", slug="otto-perez-molina"),
    )

    page = read(client, address)

    assert "There is no such page" in page
    assert near(page) == meant


def test_an_address_of_a_position_that_was_cut_short_is_found_and_no_draft_is_given_away(client):
    published = make_position(public_id="pabcdefgh1")
    make_draft(public_id="pabcdefgh2")

    page = read(client, "/positions/pabcdef/")

    assert near(page) == [published.get_absolute_url()]


def test_a_page_that_is_not_there_searches_the_positions(client):
    page = read(client, "/nowhere/")

    form = re.search(r'<form class="row" role="search" action="(.*?)">.*?name="(\w+)"', page)
    assert form is not None
    assert form.groups() == ("/positions/", "q")
