"""The admin: admins keep the frame of the record and only read positions."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import columns
from policy_positions.admin.kinds import ReadOnlyAdmin
from policy_positions.models import (
    Country,
    Issue,
    Leader,
    Organization,
    Position,
    Revision,
    Source,
    Summit,
    Tenure,
)
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_summit,
    make_user,
)

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


# What a list costs


def _many(rows: int) -> None:
    """So many of each kind."""
    for number, iso3 in enumerate(("GTM", "COL", "CUB")[:rows]):
        leader = make_president(make_country(iso3))
        summit = make_summit(host_country=make_country(iso3), organizer=make_organization())
        summit.participations.create(country=make_country(iso3), delegate=leader, status="attended")
        make_position(leader=leader, summit=summit, summit_relation="at", issue=make_issue(f"issue-{number}"))


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("model", "queries"),
    [(Country, 7), (Organization, 7), (Leader, 6), (Tenure, 7), (Summit, 9), (Issue, 6), (Source, 8)],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_every_list_costs_the_same_however_long(
    desk, django_assert_num_queries, model, queries, rows
) -> None:
    _many(rows)

    with django_assert_num_queries(queries):
        response = desk.get(_address(model, "changelist"))

    assert response.context["cl"].result_count == model.objects.count()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.model_name)
def test_every_relation_is_chosen_by_its_name(model) -> None:
    """A select of a hundred thousand sources would be no choice."""
    own = admin.site._registry[model]
    for page in (own, *(inline(model, admin.site) for inline in own.inlines)):
        shown = set(page.fields or [field.name for field in page.model._meta.fields])
        relations = {
            field.name
            for field in (*page.model._meta.fields, *page.model._meta.many_to_many)
            if field.is_relation and field.name in shown and field.related_model is not model
        }
        assert isinstance(page, ReadOnlyAdmin) or relations <= {
            *page.autocomplete_fields,
            *page.readonly_fields,
        }


def test_filters_say_how_many_rows_each_leaves(desk) -> None:
    make_summit(status="held")
    make_summit(status="held")
    make_summit(status="planned")

    page = desk.get(_address(Summit, "changelist")).content.decode()

    assert "Held (2)" in page and "Planned (1)" in page


# What is recorded


def test_a_change_in_the_admin_is_recorded_as_one_at_the_desk_is(desk, admin_user) -> None:
    leader = make_leader("Otto Perez", slug="otto")
    nothing = {"tenures-TOTAL_FORMS": 0, "tenures-INITIAL_FORMS": 0}

    desk.post(
        _address(Leader, "change", leader.pk),
        {"name": "Ottone Nuevo", "other_names": "", "wikidata": "", **nothing},
    )

    revision = Revision.objects.of_record("leader", "otto").get()
    assert (revision.act, revision.by) == ("change", admin_user)
    assert (revision.before["name"], revision.after["name"]) == ("Otto Perez", "Ottone Nuevo")


def test_what_stands_in_addresses_is_not_changed_in_the_admin(desk) -> None:
    leader = make_leader(slug="cited")
    nothing = {"tenures-TOTAL_FORMS": 0, "tenures-INITIAL_FORMS": 0}

    desk.post(
        _address(Leader, "change", leader.pk), {"name": "New", "slug": "other", "other_names": "", **nothing}
    )

    leader.refresh_from_db()
    assert (leader.name, leader.slug) == ("New", "cited")


def test_a_removal_in_the_admin_is_recorded(desk) -> None:
    leader = make_leader(slug="otto")

    desk.post(_address(Leader, "delete", leader.pk), {"post": "yes"})

    assert Revision.objects.of_record("leader", "otto").get().act == "remove"
    assert not Leader.objects.exists()


# Many rows at once


def _chosen(summits, **more) -> dict:
    return {"action": "set_status", "_selected_action": [summit.pk for summit in summits], **more}


def test_an_act_on_many_rows_says_how_many_and_changes_nothing_yet(desk) -> None:
    summits = [make_summit() for _ in range(3)]

    page = desk.post(_address(Summit, "changelist"), _chosen(summits[:2])).content.decode()

    assert "Set the status: 2 rows" in page and "Change these 2 rows" in page
    assert {summit.status for summit in Summit.objects.all()} == {"held"}


def test_an_act_on_all_that_is_filtered_hits_exactly_those(desk) -> None:
    lima = [make_summit(city="Lima") for _ in range(2)]
    miami = make_summit(city="Miami")
    confirmed = {"select_across": "1", "confirmed": "yes", "counted": "2", "value": "cancelled"}

    desk.post(f"{_address(Summit, 'changelist')}?q=Lima", _chosen(lima[:1], **confirmed))

    assert {summit.city for summit in Summit.objects.filter(status="cancelled")} == {"Lima"}
    assert Summit.objects.filter(status="cancelled").count() == 2
    miami.refresh_from_db()
    assert miami.status == "held"
    assert Revision.objects.of_record("summit", lima[0].slug).get().reason == "Set the status, 2 at once."


def test_an_act_on_more_rows_than_were_counted_changes_none(desk) -> None:
    summits = [make_summit(), make_summit()]
    confirmed = {"confirmed": "yes", "counted": "1", "value": "cancelled"}

    page = desk.post(
        _address(Summit, "changelist"), _chosen(summits, **confirmed), follow=True
    ).content.decode()

    assert "There are 2 rows now, not 1." in page
    assert not Summit.objects.filter(status="cancelled").exists()


@pytest.mark.parametrize("sent", ["GTM", "²", "1_0", "\u2028", "9" * 40, "-1"])
def test_what_is_no_key_is_no_choice_of_a_search(desk: Client, sent: str) -> None:
    """Django's own widget asks the database for it when the form is shown again."""
    asked = desk.get(_address(Tenure, "add"), {"organization": sent})
    refused = desk.post(_address(Tenure, "add"), {"organization": sent, "leader": sent, "country": sent})

    assert (asked.status_code, refused.status_code) == (200, 200)
    assert not Tenure.objects.exists()


def test_without_this_what_is_no_key_breaks_the_form() -> None:
    widget = AutocompleteSelect(Tenure._meta.get_field("organization"), admin.site)
    widget.choices = forms.ModelChoiceField(Organization.objects.all()).choices

    with pytest.raises(ValueError, match="expected a number"):
        widget.optgroups("organization", ["GTM"])
