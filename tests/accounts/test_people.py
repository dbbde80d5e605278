"""Who keeps people: inviting them, giving roles and taking them away, and that each act is on record."""

from __future__ import annotations

import re

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from policy_positions import editing
from policy_positions.models import Revision
from tests.authenticator import code_of, give_factor
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user("admin", is_staff=True)


@pytest.fixture
def desk(client, admin) -> Client:
    client.force_login(admin)
    client.post("/accounts/second-factor/", {"code": code_of(give_factor(admin))})
    return client


def acts_on(user: User) -> list[str]:
    return list(
        Revision.objects.of_record("account", user.username).order_by("pk").values_list("act", flat=True)
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def is_signed_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def opens(user: User, password: str) -> bool:
    client = Client()
    client.post("/accounts/login/", {"username": user.username, "password": password})
    return is_signed_in(client)


def test_somebody_invited_sets_a_password_by_the_link_once(desk):
    page = desk.post("/curate/people/new/", {"username": "ana", "email": "", "roles": ["editor"]})
    link = re.search(r"http://testserver(/accounts/password/[^<]+)<", page.content.decode())[1]
    guest, late = Client(), Client()
    form = guest.get(link, follow=True)
    words = {
        "new_password1": "eight words that nobody guesses",
        "new_password2": "eight words that nobody guesses",
    }

    guest.post(form.redirect_chain[-1][0], words)

    ana = User.objects.get(username="ana")
    assert ana.check_password("eight words that nobody guesses")
    assert [group.name for group in ana.groups.all()] == ["editor"]
    assert acts_on(ana) == ["invite", "password"]
    assert "has been used, or is too old" in late.get(link, follow=True).content.decode()


def test_nobody_signs_in_before_a_password_is_set(desk):
    desk.post("/curate/people/new/", {"username": "ana", "email": "", "roles": []})

    assert not User.objects.get(username="ana").has_usable_password()


def test_a_name_that_is_taken_is_refused_beside_its_field(desk):
    make_user()
    name = User.objects.first().username

    page = desk.post("/curate/people/new/", {"username": name, "roles": []})

    assert page.status_code == 422
    assert "already exists" in page.content.decode()


def test_a_role_taken_away_ends_every_session_at_once(desk, admin):
    user = make_user("reviewer")
    theirs, other = signed_in(user), signed_in(make_user("editor"))

    desk.post(f"/curate/people/{user.username}/roles/", {"roles": ["editor"], "reason": "Left the team."})

    assert [group.name for group in user.groups.all()] == ["editor"]
    assert not is_signed_in(theirs)
    assert is_signed_in(other)
    given, taken = Revision.objects.of_record("account", user.username).order_by("pk")
    assert (given.act, given.reason) == ("give_role", "editor; Left the team.")
    assert (taken.act, taken.reason, taken.by) == ("take_role", "reviewer; Left the team.", admin)
    assert (taken.before["groups"], taken.after["groups"]) == (["reviewer"], ["editor"])


def test_a_role_given_ends_none(desk):
    user = make_user("editor")
    theirs = signed_in(user)

    desk.post(f"/curate/people/{user.username}/roles/", {"roles": ["editor", "reviewer"]})

    assert is_signed_in(theirs)


def test_an_admin_comes_into_django_s_admin_and_leaves_it_with_the_role(desk):
    user = make_user("editor")

    desk.post(f"/curate/people/{user.username}/roles/", {"roles": ["admin"]})
    user.refresh_from_db()
    was_staff = user.is_staff
    desk.post(f"/curate/people/{user.username}/roles/", {"roles": []})

    user.refresh_from_db()
    assert (was_staff, user.is_staff) == (True, False)


def test_whoever_is_deactivated_is_out_at_once_and_their_acts_stay(desk):
    user = make_user("editor")
    theirs = signed_in(user)

    desk.post(f"/curate/people/{user.username}/deactivate/", {"reason": "Left."})

    user.refresh_from_db()
    assert not user.is_active
    assert not is_signed_in(theirs)
    assert acts_on(user) == ["deactivate"]


def test_whoever_is_shut_out_sets_another_password_and_only_then_is_let_in_again(desk):
    """In the other order whoever stole the old password could be the first to come back."""
    user, new = make_user("editor"), "eight words that nobody guesses"
    person, guest = f"/curate/people/{user.username}/", Client()
    desk.post(f"{person}deactivate/", {"reason": "Its password has leaked."})
    page = desk.post(f"{person}link/")
    link = re.search(r"http://testserver(/accounts/password/[^<]+)<", page.content.decode())[1]

    form = guest.get(link, follow=True).redirect_chain[-1][0]
    guest.post(form, {"new_password1": new, "new_password2": new})
    while_shut_out = opens(user, new)
    desk.post(f"{person}reactivate/", {"reason": "Called back."})

    assert not while_shut_out
    assert not opens(user, "a long enough password")
    assert opens(user, new)


def test_a_link_that_nobody_used_is_void_once_its_account_has_signed_in(desk):
    user = make_user("editor")
    page = desk.post(f"/curate/people/{user.username}/link/")
    link = re.search(r"http://testserver(/accounts/password/[^<]+)<", page.content.decode())[1]
    before = Client().get(link, follow=True)

    assert opens(user, "a long enough password")

    after = Client().get(link, follow=True)
    assert (before.status_code, after.status_code) == (200, 404)


def test_an_act_without_a_reason_is_refused(desk):
    user = make_user("editor")

    response = desk.post(f"/curate/people/{user.username}/deactivate/", {"reason": " "})

    user.refresh_from_db()
    assert user.is_active
    assert response.status_code == 422


def test_a_second_factor_that_is_lost_is_reset(desk):
    user = make_user("reviewer")
    give_factor(user)
    editing.new_recovery_codes(user)

    desk.post(f"/curate/people/{user.username}/reset-second-factor/", {"reason": "The phone is lost."})

    assert not TOTPDevice.objects.filter(user=user).exists()
    assert acts_on(user) == ["reset_factor"]


def test_nobody_shuts_themselves_out(desk, admin):
    response = desk.post(f"/curate/people/{admin.username}/roles/", {"roles": []})

    assert response.status_code == 403
    assert admin.groups.get().name == "admin"


def test_an_admin_touches_no_superuser(admin):
    superuser = make_user(is_superuser=True)

    with pytest.raises(PermissionDenied):
        editing.deactivate(superuser, by=admin, reason="A coup.")


def test_an_editor_does_not_see_who_works_here(client):
    client.force_login(make_user("editor"))

    assert client.get("/curate/people/").status_code == 403


def test_a_changed_password_ends_every_other_session():
    user = make_user("editor")
    here, there = signed_in(user), signed_in(user)
    new = "eight words that nobody guesses"

    here.post(
        "/accounts/password/",
        {"old_password": "a long enough password", "new_password1": new, "new_password2": new},
    )

    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert acts_on(user) == ["password"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_people_costs_the_same_however_many(desk, django_assert_num_queries, rows):
    for _ in range(rows):
        make_user("editor")

    with django_assert_num_queries(7):
        page = desk.get("/curate/people/")

    assert f"{rows + 1} accounts." in page.content.decode()
