"""The tasks of all three users with keys alone: Tab to what has a name, then Enter or Space.

Map, timeline, the grid of a summit and the reading desk have keys of their own, tested where they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from policy_positions import editing
from policy_positions.models import Leader, Position
from policy_positions.vocabulary import ReviewState
from tests.factories import make_country, make_draft, make_user

from .conftest import DESKTOP

FARTHEST = 150  # presses of Tab
Window = Callable[[User | None], Page]


@pytest.fixture
def window(chromium: Browser, site: str, client) -> Iterator[Window]:
    """A page for somebody who is signed in, or for a reader."""
    context = chromium.new_context(viewport=DESKTOP, bypass_csp=True)

    def opened(user: User | None = None) -> Page:
        if user:
            client.force_login(user)
            session = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        return context.new_page()

    yield opened
    context.close()


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until it is there: what cannot be reached so is out of reach of who has no pointer."""
    for _ in range(FARTHEST):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{wanted} is not reached by {FARTHEST} presses of Tab.")


def press(page: Page, wanted: Locator, key: str = "Enter") -> None:
    reach(page, wanted)
    page.keyboard.press(key)


def test_a_reader_filters_and_takes_the_filter_away(window: Window, site: str) -> None:
    page = window(None)
    page.goto(f"{site}/positions/")
    rows = page.locator("#results tbody tr")

    press(page, page.get_by_role("checkbox", name=re.compile("^Opposes")), "Space")
    expect(rows).to_have_count(5)
    press(page, page.get_by_role("link", name=re.compile("Remove Stance: Opposes")))

    expect(rows).to_have_count(31)


def test_a_reader_opens_the_evidence_and_cites_it(window: Window, site: str) -> None:
    page = window(None)
    page.goto(f"{site}/positions/?stance=oppose&country=GTM")

    press(page, page.locator("#results tbody a").first)
    expect(page.get_by_role("heading", name="Otto Pérez Molina, President of Guatemala")).to_be_visible()
    expect(page.locator("blockquote")).to_contain_text("has failed")
    press(page, page.locator("summary", has_text="BibTeX"))
    bibtex = page.locator("details", has_text="BibTeX")
    expect(bibtex.locator("pre")).to_be_visible()
    press(page, bibtex.get_by_role("button"))

    expect(bibtex.get_by_role("button")).to_have_text(re.compile("Copied|Selected"))


def test_a_reviewer_publishes_what_waits(window: Window, site: str) -> None:
    with transaction.atomic():
        draft = make_draft(country=make_country("GTM"), drafted_by=make_user("editor"))
        editing.submit(draft, by=draft.drafted_by)
    page = window(make_user("reviewer"))
    page.goto(f"{site}/desk/review/")

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}/desk/positions/{draft.public_id}/")
    reach(page, page.get_by_label("Reason").first)
    page.keyboard.type("The passage says so.")
    press(page, page.get_by_role("button", name="Publish"))

    expect(page.get_by_text("Published", exact=True).first).to_be_visible()
    assert Position.objects.get(pk=draft.pk).state == ReviewState.PUBLISHED


def test_an_admin_merges_two_leaders(window: Window, site: str) -> None:
    Leader.objects.create(name="Otto Perez M.", slug="otto-perez-m")
    page = window(make_user("admin"))
    page.goto(f"{site}/curate/merges/")

    press(page, page.get_by_role("link", name="Merge two leaders"))
    reach(page, page.get_by_label("This one goes"))
    page.keyboard.type("Otto Perez M.")
    reach(page, page.get_by_label("Into this one, which stays"))
    page.keyboard.type("Otto Pérez Molina")
    press(page, page.get_by_role("button", name="See what would move"))
    expect(page.get_by_role("button", name="Merge them")).to_be_visible()
    press(page, page.get_by_role("button", name="Merge them"))

    expect(page.get_by_role("heading", name="Otto Pérez Molina")).to_be_visible()
    assert not Leader.objects.filter(slug="otto-perez-m").exists()


def test_a_control_that_tab_passes_by_is_found_out(window: Window, site: str) -> None:
    """The tests above can fail."""
    page = window(None)
    page.goto(f"{site}/methods/")
    page.evaluate("document.querySelector('main a').tabIndex = -1")

    with pytest.raises(pytest.fail.Exception):
        reach(page, page.locator("main a").first)


@pytest.mark.parametrize(("motion", "moves"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_for_who_asked_for_less_motion(
    chromium: Browser, site: str, motion: str, moves: bool
) -> None:
    page = chromium.new_context(viewport=DESKTOP, bypass_csp=True, reduced_motion=motion).new_page()
    page.goto(f"{site}/positions/")
    page.route(re.compile("stance=oppose"), lambda route: None)  # never answered

    page.get_by_role("checkbox", name=re.compile("^Opposes")).check()
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")

    assert bool(page.evaluate("document.getAnimations().length")) is moves
    page.context.close()
