"""Pictures in the frames of other sites, and how those sites are told of them."""

from __future__ import annotations

import datetime
import re
from html import unescape
from urllib.parse import quote

from django.http import QueryDict
from django.template.loader import get_template
from django.test import RequestFactory

import pytest

from policy_positions.filters import PositionFilter
from tests.factories import make_country, make_draft, make_issue, make_leader, make_position

pytestmark = pytest.mark.django_db

EMBEDS = (
    "/embed/map/",
    "/embed/matrix/",
    "/embed/countries/GTM/",
    "/embed/leaders/otto-perez-molina/",
)


def oembed(client, url: str, **more: str):
    return client.get("/oembed", {"url": url, **more})


@pytest.fixture
def one_position() -> None:
    make_position(
        country=make_country("GTM", name="Guatemala"),
        issue=make_issue("legalization"),
        leader=make_leader("A President", slug="a-president"),
    )


def test_every_site_may_frame_the_pictures_and_nothing_else(client, record):
    for address in EMBEDS:
        response = client.get(address)
        assert response.status_code == 200
        assert "frame-ancestors *" in response["Content-Security-Policy"]
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "X-Frame-Options" not in response

    for address in (
        "/",
        "/positions/",
        "/matrix/",
        "/api/v1/docs/",
        "/api/v1/positions/",
        "/accounts/login/",
    ):
        response = client.get(address)
        assert response.status_code == 200
        assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"


def test_a_frame_knows_nobody_and_brings_no_script(admin_client, record):
    for address in EMBEDS:
        response = admin_client.get(address)
        html = response.content.decode()

        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        assert not re.findall("<(?:script|nav|form)", html)


def test_the_map_in_a_frame_is_that_of_its_filter_and_leads_to_the_whole_page(client, record):
    html = client.get("/embed/map/?issue=legalization&as_of=2012-04").content.decode()

    assert '<base target="_blank">' in html
    assert "April 2012: 7 of 35 states" in html
    assert "Issue: Legalization; As of: April 2012." in html
    assert 'href="/?issue=legalization&amp;as_of=2012-04"' in html
    assert len(re.findall(r'aria-label="[^"]+: [^"]+"', html)) >= 35


def test_the_matrix_in_a_frame_shows_who_has_spoken_and_counts_who_has_not(client):
    make_country("BRA", name="Brazil")
    make_position(country=make_country("GTM", name="Guatemala"), issue=make_issue("aid"))
    make_position(country=make_country("MEX", name="Mexico"), issue=make_issue("legalization"))
    make_draft(country=make_country("BRA"), issue=make_issue("aid"))

    html = client.get("/embed/matrix/?issue=aid").content.decode()

    assert "1 of 3 states have a statement recorded; the others are left out here." in html
    assert "Guatemala" in html
    assert "Mexico" not in html
    assert 'href="/matrix/?issue=aid"' in html


def test_a_frame_of_an_impossible_filter_is_refused(client, record):
    response = client.get("/embed/map/?issue=nothing")

    assert response.status_code == 400
    assert "“nothing” is not a issue" in response.content.decode()


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        ("/", "/embed/map/"),
        ("/?issue=legalization&as_of=2012", "/embed/map/?issue=legalization&amp;as_of=2012"),
        ("/embed/map/?country=GTM", "/embed/map/?country=GTM"),
        ("/matrix/?issue=legalization&sort=legalization", "/embed/matrix/?issue=legalization"),
        ("/embed/matrix/", "/embed/matrix/"),
        ("/countries/GTM/?as_of=2013&sort=issue", "/embed/countries/GTM/?as_of=2013"),
        ("/embed/countries/GTM/", "/embed/countries/GTM/"),
        ("/leaders/a-president/", "/embed/leaders/a-president/"),
    ],
)
def test_oembed_gives_the_frame_of_a_page(client, one_position, page, frame):
    answer = oembed(client, f"http://testserver{page}").json()

    assert {"version": "1.0", "type": "rich", "width": 800, "height": 600}.items() <= answer.items()
    assert f'<iframe src="http://testserver{frame}" width="800" height="600"' in answer["html"]


def test_what_oembed_gives_can_be_fetched_and_framed(client, record):
    html = oembed(client, "http://testserver/?issue=legalization").json()["html"]

    source = re.search(r'src="([^"]+)"', html)[1].replace("&amp;", "&")
    response = client.get(source)

    assert response.status_code == 200
    assert "X-Frame-Options" not in response


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({"maxwidth": "500"}, (500, 600)),
        ({"maxwidth": "5000", "maxheight": "5000"}, (1200, 900)),
        ({"maxwidth": "300", "maxheight": "200"}, (300, 200)),
    ],
)
def test_a_frame_is_no_larger_than_asked_for(client, one_position, asked, given):
    answer = oembed(client, "http://testserver/", **asked).json()

    assert (answer["width"], answer["height"]) == given
    assert f'width="{given[0]}" height="{given[1]}"' in answer["html"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/",
        "http://example.org/",
        "http://testserver.example.org/",
        "http://testserver@example.org/",
        "http://example.org@testserver/",
        "http://testserver:81/",
        "//testserver/",
        "ftp://testserver/",
        "javascript:alert(1)//testserver/",
        "http://[testserver/",
        "http://testserver/positions/",
        "http://testserver/desk/",
        "http://testserver/nothing",
        "http://testserver/?issue=nothing",
        "http://testserver/?unknown=1",
        "http://testserver/countries/ATL/",
        "http://testserver/leaders/",
    ],
)
def test_oembed_frames_nothing_else(client, one_position, url):
    response = oembed(client, url)

    assert response.status_code == 404
    assert set(response.json()) == {"error"}


def test_words_of_the_reader_do_not_become_markup(client, one_position):
    words = '"><script>alert(1)</script>'

    answer = oembed(client, f"http://testserver/?q={quote(words)}").json()

    assert "<script" not in answer["html"]
    assert answer["html"].count("<") == 2
    assert words in answer["title"]


@pytest.mark.parametrize("sent", ["0", "-1", "wide", "1e3", "٣", "9999999"])
def test_a_width_that_is_none_is_refused(client, one_position, sent):
    response = oembed(client, "http://testserver/", maxwidth=sent)

    assert response.status_code == 400
    assert response.json() == {"error": f"maxwidth: “{sent}” is not a number of pixels."}


def test_oembed_speaks_json_only_and_to_every_site(client, one_position):
    xml = oembed(client, "http://testserver/", format="xml")
    spoken = oembed(client, "http://testserver/", format="json", referrer="https://example.org")

    assert xml.status_code == 501
    assert (spoken.status_code, spoken["Access-Control-Allow-Origin"]) == (200, "*")


def test_the_links_of_a_head_lead_to_the_feed_and_to_the_frame(client, one_position):
    chosen = PositionFilter(QueryDict("country=GTM&issue=legalization&page_size=25"))
    macros = get_template("api/_discovery.html").template.module
    request = RequestFactory().get("/?issue=legalization&as_of=2012")

    feed = re.search(r'href="([^"]+)"', macros.feed_link(chosen))[1].replace("&amp;", "&")
    frame = re.search(r'href="([^"]+)"', macros.oembed_link(request, "Map"))[1]

    assert feed == "/feed.atom?country=GTM&issue=legalization"
    assert 'title="New statements — Country: Guatemala; Issue: Legalization"' in macros.feed_link(chosen)
    assert client.get(feed)["Content-Type"].startswith("application/atom+xml")
    assert "/embed/map/?issue=legalization&amp;as_of=2012" in client.get(frame).json()["html"]


def test_the_matrix_in_a_frame_leaves_out_countries_that_were_filtered_away(client):
    make_position(country=make_country("GTM"))
    make_position(country=make_country("MEX"))

    html = client.get("/embed/matrix/?country=GTM").content.decode()

    assert "1 of 1 states have a statement recorded." in html


def test_the_matrix_in_a_frame_is_that_of_the_day(client):
    make_position(country=make_country("GTM"), stated_on=datetime.date(2013, 1, 1))

    html = client.get("/embed/matrix/?as_of=2012").content.decode()

    assert "0 of 1 states have a statement recorded" in html


def test_the_timeline_in_a_frame_is_that_of_its_filter_and_leads_to_the_whole_page(client, record):
    html = client.get("/embed/countries/GTM/?issue=legalization").content.decode()

    assert "Guatemala over time" in html
    assert "<title>April 2012, Legalization: Supports." in html
    assert "Decriminalization" not in html
    assert 'href="/countries/GTM/?issue=legalization"' in html


def test_a_timeline_without_a_date_says_so_in_its_frame(client):
    make_position(stated_on=None, stated_on_precision="unknown")

    html = client.get("/embed/countries/GTM/").content.decode()

    assert "No statement with a known date is recorded" in html


@pytest.mark.parametrize(
    ("page", "frame"),
    [
        ("/?issue=legalization&as_of=2012-04", "/embed/map/?issue=legalization&as_of=2012-04"),
        ("/matrix/?country=GTM", "/embed/matrix/?country=GTM"),
        ("/countries/GTM/?as_of=2012", "/embed/countries/GTM/?as_of=2012"),
        ("/leaders/otto-perez-molina/", "/embed/leaders/otto-perez-molina/"),
    ],
)
def test_a_page_with_a_picture_offers_the_markup_of_its_frame(client, record, page, frame):
    html = client.get(page).content.decode()

    offered = unescape(re.search(r'<code data-embed="[^"]+">(.*?)</code>', html)[1])
    source = unescape(re.search(r'^<iframe src="([^"]+)" .*</iframe>$', offered)[1])
    assert source == f"http://testserver{frame}"
    assert client.get(frame).status_code == 200
    assert f"/oembed?url={quote(f'http://testserver{page}', safe='/')}" in html
