"""An installation on its first day: nothing is loaded, and nothing breaks."""

from __future__ import annotations

from django.test import Client

import pytest

PAGES = (
    "/",
    "/positions/",
    "/countries/",
    "/leaders/",
    "/summits/",
    "/issues/",
    "/sources/",
    "/matrix/",
    "/compare/",
    "/agreement/",
    "/coverage/",
    "/methods/",
    "/export/positions.csv",
)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_an_empty_record_is_served(client: Client, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 200


@pytest.mark.django_db
def test_the_first_page_says_how_to_begin(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "manage.py load_record" in page
