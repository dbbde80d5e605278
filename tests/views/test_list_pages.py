"""Lists of the frame come in pages, each at the cost of one page."""

from __future__ import annotations

import datetime
import re

from django.test import Client
from django.urls import reverse

import pytest

from policy_positions.models import Source
from policy_positions.views import paging
from tests.factories import (
    make_country,
    make_leader,
    make_organization,
    make_position,
    make_text,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_rows_a_page(monkeypatch) -> None:
    monkeypatch.setattr(paging.page_among, "__kwdefaults__", {"rows": 3})


def names(client: Client, route: str, **asked: str) -> list[str]:
    page = client.get(reverse(route), asked).content.decode()
    table = page.partition("<tbody>")[2].partition("</tbody>")[0]
    return re.findall(r'<th scope="row"><a[^>]*>([^<]*)</a>', table)


def make_sources(count: int) -> None:
    for number in range(count):
        fields = {"slug": f"paper-{number}", "title": f"Issue {number}", "publisher": "The Paper"}
        source = Source.objects.create(issued=datetime.date(2012, 1, 1 + number), **fields)
        make_position(texts=[make_text(source=source)])


def test_sources_come_the_latest_first_in_pages(client):
    make_sources(4)
    Source.objects.create(slug="unused", title="Of drafts", publisher="P", issued=datetime.date(2013, 1, 1))

    assert names(client, "sources") == ["Issue 3", "Issue 2", "Issue 1"]
    assert names(client, "sources", page="2") == ["Issue 0"]


def test_leaders_come_by_name_in_pages_that_keep_what_was_asked(client):
    for name in ("Dora", "Ana", "Carla", "Berta"):
        make_position(leader=make_leader(name))
    make_leader("Amelia, who said nothing")

    page = client.get(reverse("leaders"), {"silent": "on"}).content.decode()

    assert names(client, "leaders") == ["Ana", "Berta", "Carla"]
    assert names(client, "leaders", page="2") == ["Dora"]
    assert names(client, "leaders", page="2", silent="on") == ["Dora", "Amelia, who said nothing"]
    assert 'href="?silent=on&amp;page=2"' in page or 'href="?silent=on&page=2"' in page


@pytest.mark.parametrize("route", ["sources", "leaders"])
@pytest.mark.parametrize("page", ["0", "3", "x", "-1"])
def test_a_page_that_is_not_there_is_not_found(client, route, page):
    make_sources(2)

    assert client.get(reverse(route), {"page": page}).status_code == 404


def test_a_country_lists_the_latest_of_its_bodies_and_leads_to_all(client, monkeypatch):
    monkeypatch.setattr("policy_positions.views.browse.frame.LATEST", 2)
    congress = make_organization(name="Congress", country=make_country("GTM"))
    for day in (1, 2, 3):
        make_position(
            organization=congress, summary=f"Said on day {day}.", stated_on=datetime.date(2012, 4, day)
        )

    page = client.get(reverse("country", args=["GTM"])).content.decode()

    assert re.findall(r"Said on day (\d)", page) == ["3", "2"]
    assert f"?organization={congress.slug}" in page
