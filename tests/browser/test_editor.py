"""A statement on its way: an editor takes in a text and drafts, a reviewer publishes, a reader reads."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from policy_positions.models import Position
from tests.factories import make_user

PASSWORD = "a long enough password"
# Written for this test, with traps: curly quotes, a no-break space, a passage that stands there twice.
TEXT = (
    "BRIDGETOWN, Barbados — “We will not jail people for possession,” Prime Minister Freundel Stuart said "
    "in\u00a0May 2013. "
    "He repeated it: “We will not jail people for possession,” he said, “and that is that.” "
    "Reporters asked about eradication; he gave no answer."
)


@pytest.fixture
def desk(chromium: Browser, site: str):
    """Sign somebody of that group in, in a window of their own."""
    opened = []

    def sign_in(group: str) -> Page:
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

    yield sign_in
    for context in opened:
        context.close()


def _take_in_the_text(page: Page, site: str) -> None:
    page.goto(f"{site}/desk/sources/new/")
    page.get_by_label("Text of the source").fill(TEXT)
    page.get_by_label("Title", exact=True).fill("Barbados will not jail users")
    page.get_by_label("Publisher").fill("The Daily")
    page.locator("[name=issued_on]").fill("2013-05")
    page.locator("main form").get_by_role("button").last.click()
    expect(page).to_have_url(re.compile("/desk/sources/the-daily-2013-05-barbados-will-not-jail-users/read/"))
    page.goto(page.url.replace("/read/", "/positions/new/"))


def _draft(page: Page, passage: str) -> None:
    page.get_by_label("Country").select_option(label="Barbados")
    page.get_by_label("Issue").select_option(label="Decriminalization")
    page.get_by_label("Stance", exact=True).select_option(label="Supports")
    page.locator("[name=stated]").fill("2013-05")
    page.get_by_label("Summary").fill("The prime minister says that possession will not lead to prison.")
    page.locator("[name=passages-0-exact]").fill(passage)
    page.locator("[name=passages-0-voice]").select_option(label="Direct speech")
    page.get_by_role("button", name=re.compile("Save")).click()


def test_a_draft_is_published_by_a_second_person_and_read_by_all(desk, page: Page, site: str) -> None:
    editor = desk("editor")
    _take_in_the_text(editor, site)
    _draft(editor, 'and that is that."')
    expect(editor).to_have_url(re.compile(r"/desk/positions/\w+/$"))
    editor.get_by_role("button", name=re.compile("Submit")).click()
    expect(editor.get_by_role("button", name="Publish")).to_have_count(0)

    reviewer = desk("reviewer")
    reviewer.goto(editor.url)
    expect(reviewer.locator("main")).to_contain_text("The passage starts inside a sentence")
    reviewer.get_by_label("Reason").fill("The rest of the sentence is quoted beside it.")
    reviewer.get_by_role("button", name="Publish").click()

    position = Position.objects.published().get(country__iso3="BRB")
    page.goto(f"{site}/positions/{position.public_id}/")
    expect(page.locator("blockquote").first).to_contain_text("and that is that.”")
    page.goto(f"{site}/positions/?country=BRB")
    expect(page.locator("#results tbody tr")).to_have_count(1)


def test_a_passage_that_is_not_in_the_text_is_refused_and_nothing_typed_is_lost(desk, site: str) -> None:
    editor = desk("editor")
    _take_in_the_text(editor, site)

    _draft(editor, "We will jail people for possession")

    expect(editor.locator("main")).to_contain_text("does not stand, word for word")
    expect(editor.locator("[name=passages-0-exact]")).to_have_value("We will jail people for possession")
    expect(editor.get_by_label("Summary")).to_have_value(
        "The prime minister says that possession will not lead to prison."
    )
    assert not Position.objects.filter(country__iso3="BRB").exists()


def test_a_passage_that_stands_there_twice_is_asked_for(desk, site: str) -> None:
    editor = desk("editor")
    _take_in_the_text(editor, site)

    _draft(editor, "We will not jail people for possession")
    expect(editor.locator("main")).to_contain_text("stands 2 times")
    editor.get_by_role("radio").last.check()
    editor.get_by_role("button", name=re.compile("Save")).click()

    expect(editor).to_have_url(re.compile(r"/desk/positions/\w+/$"))
    quotation = Position.objects.get(country__iso3="BRB").quotations.get()
    assert quotation.start == TEXT.rindex("We will not jail")


def test_a_returned_draft_says_why(desk, site: str) -> None:
    editor = desk("editor")
    _take_in_the_text(editor, site)
    _draft(editor, "he gave no answer")
    editor.get_by_role("button", name=re.compile("Submit")).click()
    reviewer = desk("reviewer")

    reviewer.goto(editor.url)
    reviewer.get_by_label("Reason").last.fill("This passage is on eradication.")
    reviewer.get_by_role("button", name="Return").click()

    editor.reload()
    expect(editor.locator("main")).to_contain_text("This passage is on eradication.")
