"""Who is nobody is served what everybody is: no cookie, and nothing that varies by one."""

from __future__ import annotations

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

import pytest

from tests.access.table import make_people, make_record, rows
from tests.factories import make_user
from tracker.porch.sessions import Sessions

pytestmark = pytest.mark.django_db

# A form with a token against forgery needs the cookie that the token is held against.
WITH_A_FORM = {"login", "admin:login"}
PUBLIC = [row for row in rows() if row.method == "GET" and row.answers["anonymous"] not in ("login", "302")]


def test_no_public_address_sets_a_cookie_or_varies_by_one(client):
    make_record(make_people())

    answers = {
        str(row): client.get(row.address("anonymous")) for row in PUBLIC if row.name not in WITH_A_FORM
    }

    for answer in answers.values():
        b"".join(answer)  # a file is written while it is sent
    assert {told for told, answer in answers.items() if answer.cookies} == set()
    assert {told for told, answer in answers.items() if "Cookie" in answer.get("Vary", "")} == set()


def asks_who_it_is(request) -> HttpResponse:
    request.session.get("_auth_user_id")
    return HttpResponse()


def test_without_this_an_address_that_asks_who_it_is_varies_by_cookie():
    response = SessionMiddleware(asks_who_it_is)(RequestFactory().get("/"))

    assert response["Vary"] == "Cookie"


def test_an_address_that_asks_who_it_is_does_not_vary_for_who_brings_no_cookie():
    response = Sessions(asks_who_it_is)(RequestFactory().get("/"))

    assert "Vary" not in response


@pytest.mark.parametrize("name", ["desk", "positions"])
def test_what_somebody_signed_in_is_served_is_kept_by_nobody(client, name):
    client.force_login(make_user("editor"))

    response = client.get(reverse(name))

    assert response["Cache-Control"] == "private, no-store"
    assert "Cookie" in response["Vary"]


def test_signing_in_begins_a_session(client):
    user = make_user("editor")

    response = client.post(
        reverse("login"), {"username": user.username, "password": "a long enough password"}
    )

    assert response.status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)


def test_who_signed_in_stays_signed_in_while_the_key_of_then_is_among_those_of_before(client, settings):
    client.force_login(make_user("editor"))

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key", [settings.SECRET_KEY]
    assert client.get(reverse("desk")).status_code == 200

    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(reverse("desk")).status_code == 200  # the session goes by the new key now


def test_who_signed_in_is_signed_out_where_the_key_of_then_is_forgotten(client, settings):
    client.force_login(make_user("editor"))

    settings.SECRET_KEY = "another key"

    assert client.get(reverse("desk")).url.startswith(reverse("login"))
