"""Pages are kept under the revision of the record: the same for everybody who is nobody, and never old."""

from __future__ import annotations

import datetime
import gzip

from django.test import Client, override_settings
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.models import Position
from policy_positions.views.kept_pages import KeptPages
from tests.factories import make_country, make_draft, make_position, make_user

pytestmark = pytest.mark.django_db

LIST = "/positions/"


def shown(client: Client, address: str = LIST, **headers: str) -> str:
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def position():
    return make_position(country=make_country("GTM"))


def test_a_page_is_made_once_a_revision(client, position, django_assert_num_queries):
    first = shown(client)

    with django_assert_num_queries(1):
        again = shown(client)

    assert again == first
    assert position.get_absolute_url() in again


def test_what_is_published_and_withdrawn_is_on_the_very_next_page(client, position):
    waiting = make_position(state="in_review")
    before = shown(client)

    editing.publish(waiting, by=make_user("reviewer"))
    published = shown(client)
    editing.withdraw(position, by=make_user("reviewer"), reason="The source took it back.")
    withdrawn = shown(client)

    assert waiting.get_absolute_url() not in before
    assert waiting.get_absolute_url() in published and position.get_absolute_url() in published
    assert position.get_absolute_url() not in withdrawn


def test_who_has_the_page_is_told_that_it_still_stands_until_the_record_changes(client, position):
    tag = client.get(LIST).headers["ETag"]

    same = client.get(LIST, headers={"If-None-Match": tag})
    make_position()
    changed = client.get(LIST, headers={"If-None-Match": tag})

    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    assert (changed.status_code, changed.headers["ETag"] != tag) == (200, True)


def test_a_tag_is_of_one_address_alone(client, position):
    tag = client.get(LIST).headers["ETag"]

    other = client.get(f"{LIST}?country=GTM", headers={"If-None-Match": tag})

    assert other.status_code == 200


def test_an_editor_is_never_handed_a_kept_page_and_leaves_none_behind(client, position):
    anonymous = shown(client)
    editor = Client()
    editor.force_login(make_user("editor"))

    response = editor.get(LIST)
    for_editor = response.content.decode()

    assert reverse("desk") in for_editor
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "private, no-store"
    assert shown(client) == anonymous
    assert reverse("desk") not in anonymous


def test_a_draft_that_an_editor_reads_is_found_by_nobody_else(client):
    draft = make_draft(summary="Only editors read this.")
    editor = Client()
    editor.force_login(make_user("editor"))

    assert "Only editors read this." in shown(editor, draft.get_absolute_url())
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_the_part_that_htmx_asks_for_and_the_whole_page_are_kept_apart(client, position):
    whole, part = shown(client), shown(client, **{"HX-Request": "true"})
    again = shown(client), shown(client, **{"HX-Request": "true"})
    restored = shown(client, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert again == (whole, part)
    assert "<html" in whole and "<html" not in part and "<html" in restored


def test_a_page_is_kept_for_the_host_that_it_names(client, position):
    with override_settings(ALLOWED_HOSTS=["one.example.org", "other.example.org"]):
        one = client.get(LIST, HTTP_HOST="one.example.org")
        other = client.get(LIST, HTTP_HOST="other.example.org")

    assert b"other.example.org" not in one.content
    assert one.headers["ETag"] != other.headers["ETag"]


def test_another_day_makes_another_page(client, position, monkeypatch):
    tag = client.get(LIST).headers["ETag"]

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls):
            return datetime.date(2100, 1, 1)

    monkeypatch.setattr("policy_positions.freshness.datetime.date", Tomorrow)

    assert client.get(LIST).headers["ETag"] != tag


def test_who_unpacks_is_sent_it_packed_and_others_plain(client, position):
    plain = client.get(LIST)
    packed = client.get(LIST, headers={"Accept-Encoding": "gzip, br"})

    assert gzip.decompress(packed.content) == plain.content
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_a_kept_page_has_the_policy_of_the_page(client, position):
    made, kept = client.get(LIST), client.get(LIST)

    assert kept.headers["Content-Security-Policy"] == made.headers["Content-Security-Policy"]
    assert kept.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("address", ["/no-such-page/", "/positions/?country=XXX", "/positions/?page=99"])
def test_what_is_no_page_is_not_kept(client, position, address):
    first = client.get(address)

    assert first.status_code in (400, 404)
    assert "ETag" not in first.headers


def test_a_page_that_speaks_of_more_than_the_record_is_made_each_time(
    client, position, django_assert_num_queries
):
    address = position.get_absolute_url()
    tag = client.get(address).headers["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})
    Position.objects.filter(pk=position.pk).update(summary="Told otherwise, at the same revision.")
    changed = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200 and b"Told otherwise" in changed.content


def test_the_head_of_a_page_is_that_of_the_page(client, position):
    page, head = client.get(LIST), client.head(LIST)

    assert head.content == b""
    assert {name: head.headers[name] for name in ("ETag", "Cache-Control", "Vary")} == {
        name: page.headers[name] for name in ("ETag", "Cache-Control", "Vary")
    }


def test_a_page_made_while_the_record_changed_is_not_handed_out_again(rf, position):
    later = []

    def publishing_meanwhile(request):
        response = Client().get(LIST)
        response.is_of_the_record = True
        del response.headers["ETag"], response.headers["Cache-Control"]
        later.append(make_position())
        return response

    kept = KeptPages(publishing_meanwhile)
    kept(rf.get(LIST))
    shown_then = kept(rf.get(LIST)).content.decode()

    assert later[0].get_absolute_url() in shown_then
