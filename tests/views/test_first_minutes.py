"""Who comes for the first time: greeted once, and shown round on what is on record."""

from __future__ import annotations

import html
import re

import pytest

from policy_positions.vocabulary import Stance, Voice
from tests.factories import make_country, make_draft, make_issue, make_position

TOURS = ("analyst", "editor", "admin")


def read(client, address: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", client.get(address).content.decode()))


@pytest.mark.parametrize("who", TOURS)
def test_every_link_of_a_tour_leads_somewhere(client, record, who):
    main = re.search(r"<main.*?</main>", read(client, f"/tour/{who}/"))
    addresses = re.findall(r'href="([^"]*)"', main[0])

    answered = {address: client.get(address).status_code for address in addresses}

    assert len(addresses) > 7
    assert set(answered.values()) <= {200, 302}  # 302: sign in first


@pytest.mark.django_db
def test_a_tour_takes_its_examples_from_what_is_published(client):
    published = make_position(country=make_country("GTM"), issue=make_issue("eradication"), voices=["direct"])
    for _ in range(3):
        make_draft(country=make_country("CUB"), issue=make_issue("legalization"), voices=["direct"])

    page = read(client, "/tour/analyst/")

    assert published.get_absolute_url() in page
    assert "/positions/?country=GTM&issue=eradication" in page
    assert "CUB" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/tour/analyst/", "/styleguide/"])
def test_an_empty_record_has_nothing_to_show_round(client, address):
    assert "Nothing is recorded yet" in read(client, address)


def test_only_the_embedded_default_tells_of_its_accounts(client, record, settings):
    settings.IS_LOCAL = True
    here = read(client, "/tour/editor/")
    settings.IS_LOCAL = False
    client.cookies["any"] = "cookie"  # made anew
    in_public = read(client, "/tour/editor/")

    assert "make run" in here
    assert "make run" not in in_public


def test_a_new_installation_greets_with_what_it_holds_until_it_is_told_not_to(client, record, settings):
    settings.IS_LOCAL = True
    greeting = "A new installation: 31 positions, 2 sources."
    first = read(client, "/")

    answer = client.get("/greeted/", follow=True)

    assert greeting in first
    assert answer.redirect_chain == [("/", 302)]
    assert greeting not in html.unescape(re.sub(r"\s+", " ", answer.content.decode()))


def test_a_public_site_greets_nobody_and_has_no_style_guide(client, record, settings):
    settings.IS_LOCAL = settings.DEBUG = False

    assert "A new installation" not in read(client, "/")
    assert client.get("/styleguide/").status_code == 404


def test_the_style_guide_shows_each_component_and_every_code(client, record, settings):
    settings.IS_LOCAL = True

    page = read(client, "/styleguide/?scheme=dark")

    parts = ('class="chip"', 'class="facet"', 'class="empty"', 'class="map-legend"', 'class="chronicle"')
    assert [part for part in parts if part not in page] == []
    assert [code for code in Stance.values if f"stance-icon stance-{code}" not in page] == []
    assert [code for code in Voice.values if f"quotation quotation-{code}" not in page] == []
    assert [kind for kind in ("info", "success", "warning", "error") if f"notice-{kind}" not in page] == []
    assert 'class="styleguide scheme-dark"' in page
    assert client.get("/styleguide/?scheme=sepia").status_code == 404


def test_who_is_not_greeted_reads_how_much_there_is_and_where_to_begin(client, record, settings):
    settings.IS_LOCAL = False

    page = read(client, "/")

    assert "31 positions are published. New here?" in page
    assert 'href="/tour/analyst/"' in page
    assert 'href="/methods/"' in page
