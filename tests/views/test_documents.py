"""Matrix and agreement as files: the same numbers as on their pages, under the same query."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as ET

import pytest

from tests.factories import make_country, make_draft, make_issue, make_position

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"


def texts_of(client, address: str) -> list[str]:
    response = client.get(address)
    assert response["Content-Type"] == "image/svg+xml"
    drawn = ET.fromstring(response.content)  # noqa: S314 - the document is our own
    return [" ".join("".join(text.itertext()).split()) for text in drawn.iter(f"{SVG}text")]


def after(texts: list[str], label: str, count: int) -> list[str]:
    place = texts.index(label)
    return texts[place + 1 : place + 1 + count]


@pytest.fixture
def two_issues() -> None:
    legal, aid = make_issue("legalization"), make_issue("aid")
    for iso3, stance in (("GTM", "support"), ("MEX", "support"), ("USA", "oppose")):
        make_position(country=make_country(iso3), issue=legal, stance=stance)
    make_position(country=make_country("GTM"), issue=aid, stance="support")
    make_position(country=make_country("MEX"), issue=aid, stance="oppose")
    make_position(country=make_country("GTM"), issue=aid, stated_on=datetime.date(2013, 1, 1))
    make_draft(country=make_country("USA"), issue=aid)


def test_the_matrix_has_the_numbers_of_its_page_and_no_draft(client, two_issues):
    texts = texts_of(client, "/matrix.svg")
    page = client.get("/matrix/").content.decode()

    assert after(texts, "Country GTM", 2) == ["1", "2"]
    assert after(texts, "Country USA", 2) == ["1", ""]
    assert re.findall(r"(\d+) statements?<", page) == ["1", "2", "1", "1", "1"]
    assert 'href="/matrix.svg"' in page


def test_the_matrix_takes_the_query_of_its_page_and_leads_back_to_it(client, two_issues):
    query = "issue=aid&as_of=2012-12-31&sort=aid"

    texts = texts_of(client, f"/matrix.svg?{query}")

    assert after(texts, "Country GTM", 1) == ["1"]
    assert "Legalization" not in texts
    assert "As of 31 December 2012" in texts
    assert f"http://testserver/matrix/?{query}" in texts


def test_agreement_is_the_same_on_so_many_of_the_shared_issues(client, two_issues):
    texts = texts_of(client, "/agreement.svg")

    assert after(texts, "Country GTM", 3) == ["", "1/2", "0/1"]
    assert after(texts, "Country USA", 3) == ["0/1", "0/1", ""]


def test_agreement_under_a_filter_that_leaves_nobody_says_so(client, two_issues):
    texts = texts_of(client, "/agreement.svg?to=2000")

    assert "Nothing is recorded under this filter." in texts
    assert "To: 2000" in texts


@pytest.mark.parametrize("address", ["/matrix.svg?colour=red", "/agreement.svg?country=XXX"])
def test_a_query_that_a_page_refuses_is_refused_for_its_picture(client, two_issues, address):
    assert client.get(address).status_code == 400


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("positions", [2, 3])
@pytest.mark.parametrize(("address", "queries"), [("/matrix.svg", 5), ("/agreement.svg", 2)])
def test_a_picture_costs_the_same_however_much_it_shows(
    client, django_assert_num_queries, address, queries, positions
):
    for iso3 in ("GTM", "MEX", "USA")[:positions]:
        make_position(country=make_country(iso3))
    client.get(address)

    with django_assert_num_queries(queries):
        texts = texts_of(client, address)

    assert texts
