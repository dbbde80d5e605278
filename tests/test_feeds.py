"""The Atom feed of a filter: what was published last, readable by any feed reader."""

from __future__ import annotations

import datetime
from xml.etree import ElementTree

from django.utils import timezone

import pytest

from policy_positions.vocabulary import ReviewState
from tests.factories import make_country, make_draft, make_issue, make_position, make_president, make_text

pytestmark = pytest.mark.django_db

ATOM = {"": "http://www.w3.org/2005/Atom"}


def read(client, query: str = "") -> ElementTree.Element:
    return ElementTree.fromstring(client.get(f"/feed.atom{query}").content)  # noqa: S314 - our own answer


def ids(feed: ElementTree.Element) -> list[str]:
    return [each.text.rstrip("/").rpartition("/")[2] for each in feed.findall("entry/id", ATOM)]


def test_a_feed_is_titled_with_the_words_of_its_filter(client):
    make_position(country=make_country("GTM", name="Guatemala"))

    feed = read(client, "?country=GTM&stance=support")

    assert feed.findtext("title", namespaces=ATOM) == "New statements — Country: Guatemala; Stance: Supports"
    links = {each.get("rel"): each.get("href") for each in feed.findall("link", ATOM)}
    assert links == {
        "self": "http://testserver/feed.atom?country=GTM&stance=support",
        "alternate": "http://testserver/positions/?country=GTM&stance=support",
    }


def test_the_feed_of_everything_needs_no_filter_in_its_title(client):
    make_position()

    feed = read(client)

    assert feed.findtext("title", namespaces=ATOM) == "New statements"
    assert feed.find("link[@rel='self']", ATOM).get("href") == "http://testserver/feed.atom"


def test_an_entry_tells_the_statement_with_every_passage_and_its_voice(client):
    guatemala = make_country("GTM", name="Guatemala")
    published = datetime.datetime(2013, 7, 1, 12, tzinfo=datetime.UTC)
    position = make_position(
        country=guatemala,
        leader=make_president(guatemala, "Otto Pérez Molina"),
        issue=make_issue("legalization", proposition="Some drugs should be legal."),
        summary="He is <for> it.",
        voices=("direct", "reported"),
        texts=[make_text("Let us & them legalize."), make_text("He has called for it.")],
        published_at=published,
    )

    [entry] = read(client).findall("entry", ATOM)

    told = {name: entry.findtext(name, namespaces=ATOM) for name in ("title", "id", "published", "updated")}
    permalink = f"http://testserver/positions/{position.public_id}/"
    assert told == {
        "title": "Otto Pérez Molina, President of Guatemala, on legalization: supports",
        "id": permalink,
        "published": "2013-07-01T12:00:00+00:00",
        "updated": "2013-07-01T12:00:00+00:00",
    }
    assert entry.find("link", ATOM).get("href") == permalink
    summary = entry.find("summary", ATOM)
    assert summary.get("type") == "html"
    assert "<p>He is &lt;for&gt; it.</p>" in summary.text
    assert (
        "<blockquote>“Let us &amp; them legalize.”</blockquote>\n  <p>Direct speech. The Paper"
        in summary.text
    )
    assert "<blockquote>He has called for it.</blockquote>\n  <p>Reported speech. The Paper" in summary.text


def test_entries_are_the_last_published_first_and_fifty_at_most(client):
    now = timezone.now()
    drafter_and_text = make_text("He said yes.")
    positions = [
        make_position(texts=[drafter_and_text], published_at=now - datetime.timedelta(days=day))
        for day in range(51)
    ]

    feed = read(client)

    assert ids(feed) == [position.public_id for position in positions[:50]]


def test_a_feed_holds_what_its_filter_leaves_and_is_published(client):
    wanted = make_position(country=make_country("GTM"))
    make_position(country=make_country("MEX"))
    make_draft(country=make_country("GTM"))
    make_position(country=make_country("GTM"), state=ReviewState.WITHDRAWN)

    assert ids(read(client, "?country=GTM")) == [wanted.public_id]
    assert len(ids(read(client))) == 2


def test_a_feed_of_nothing_is_a_feed(client):
    make_position(stance="support")

    feed = read(client, "?stance=oppose")

    assert ids(feed) == []
    assert feed.findtext("updated", namespaces=ATOM)


def test_the_feed_of_a_page_takes_the_whole_query_of_the_page(client):
    position = make_position()

    feed = read(client, "?stance=support&sort=country&columns=stance&page_size=25")

    assert ids(feed) == [position.public_id]
    assert feed.find("link[@rel='self']", ATOM).get("href") == "http://testserver/feed.atom?stance=support"


def test_a_filter_that_cannot_be_understood_is_refused(client):
    make_position()

    response = client.get("/feed.atom?stance=perhaps")

    assert response.status_code == 400
    assert "“perhaps” is not a stance" in response.content.decode()


def test_the_shipped_record_makes_a_feed_that_can_be_read(client, record):
    feed = read(client)

    assert len(ids(feed)) == 31
    assert all(entry.findtext("summary", namespaces=ATOM) for entry in feed.findall("entry", ATOM))


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_a_feed_costs_seven_queries(client, django_assert_num_queries, rows):
    for iso3 in ("GTM", "MEX", "COL")[:rows]:
        country = make_country(iso3)
        make_position(country=country, leader=make_president(country))
    client.get("/feed.atom")

    with django_assert_num_queries(7):
        feed = read(client)

    assert len(ids(feed)) == rows
