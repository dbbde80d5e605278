"""An analyst's account keeps views: filtered addresses under names of their own."""

from __future__ import annotations

import pytest

from policy_positions.models import SavedView
from tests.factories import make_position, make_user

pytestmark = pytest.mark.django_db

ADDRESS = "/positions/?stance=support&from=2012"


@pytest.fixture
def analyst(client):
    user = make_user("analyst")
    client.force_login(user)
    return user


def keep(client, name="Supporters since 2012", address=ADDRESS):
    return client.post("/accounts/views/new/", {"name": name, "address": address})


def test_a_view_is_kept_and_leads_back_to_its_rows(client, analyst):
    keep(client)

    page = client.get("/accounts/").content.decode()

    assert 'href="/positions/?stance=support&amp;from=2012">Supporters since 2012</a>' in page


def test_the_page_of_rows_offers_to_keep_them_to_who_is_signed_in(client, analyst):
    make_position()

    signed_in = client.get(ADDRESS).content.decode()
    client.logout()
    anonymous = client.get(ADDRESS).content.decode()

    assert "/accounts/views/new/?address=/positions/%3Fstance%3Dsupport%26from%3D2012" in signed_in
    assert "/accounts/views/new/" not in anonymous


def test_a_view_is_renamed(client, analyst):
    keep(client)
    view = SavedView.objects.get()

    client.post(f"/accounts/views/{view.pk}/", {"name": "Another name", "address": view.address})

    view.refresh_from_db()
    assert (view.name, view.address) == ("Another name", ADDRESS)


def test_a_view_that_is_removed_leaves_its_address_on_the_page(client, analyst):
    keep(client)

    page = client.post(f"/accounts/views/{SavedView.objects.get().pk}/remove/", follow=True)

    assert not SavedView.objects.exists()
    assert "Its address was /positions/?stance=support&amp;from=2012" in page.content.decode()


def test_two_views_of_one_name_are_refused(client, analyst):
    keep(client)

    again = keep(client, address="/positions/?stance=oppose")

    assert "You have a view of this name already" in again.content.decode()
    assert SavedView.objects.get().address == ADDRESS


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/positions/",
        "//elsewhere.example/",
        "javascript:alert(1)",
        "/admin/",
        "/nowhere/",
    ],
)
def test_a_view_leads_nowhere_else(client, analyst, address):
    response = keep(client, address=address)

    assert response.status_code == 422
    assert not SavedView.objects.exists()


def test_nobody_sees_or_touches_the_views_of_others(client, analyst):
    other = make_user("analyst")
    theirs = SavedView.objects.create(owner=other, name="Theirs", address=ADDRESS)

    seen = client.get("/accounts/").content.decode()
    renamed = client.post(f"/accounts/views/{theirs.pk}/", {"name": "Mine", "address": ADDRESS})
    removed = client.post(f"/accounts/views/{theirs.pk}/remove/")

    theirs.refresh_from_db()
    assert "Theirs" not in seen
    assert (renamed.status_code, removed.status_code, theirs.name) == (404, 404, "Theirs")


def test_without_an_account_there_is_nothing_to_keep_views_in(client):
    assert keep(client).url.startswith("/accounts/login/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_account_s_page_costs_the_same_however_many_views(
    client, analyst, django_assert_num_queries, rows
):
    for number in range(rows):
        SavedView.objects.create(owner=analyst, name=f"View {number}", address=ADDRESS)

    with django_assert_num_queries(8):
        page = client.get("/accounts/")

    assert page.content.decode().count("Remove View") == rows
