"""Signing in: guessing is slowed down in all processes at once, and whoever waits is told how long."""

from __future__ import annotations

import re

from django.db import DataError
from django.test import Client

import pytest
from axes.models import AccessAttempt

from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a long enough password"


def sign_in(client: Client, username: str, password: str, **meta: str):
    return client.post("/accounts/login/", {"username": username, "password": password}, **meta)


def guess(username: str, times: int, **meta: str) -> None:
    """Each from a fresh process's point of view: another client, another browser."""
    for number in range(times):
        sign_in(Client(headers={"user-agent": f"browser {number}"}), username, f"guess {number}", **meta)


def test_the_right_password_is_refused_after_five_wrong_ones(client):
    user = make_user()
    guess(user.username, 5)

    response = sign_in(client, user.username, PASSWORD)

    assert response.status_code == 429
    assert "_auth_user_id" not in client.session


def test_after_four_it_is_not(client):
    user = make_user()
    guess(user.username, 4)

    sign_in(client, user.username, PASSWORD)

    assert client.session["_auth_user_id"] == str(user.pk)


def test_whoever_waits_is_told_how_long(client):
    user = make_user()
    guess(user.username, 5)

    response = sign_in(client, user.username, PASSWORD)

    assert re.search(r"Try again in (14|15) minutes", response.content.decode())
    assert 800 < int(response["Retry-After"]) <= 900


def test_when_the_wait_is_over_the_right_password_opens(client, settings):
    user = make_user()
    guess(user.username, 5)
    settings.AXES_COOLOFF_TIME = settings.AXES_COOLOFF_TIME * 0

    sign_in(client, user.username, PASSWORD)

    assert client.session["_auth_user_id"] == str(user.pk)


def test_from_another_address_the_owner_is_not_shut_out(client):
    user = make_user()
    guess(user.username, 5, REMOTE_ADDR="203.0.113.9")

    sign_in(client, user.username, PASSWORD, REMOTE_ADDR="198.51.100.7")

    assert client.session["_auth_user_id"] == str(user.pk)


def test_another_account_from_the_same_address_is_not_shut_out(client):
    guess(make_user().username, 5)
    other = make_user()

    sign_in(client, other.username, PASSWORD)

    assert client.session["_auth_user_id"] == str(other.pk)


def test_behind_the_trusted_proxy_the_address_that_it_names_counts(client, settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    user = make_user()
    for number in range(5):
        forged = f"192.0.2.{number}, 203.0.113.9"  # only the last is the proxy's own word
        guess(user.username, 1, HTTP_X_FORWARDED_FOR=forged)

    response = sign_in(client, user.username, PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.9")

    assert response.status_code == 429


def test_without_a_proxy_nobody_picks_an_address(client):
    user = make_user()
    for number in range(5):
        guess(user.username, 1, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")

    response = sign_in(client, user.username, PASSWORD, HTTP_X_FORWARDED_FOR="192.0.2.99")

    assert response.status_code == 429


def test_the_admin_s_own_sign_in_is_slowed_down_as_well(client):
    user = make_user("admin", is_staff=True)
    guess(user.username, 5)

    response = client.post("/admin/login/", {"username": user.username, "password": PASSWORD})

    assert response.status_code == 429
    assert "_auth_user_id" not in client.session


def test_what_is_kept_of_a_failure_holds_no_password(client):
    sign_in(client, make_user().username, "a secret that was mistyped")

    kept = AccessAttempt.objects.get()
    assert "mistyped" not in str(vars(kept))


def test_a_name_longer_than_any_account_s_is_refused_like_another(client):
    response = sign_in(client, "x" * 5_000, PASSWORD)

    assert response.status_code == 200
    assert AccessAttempt.objects.get().username == "x" * 255


def test_without_the_cut_such_a_name_breaks_the_record_of_attempts(client, settings):
    settings.AXES_USERNAME_CALLABLE = None

    with pytest.raises(DataError, match="too long"):
        sign_in(client, "x" * 5_000, PASSWORD)


@pytest.mark.parametrize(
    ("group", "place"), [("editor", "/desk/"), ("analyst", "/accounts/"), ("", "/accounts/")]
)
def test_signing_in_leads_to_ones_work(client, group, place):
    user = make_user(group)

    response = client.post("/accounts/login/", {"username": user.username, "password": PASSWORD}, follow=True)

    assert response.redirect_chain[-1][0] == place
    assert ('href="/desk/"' in response.text) == (group == "editor")
