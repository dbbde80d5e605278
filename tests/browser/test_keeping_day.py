"""An admin's day with the record's health: a second factor, what is missing, a release, a role taken away."""

from __future__ import annotations

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, expect

from policy_positions.models import Release, Source
from tests.authenticator import code_of
from tests.factories import make_user

PASSWORD = "a long enough password"


@pytest.fixture
def window(chromium: Browser, site: str):
    """Windows of their own, each signed in as somebody."""
    opened = []

    def sign_in(user, place: str) -> Page:
        context = chromium.new_context(viewport={"width": 1440, "height": 1000}, accept_downloads=True)
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site}{place}")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        return page

    yield sign_in
    for context in opened:
        context.close()


def enrol(page: Page, user) -> None:
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    expect(page.get_by_role("img", name="The secret, as a code for a camera")).to_be_visible()
    page.get_by_role("textbox", name="Code").fill(code_of(TOTPDevice.objects.get(user=user)))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    page.get_by_role("link", name="I have kept them").click()


def test_an_admin_finds_what_is_missing_puts_it_right_releases_and_takes_a_role(window, site, settings):
    settings.SECOND_FACTOR_ROLES = ("reviewer", "admin")
    admin, editor = make_user("admin", is_staff=True), make_user("editor")
    source = Source.objects.order_by("pk").first()
    theirs = window(editor, "/desk/")
    expect(theirs).to_have_url(f"{site}/desk/")

    # The second factor, asked for before anything else
    page = window(admin, "/curate/health/")
    enrol(page, admin)
    expect(page).to_have_url(f"{site}/curate/health/")

    # What is missing, and where it is put right
    missing = page.get_by_role("row", name="Sources without an address")
    expect(missing.locator(".figure")).to_have_text("2")
    missing.get_by_role("link").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_role("link", name=source.printed_title).click()
    page.get_by_role("link", name="Change the reference").click()
    page.get_by_label("Archived copy").fill("https://archive.example/globalpost")
    page.locator("[name=reason]").fill("A copy that stays.")
    page.get_by_role("button", name="Save the reference").click()
    expect(page).to_have_url(f"{site}/desk/sources/{source.slug}/")
    page.goto(f"{site}/curate/health/")
    expect(missing.locator(".figure")).to_have_text("1")

    # The release, in two clicks
    page.goto(f"{site}/curate/")
    page.get_by_role("link", name="Release the data").click()
    page.get_by_label("What is this release for?").fill("With the address of the archived copy.")
    page.get_by_role("button", name="Publish release 1").click()
    expect(page.get_by_role("heading", name="Data release 1")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the archive").click()
    assert download.value.path().stat().st_size == Release.objects.get().size

    # The role that goes, and with it the open session
    page.goto(f"{site}/curate/people/{editor.username}/")
    page.get_by_label("Editor").uncheck()
    page.get_by_label("Reason").fill("Left the team.")
    page.get_by_role("button", name="Save the roles").click()
    expect(page.get_by_text("Role taken away")).to_be_visible()
    theirs.reload()
    expect(theirs.get_by_role("heading", name="Sign in")).to_be_visible()

    # All of it is on record
    page.goto(f"{site}/curate/audit/?person={admin.username}")
    expect(page.locator("tbody tr")).to_have_count(4)
