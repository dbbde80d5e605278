"""Reviewers and admins prove a second factor before anything is done with their rights."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from policy_positions import editing
from policy_positions.models import Revision
from tests.authenticator import code_of, give_factor, wrong_code
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db

ASK, SET_UP = "/accounts/second-factor/", "/accounts/second-factor/set-up/"


@pytest.fixture
def reviewer(client):
    user = make_user("reviewer")
    client.force_login(user)
    return user


@pytest.mark.parametrize("group", ["reviewer", "admin"])
@pytest.mark.parametrize("place", ["/desk/", "/curate/", "/admin/"])
def test_who_publishes_or_curates_is_sent_to_set_it_up_first(client, group, place):
    client.force_login(make_user(group, is_staff=True))

    response = client.get(place, follow=True)

    assert response.redirect_chain[-1][0] == f"{SET_UP}?next={place.replace('/', '%2F')}"
    assert "<svg" in response.content.decode()


def test_an_editor_needs_none(client):
    client.force_login(make_user("editor"))

    assert "Waiting for your review" in client.get("/desk/").content.decode()


def test_nothing_is_published_without_it(client, reviewer):
    author = make_user("editor")
    position = editing.submit(make_draft(drafted_by=author), by=author)
    form = {"version": position.version, "reason": "It says so."}

    response = client.post(f"/desk/positions/{position.public_id}/publish/", form)

    position.refresh_from_db()
    assert response.url == ASK
    assert position.state == "in_review"


def test_with_it_the_same_act_publishes(client, reviewer):
    author = make_user("editor")
    position = editing.submit(make_draft(drafted_by=author), by=author)
    device = give_factor(reviewer)
    client.post(ASK, {"code": code_of(device)})

    client.post(
        f"/desk/positions/{position.public_id}/publish/",
        {"version": position.version, "reason": "It says so."},
    )

    position.refresh_from_db()
    assert position.state == "published"


def test_reading_is_never_in_the_way(client, reviewer):
    assert "<h1" in client.get("/positions/").content.decode()


def test_the_app_s_code_turns_it_on_and_shows_recovery_codes_once(client, reviewer):
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=reviewer)

    shown = client.post(f"{SET_UP}?next=/desk/", {"code": code_of(device)})

    device.refresh_from_db()
    codes = list(StaticToken.objects.filter(device__user=reviewer).values_list("token", flat=True))
    assert device.confirmed
    assert len(codes) == 10 and all(code in shown.content.decode() for code in codes)
    assert 'href="/desk/"' in shown.content.decode()
    assert client.get("/desk/").status_code == 200


def test_a_wrong_code_turns_nothing_on(client, reviewer):
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=reviewer)

    response = client.post(SET_UP, {"code": wrong_code(device)})

    device.refresh_from_db()
    assert not device.confirmed
    assert "not right" in response.content.decode()


def test_a_code_opens_once(client, reviewer):
    device = give_factor(reviewer)
    code = code_of(device)
    client.post(ASK, {"code": code})
    client.logout()
    client.force_login(reviewer)

    again = client.post(ASK, {"code": code})

    assert "not right, or was used already" in again.content.decode()


def test_a_recovery_code_opens_once(client, reviewer):
    give_factor(reviewer)
    code = editing.new_recovery_codes(reviewer)[0]

    opened = client.post(f"{ASK}?next=/desk/", {"code": code.upper()})
    client.logout()
    client.force_login(reviewer)
    again = client.post(ASK, {"code": code})

    assert opened.url == "/desk/"
    assert again.status_code == 422


def test_wrong_codes_cost_a_wait(client, reviewer):
    device = give_factor(reviewer)
    client.post(ASK, {"code": wrong_code(device)})

    response = client.post(ASK, {"code": code_of(device)})

    assert "Too many wrong codes: wait 1 seconds" in response.content.decode()


def test_a_stolen_password_puts_no_other_device_in_its_place(client, reviewer):
    device = give_factor(reviewer)

    response = client.get(SET_UP)

    assert response.url == ASK
    assert list(TOTPDevice.objects.filter(user=reviewer)) == [device]


def test_nobody_is_led_away_from_the_site(client, reviewer):
    device = give_factor(reviewer)

    response = client.post(f"{ASK}?next=https://elsewhere.example/", {"code": code_of(device)})

    assert response.url == "/"


def test_setting_it_up_is_on_record_without_its_secret(client, reviewer):
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=reviewer)
    client.post(SET_UP, {"code": code_of(device)})

    act = Revision.objects.get(act="second_factor")

    assert (act.record, act.by, act.before, act.after) == (reviewer.username, reviewer, None, None)


def test_demo_accounts_of_a_local_installation_may_go_without_and_are_told_so(client, settings):
    user = make_user("admin", is_staff=True)
    settings.SECOND_FACTOR_GRACE = (user.username,)
    settings.IS_LOCAL = True
    client.force_login(user)

    page = client.get("/accounts/")

    assert client.get("/curate/").status_code == 200
    assert "demo account of a local installation" in page.content.decode()


def test_a_demo_account_that_has_one_must_prove_it(client, settings):
    user = make_user("admin", is_staff=True)
    settings.SECOND_FACTOR_GRACE = (user.username,)
    give_factor(user)
    client.force_login(user)

    assert client.get("/curate/").url.startswith(ASK)


def test_no_grace_is_configured_for_a_public_site():
    program = "from tracker import settings; print(settings.SECOND_FACTOR_GRACE)"
    public = {"DATABASE_URL": "postgres://a@b/c", "ALLOWED_HOSTS": "x.example", "SECRET_KEY": "s" * 50}
    said = subprocess.run(
        [sys.executable, "-c", program], env=public, capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "()"
