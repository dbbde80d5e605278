"""Addresses of records that were merged: pages, pictures, filters, downloads and the API lead on."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

import pytest

from policy_positions.editing import merging
from tests.factories import make_country, make_leader, make_position, make_summit, make_text, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged():
    """By kind, a record that went and the one that stayed; each pair has a position."""
    admin, country = make_user("admin"), make_country()
    pairs = {
        "leader": [make_leader(name, slug=name.lower()) for name in ("Stays", "Went")],
        "summit": [make_summit(slug=slug) for slug in ("stays", "went")],
        "source": [make_text().source for _ in range(2)],
    }
    for slug, source in zip(("stays", "went"), pairs["source"], strict=True):
        type(source).objects.filter(pk=source.pk).update(slug=slug)
        source.refresh_from_db()
    make_position(
        country=country,
        leader=pairs["leader"][1],
        summit=pairs["summit"][1],
        summit_relation="at",
        texts=[pairs["source"][1].texts.get()],
    )
    return {kind: merging.merge(*pair, by=admin) for kind, pair in pairs.items()}


@pytest.mark.parametrize(
    "page", ["leader", "summit", "source", "leader_timeline", "api:leader", "api:summit", "api:source"]
)
def test_an_old_address_leads_to_the_record_that_stayed(client: Client, merged, page: str) -> None:
    response = client.get(reverse(page, args=["went"]))

    assert response.status_code == 301
    assert response["Location"] == reverse(page, args=["stays"])


def test_the_query_goes_along(client: Client, merged) -> None:
    response = client.get(reverse("leader_timeline", args=["went"]), {"issue": "legalization"})

    assert response["Location"] == reverse("leader_timeline", args=["stays"]) + "?issue=legalization"


def test_nobody_keeps_the_redirect_for_good_since_a_merge_can_be_undone(client: Client, merged) -> None:
    address = reverse("leader", args=["went"])
    kept = client.get(address)["Cache-Control"]
    merging.separate(merged["leader"], by=make_user("admin"))

    assert kept == "no-cache"
    assert client.get(address).status_code == 200


def test_a_name_that_never_was_is_not_found(client: Client, merged) -> None:
    assert client.get(reverse("leader", args=["never-was"])).status_code == 404
    assert client.get(reverse("api:leader", args=["never-was"])).status_code == 404


@pytest.mark.parametrize("facet", ["leader", "summit", "source"])
@pytest.mark.parametrize(
    "address", ["/export/positions.csv", "/api/v1/positions/", "/feed.atom", "/positions/"]
)
def test_filters_take_the_old_name_for_the_new(client: Client, merged, facet: str, address: str) -> None:
    old, new = (client.get(address, {facet: slug}) for slug in ("went", "stays"))

    assert (old.status_code, new.status_code) == (200, 200)
    if address.startswith("/export"):
        assert old["X-Total-Count"] == "1"
        assert b"".join(old).count(b"stays") == b"".join(new).count(b"stays") > 0


def test_both_names_asked_for_are_one_condition(client: Client, merged) -> None:
    response = client.get("/export/positions.csv", {"leader": ["went", "stays"]})

    assert response["X-Total-Count"] == "1"
