"""What every answer of the API keeps: who may read, what may be sent, when it need not be sent again."""

from __future__ import annotations

import pytest

from policy_positions.freshness import SHARED
from policy_positions.models import DataRevision
from tests.factories import make_country, make_position

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/api/v1/",
    "/api/v1/positions/",
    "/api/v1/positions/?country=GTM",
    "/api/v1/countries/GTM/",
    "/api/v1/sources/",
    "/api/v1/standings/",
    "/api/v1/facets/",
    "/api/v1/openapi.json",
    "/feed.atom",
    "/feed.atom?country=GTM",
]


@pytest.fixture
def one_position() -> None:
    make_position(country=make_country("GTM"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_held_already_is_not_sent_again(client, one_position, address):
    tag = client.get(address)["ETag"]

    again = client.get(address, headers={"if-none-match": f'"other", {tag}'})

    assert tag.startswith('W/"')
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_changed_is_sent_anew(client, one_position, address):
    tag = client.get(address)["ETag"]

    DataRevision.objects.move()
    again = client.get(address, headers={"if-none-match": tag})

    assert again.status_code == 200
    assert again.content
    assert again["ETag"] != tag


def test_each_address_has_an_etag_of_its_own(client, one_position):
    tags = {client.get(address)["ETag"] for address in ADDRESSES}

    assert len(tags) == len(ADDRESSES)


def test_what_is_held_already_costs_one_query(client, one_position, django_assert_num_queries):
    tag = client.get("/api/v1/positions/")["ETag"]

    with django_assert_num_queries(1):
        again = client.get("/api/v1/positions/", headers={"if-none-match": tag})

    assert again.status_code == 304


def test_a_mistake_has_no_etag_to_hold_on_to(client, one_position):
    refused = client.get("/api/v1/positions/?stance=perhaps")
    missing = client.get("/api/v1/countries/XXX/")

    assert (refused.status_code, missing.status_code) == (400, 404)
    assert "ETag" not in refused
    assert "ETag" not in missing


@pytest.mark.parametrize(
    "address", ["/api/v1/positions/", "/api/v1/positions/?stance=perhaps", "/api/v1/no/"]
)
def test_pages_of_any_site_may_read_and_read_what_was_wrong(client, one_position, address):
    response = client.get(address, headers={"origin": "https://example.org"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


def test_a_preflight_allows_reading_and_nothing_else(client, one_position):
    response = client.options(
        "/api/v1/positions/",
        headers={"origin": "https://example.org", "access-control-request-method": "DELETE"},
    )

    assert (response.status_code, response.content) == (204, b"")
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == "If-None-Match"


NOTHING_SENT = "This address is read with GET; nothing here is put, patched or deleted."


@pytest.mark.parametrize(
    ("method", "detail"),
    [
        ("post", 'Method "POST" not allowed.'),
        ("put", NOTHING_SENT),
        ("patch", NOTHING_SENT),
        ("delete", NOTHING_SENT),
    ],
)
def test_nothing_can_be_sent(client, one_position, method, detail):
    response = getattr(client, method)("/api/v1/positions/", {"stance": "oppose"}, "application/json")

    assert response.status_code == 405
    assert response.json() == {
        "title": "Method Not Allowed",
        "status": 405,
        "detail": detail,
        "errors": [],
    }
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Origin" not in response


def test_head_is_get_without_the_body(client, one_position):
    response = client.head("/api/v1/positions/")

    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get("/api/v1/positions/")["ETag"]


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "nonsense"])
def test_whatever_is_asked_for_the_answer_is_json(client, one_position, accept):
    response = client.get("/api/v1/positions/", headers={"accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


@pytest.mark.parametrize("address", ADDRESSES)
def test_nobody_is_known_and_no_cookie_is_set(admin_client, one_position, address):
    response = admin_client.get(address)

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == SHARED


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "address", ["/api/v1/nothing", "/api/v1/nothing/", "/api/v1/positions//", "/api/v1/x.json"]
)
def test_an_unknown_address_is_not_found_in_json(client, method, address):
    response = getattr(client, method)(address)

    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["detail"] == f"There is nothing at {address}: /api/v1/ lists every address."


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("/api/v1/positions", "/api/v1/positions/"),
        ("/api/v1/countries/GTM?x=1", "/api/v1/countries/GTM/?x=1"),
        ("/api/v1/docs", "/api/v1/docs/"),
    ],
)
def test_an_address_that_lacks_its_last_slash_leads_on(client, address, whole):
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, whole)


def test_the_first_address_leads_to_all_the_others(client, one_position):
    index = client.get("/api/v1/").json()

    addresses = [*index.pop("lists").values(), *index.values()]
    assert len(addresses) == 11
    assert {client.get(address).status_code for address in addresses} == {200}
