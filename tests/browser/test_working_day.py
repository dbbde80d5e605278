"""A working day at the desk: an article comes in, five positions are coded, one is returned and mended, the
others are published by a second person, one is withdrawn, and a change is undone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from policy_positions.models import Position
from tests import an_article as article
from tests.factories import make_user

PASSWORD = "a long enough password"
SignIn = Callable[[str], Page]


class Coded(NamedTuple):
    """One position as the editor of this day codes it."""

    passage: str
    country: str
    issue: str
    stance: str
    voice: str
    stated: str
    summary: str


LEGALIZATION = Coded(
    article.LEGALIZATION_GTM,
    "Guatemala",
    "Legalization",
    "Supports",
    "Direct speech",
    "2012-03",
    "He wants it sold lawfully.",
)
AID = Coded(
    article.AID_AS_TYPED,
    "Guatemala",
    "Aid demands",
    "Supports",
    "Reported speech",
    "2012-03",
    "He asks for money from consumers.",
)
STRATEGY = Coded(
    article.STRATEGY_COL,
    "Colombia",
    "Enforcement strategy",
    "Leans towards opposition",
    "Reported speech",
    "2012-04",
    "He asks whether it should go on.",
)
ERADICATION = Coded(
    article.ERADICATION_PAN,
    "Panama",
    "Eradication",
    "Supports",
    "Reported speech",
    "2012",
    "He will not stop it.",
)
# A negation stands before the clause: cut like this it says the contrary of what she said.
NEGATED = Coded(
    article.NEGATED_CRI,
    "Costa Rica",
    "Legalization",
    "Supports",
    "Direct speech",
    "2012-04",
    "She wants it, as cut here.",
)
DAY = (LEGALIZATION, AID, STRATEGY, ERADICATION, NEGATED)


@pytest.fixture
def sign_in(chromium: Browser, site: str):
    opened = []

    def open_desk(group: str) -> Page:
        user = make_user(group)
        context = chromium.new_context(viewport={"width": 1440, "height": 1000})
        opened.append(context)
        page = context.new_page()
        page.goto(f"{site}/desk/")
        page.get_by_label("Username").fill(user.username)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page).to_have_url(f"{site}/desk/")
        return page

    yield open_desk
    for context in opened:
        context.close()


def take_in(page: Page, site: str) -> None:
    page.goto(f"{site}/desk/sources/new/")
    page.get_by_label("Text of the source").fill(article.TEXT)
    page.get_by_label("Title", exact=True).fill(article.TITLE)
    page.get_by_label("Publisher").fill(article.PUBLISHER)
    page.locator("[name=issued_on]").fill(article.ISSUED)
    page.locator("main form").get_by_role("button").last.click()
    expect(page).to_have_url(f"{site}/desk/sources/{article.SLUG}/read/")


def submit(page: Page, site: str, coded: Coded) -> Position:
    """Find the passage at the reading desk, code it, and put it before a reviewer."""
    page.goto(f"{site}/desk/sources/{article.SLUG}/read/?{urlencode({'passage': coded.passage})}")
    form = page.locator(".coding-form")
    form.locator("[name=country]").select_option(label=coded.country)
    form.locator("[name=organization]").select_option("")
    form.locator("[name=issue]").select_option(label=coded.issue)
    form.locator("[name=stance]").select_option(label=coded.stance)
    form.locator("[name=stated]").fill(coded.stated)
    form.locator("[name=passages-0-voice]").select_option(label=coded.voice)
    form.get_by_label("Summary").fill(coded.summary)
    for box in form.get_by_role("group").get_by_role("checkbox").all():
        box.check()
    form.get_by_role("button", name="Save and submit for review").click()
    expect(page).to_have_url(re.compile(rf"/desk/sources/{article.SLUG}/read/#"))
    return Position.objects.get(summary=coded.summary)


def decide(page: Page, site: str, position: Position, button: str, reason: str = "") -> None:
    page.goto(f"{site}/desk/positions/{position.public_id}/")
    page.get_by_label("Reason").last.fill(reason)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".notice-success")).to_be_visible()


def test_a_working_day_at_the_desk(sign_in: SignIn, page: Page, site: str) -> None:
    editor, reviewer = sign_in("editor"), sign_in("reviewer")

    # Morning: the article comes in, and five passages are coded.
    take_in(editor, site)
    positions = {coded: submit(editor, site, coded) for coded in DAY}
    assert [position.state for position in positions.values()] == ["in_review"] * 5
    assert positions[AID].quotations.get().exact == article.AID_AS_PRINTED
    assert positions[ERADICATION].stated.edtf() == "2012"

    # The reviewer's queue says what to look at twice, and the keyboard opens the oldest.
    reviewer.goto(f"{site}/desk/review/")
    expect(reviewer.locator("[data-queue] > li")).to_have_count(5)
    flagged = reviewer.locator("[data-queue] > li", has_text="Costa Rica")
    expect(flagged).to_contain_text("Flagged passage")
    reviewer.keyboard.press("j")
    reviewer.keyboard.press("j")
    reviewer.keyboard.press("k")
    reviewer.keyboard.press("Enter")
    expect(reviewer).to_have_url(f"{site}/desk/positions/{positions[LEGALIZATION].public_id}/")

    # The negated one goes back with a reason; its author reads it, mends it and submits it again.
    told = "She says that there is no agreement on it."
    decide(reviewer, site, positions[NEGATED], "Return to its author", told)
    editor.goto(f"{site}/desk/positions/{positions[NEGATED].public_id}/")
    expect(editor.locator("main")).to_contain_text(told)
    editor.get_by_role("link", name="Change the draft").click()
    editor.locator("[name=passages-0-exact]").fill(article.PARAGRAPHS[2].split("”")[0].lstrip("“"))
    editor.get_by_label("Stance", exact=True).select_option(label="Unclear")
    editor.get_by_label("Summary").fill("She doubts that the region will agree on it.")
    editor.get_by_role("button", name="Save the draft").click()
    editor.get_by_role("button", name="Submit for review").click()
    expect(editor.get_by_role("button", name="Publish")).to_have_count(0)

    # Noon: a second person publishes them all.
    for position in positions.values():
        decide(reviewer, site, position, "Publish", "Read beside the whole sentence.")
    reviewer.goto(f"{site}/desk/review/")
    expect(reviewer.locator("main")).to_contain_text("Nothing waits.")
    page.goto(f"{site}/positions/?source={article.SLUG}")
    expect(page.locator("#results tbody tr")).to_have_count(5)

    # One is withdrawn: its page stays and says why.
    decide(reviewer, site, positions[ERADICATION], "Withdraw", "He spoke of one field, not of a policy.")
    page.goto(f"{site}/positions/{positions[ERADICATION].public_id}/")
    expect(page.locator("main")).to_contain_text("He spoke of one field, not of a policy.")

    # A change of what is published: proposed by one, applied by the other ...
    address = f"{site}/positions/{positions[STRATEGY].public_id}/"
    editor.goto(f"{site}/desk/positions/{positions[STRATEGY].public_id}/correct/")
    editor.get_by_label("Stance", exact=True).select_option(label="Opposes")
    editor.get_by_label("Reason for this change").fill("A review means that it should not go on.")
    editor.get_by_role("button", name="Propose the change").click()
    page.goto(address)
    expect(page.locator(".verdict")).to_contain_text("Leans towards opposition")
    reviewer.goto(editor.url)
    reviewer.get_by_role("button", name="Apply the change").click()
    page.goto(address)
    expect(page.locator(".verdict")).to_contain_text("Opposes")

    # ... and undone in the same way, by going back to the version before.
    editor.goto(f"{address}history/")
    version = Position.objects.get(pk=positions[STRATEGY].pk).version - 1
    editor.locator(f"#version-{version}").get_by_role("link", name="Go back to this version").click()
    editor.get_by_label("Reason").fill("To ask for a review is not to oppose it.")
    editor.get_by_role("button", name="Propose it").click()
    reviewer.goto(editor.url)
    reviewer.get_by_role("button", name="Apply the change").click()
    page.goto(address)
    expect(page.locator(".verdict")).to_contain_text("Leans towards opposition")

    # Evening: readers see what was corrected, when and why, and nobody's name.
    page.goto(f"{site}/corrections/")
    for reason in ("He spoke of one field", "A review means that", "To ask for a review"):
        expect(page.locator("main")).to_contain_text(reason)
    expect(page.locator("main")).not_to_contain_text("user-")
