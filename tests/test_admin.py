"""The admin: admins keep the frame of the record and only read positions."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import columns
from policy_positions.models import Leader, Position
from tests.factories import make_country, make_leader, make_position, make_president, make_summit, make_user

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label == "policy_positions"]


def _address(model, act: str, *args) -> str:
    return reverse(f"admin:policy_positions_{model._meta.model_name}_{act}", args=args)


@pytest.fixture
def admin_user() -> User:
    """Of the group, and no superuser: the group's own rights must do."""
    return make_user("admin", is_staff=True)


@pytest.fixture
def desk(client: Client, admin_user: User) -> Client:
    client.force_login(admin_user)
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_list_of_the_admin_opens_and_finds_words(desk: Client, model) -> None:
    make_position(leader=make_president(make_country()), summit=make_summit(), summit_relation="at")

    response = desk.get(_address(model, "changelist"), {"q": "no such words"})

    assert response.status_code == 200
    assert response.context["cl"].result_count == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_positions_costs_the_same_however_long(
    desk: Client, django_assert_num_queries, rows: int
) -> None:
    for _ in range(rows):
        make_position(leader=make_leader())

    with django_assert_num_queries(7):
        response = desk.get(_address(Position, "changelist"))

    assert response.context["cl"].result_count == rows


def test_a_position_is_read_and_not_changed(desk: Client) -> None:
    position = make_position(summary="It is for it.")

    read = desk.get(_address(Position, "change", position.pk))
    written = desk.post(_address(Position, "change", position.pk), {"summary": "Changed."})

    assert "It is for it." in read.content.decode()
    assert written.status_code == 403
    position.refresh_from_db()
    assert position.summary == "It is for it."


def test_no_act_of_the_admin_deletes_positions(desk: Client) -> None:
    position = make_position(state="draft")

    desk.post(
        _address(Position, "changelist"),
        {"action": "delete_selected", "_selected_action": [position.pk], "post": "yes"},
    )

    assert Position.objects.filter(pk=position.pk).exists()


def test_a_leader_who_is_renamed_is_found_by_the_new_name_everywhere(desk: Client) -> None:
    leader = make_leader("Otto Perez")
    position = make_position(leader=leader)
    before = columns.current()
    tenures = {"tenures-TOTAL_FORMS": 0, "tenures-INITIAL_FORMS": 0}

    desk.post(
        _address(Leader, "change", leader.pk),
        {"name": "Ottone Nuevo", "slug": leader.slug, "other_names": "", "wikidata": "", **tenures},
    )

    assert list(Position.objects.matching("ottone")) == [position]
    assert columns.current() is not before
    assert columns.current().dimensions["leader"].labels == ("Ottone Nuevo",)


def test_the_states_are_neither_added_nor_removed(desk: Client) -> None:
    country = make_country("GTM")

    added = desk.get("/admin/policy_positions/country/add/")
    removed = desk.post(f"/admin/policy_positions/country/{country.pk}/delete/", {"post": "yes"})

    assert (added.status_code, removed.status_code) == (403, 403)
    country.refresh_from_db()


def test_an_editor_has_no_admin(client: Client) -> None:
    client.force_login(make_user("editor"))

    response = client.get(_address(Leader, "changelist"))

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


def test_an_admin_makes_no_superuser(desk: Client, admin_user: User) -> None:
    page = reverse("admin:auth_user_change", args=[admin_user.pk])
    joined = {"date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"}

    desk.post(
        page, {"username": "renamed", "is_active": "on", "is_staff": "on", "is_superuser": "on", **joined}
    )

    before = admin_user.username
    admin_user.refresh_from_db()
    assert (admin_user.username, admin_user.is_superuser) == (before, False)


def test_an_admin_changes_no_superuser(desk: Client) -> None:
    superuser = make_user(is_superuser=True)

    response = desk.post(reverse("admin:auth_user_change", args=[superuser.pk]), {"username": "taken"})

    assert response.status_code == 403
    superuser.refresh_from_db()
    assert superuser.username != "taken"
