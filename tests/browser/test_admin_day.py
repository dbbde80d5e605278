"""An admin’s day: a summit with its 35 states by keyboard, an office corrected, two leaders merged."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

import pytest
from playwright.sync_api import Page, expect

from policy_positions.models import Leader, Merge, Participation, Summit, Tenure
from tests.factories import make_country, make_position, make_user

PASSWORD = "a long enough password"


@pytest.fixture
def admin(site: str, page: Page) -> User:
    """Signed in, on the page that lists what an admin can do."""
    user = make_user("admin")
    page.goto(f"{site}/accounts/login/?next=/curate/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Curate the record")).to_be_visible()
    return user


def test_a_summit_is_recorded_with_thirty_five_states_by_keyboard(page: Page, admin: User) -> None:
    page.get_by_role("link", name="Summits", exact=True).last.click()
    page.get_by_role("link", name="New summit").click()
    page.get_by_label("Name", exact=True).fill("Summit of the Keyboard")
    page.get_by_label("Slug").fill("summit-of-the-keyboard")
    page.get_by_label("Host country").select_option(label="Panama")
    page.get_by_label("City").fill("Panama City")
    page.get_by_label("First day").fill("2012-11-20")
    page.get_by_label("Last day").fill("2012-11-21")
    page.get_by_role("button", name="Keep it, and say who took part").click()

    page.get_by_role("radio", name="not recorded").first.focus()
    for number in range(35):
        page.keyboard.press("e" if number == 11 else "b" if number == 20 else "a")
        page.keyboard.press("ArrowDown")
    expect(page.locator("[data-tally]")).to_have_text("Attended 33, Absent 1, Excluded 1")
    page.get_by_label("Delegate of Mexico").focus()
    page.keyboard.press("Alt+Enter")
    page.get_by_label("Reason, Cuba").fill("Not invited.")
    page.get_by_role("button", name="Keep who took part").click()

    expect(page.get_by_text("35 of 35 states changed.")).to_be_visible()
    summit = Summit.objects.get(slug="summit-of-the-keyboard")
    assert summit.participations.count() == 35
    cuba = summit.participations.get(country__iso3="CUB")
    assert (cuba.status, cuba.reason) == ("excluded", "Not invited.")
    assert summit.participations.get(country__iso3="MEX").delegate == Leader.objects.get(
        slug="felipe-calderon"
    )
    assert Participation.objects.filter(summit=summit, status="absent").count() == 1


def test_an_office_is_corrected_and_what_overlaps_is_refused(site: str, page: Page, admin: User) -> None:
    tenure = Tenure.objects.get(leader__slug="tillman-thomas")
    page.goto(f"{site}/curate/offices/?on=2013-02-19")
    page.get_by_role("link", name="Tillman Thomas").click()
    page.get_by_role("link", name="Prime Minister of Grenada").click()

    page.get_by_label("Until").fill("2013-03-01")
    page.get_by_role("button", name="Keep the office").click()
    expect(page.get_by_text("Somebody else holds this office then")).to_be_visible()
    page.get_by_label("Until").fill("2013-02-19")
    page.get_by_label("Why").first.fill("The day of the election.")
    page.get_by_role("button", name="Keep the office").click()

    expect(page.get_by_text("until 2013-02-19").or_(page.get_by_text("19 February 2013"))).to_be_visible()
    expect(page.get_by_text("The day of the election.")).to_be_visible()
    tenure.refresh_from_db()
    assert tenure.ended.edtf() == "2013-02-19"


def test_two_leaders_are_merged_and_separated_again(site: str, page: Page, admin: User) -> None:
    twin = Leader.objects.create(name="Otto Perez M.", slug="otto-perez-m")
    with transaction.atomic():
        make_position(country=make_country("GTM"), leader=twin)
    page.goto(f"{site}/curate/leaders/{twin.slug}/")
    page.get_by_role("link", name="Merge into another").click()

    page.get_by_label("Into this one, which stays").fill("Otto Perez Molina")
    page.get_by_role("button", name="See what would move").click()
    expect(page.get_by_text("1 position", exact=True)).to_be_visible()
    page.get_by_label("Why").fill("One man.")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_role("heading", name="Otto Pérez Molina")).to_be_visible()
    page.goto(f"{site}/leaders/otto-perez-m/")
    merged_into = page.url

    page.goto(f"{site}/curate/merges/")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Otto Perez M. is back")).to_be_visible()
    page.goto(f"{site}/leaders/otto-perez-m/")

    assert merged_into == f"{site}/leaders/otto-perez-molina/"
    expect(page.get_by_role("heading", name="Otto Perez M.")).to_be_visible()
    assert Merge.objects.get().undone_by == admin
    assert Leader.objects.get(slug="otto-perez-m").positions.count() == 1


def test_the_grid_is_a_plain_form_without_scripts(site: str, page: Page, admin: User, context) -> None:
    plain = context.browser.new_context(java_script_enabled=False)
    plain.add_cookies(context.cookies())
    without = plain.new_page()

    without.goto(f"{site}/curate/summits/oas-general-assembly-43/participation/")
    without.locator('input[name="VEN-status"][value="attended"]').check()
    without.locator('input[name="VEN-delegate"]').fill("Elias Jaua")
    without.get_by_role("button", name="Keep who took part").click()

    expect(without.get_by_text("1 of 35 states changed.")).to_be_visible()
    plain.close()
    assert Participation.objects.get(country__iso3="VEN").delegate == Leader.objects.get(slug="elias-jaua")
