"""Taking in sources, in a browser: paste, upload, duplicates, dates, a corrected text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from policy_positions.models import Source
from tests import an_article
from tests.factories import make_user


@pytest.fixture
def editor(page: Page, site: str) -> Page:
    user = make_user("editor")
    page.goto(f"{site}/desk/sources/new/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Take in a source")).to_be_visible()
    return page


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep the source").click()


def upload(page: Page, site: str, path: Path) -> None:
    """Choosing a file is enough where scripts run."""
    page.goto(f"{site}/desk/sources/new/")
    page.get_by_label("Or a file").set_input_files(path)
    expect(page.get_by_text("Read, and not kept yet")).to_be_visible()


def test_a_page_is_taken_in_by_choosing_it_looking_and_keeping(editor, site, tmp_path):
    upload(editor, site, an_article.uploaded(tmp_path, encoding="cp1252"))

    expect(editor.get_by_label("Text of the source")).to_have_value(
        re.compile("“No farmer should go to prison")
    )
    expect(editor.get_by_label("Title", exact=True)).to_have_value(an_article.TITLE)
    expect(editor.locator("[name=issued_on]")).to_have_value("2012-04")
    keep(editor)

    expect(editor).to_have_url(re.compile(f"/desk/sources/{an_article.SLUG}/"))
    assert Source.objects.get(slug=an_article.SLUG).issued_on.edtf() == "2012-04"


def test_duplicates_are_told_exact_ones_refused_and_near_ones_confirmed(editor, site, tmp_path):
    upload(editor, site, an_article.uploaded(tmp_path))
    keep(editor)
    expect(editor).to_have_url(re.compile(f"/desk/sources/{an_article.SLUG}/"))

    upload(editor, site, tmp_path / "article.html")
    expect(editor.get_by_role("alert")).to_contain_text("This very text is on record already")
    keep(editor)
    expect(editor.locator(".error")).to_contain_text("This very text is on record already")

    retold = tmp_path / "retold.txt"
    retold.write_text(an_article.RETOLD, encoding="utf-8")
    upload(editor, site, retold)
    editor.get_by_label("Title", exact=True).fill("A quarrel in the open")
    editor.get_by_label("Publisher").fill("The Other Paper")
    editor.locator("[name=issued_on]").fill("2012")
    keep(editor)
    expect(editor.locator(".error")).to_contain_text(
        "of its words stand, in the same order, in " + an_article.TITLE
    )
    editor.get_by_label("It is another text").check()
    keep(editor)
    expect(editor).to_have_url(re.compile("/desk/sources/the-other-paper-2012-a-quarrel-in-the-open/"))


def test_a_corrected_text_stands_beside_the_old_one(editor, site):
    editor.get_by_label("Text of the source").fill(an_article.TEXT)
    editor.get_by_label("Title", exact=True).fill(an_article.TITLE)
    editor.get_by_label("Publisher").fill(an_article.PUBLISHER)
    editor.locator("[name=issued_on]").fill(an_article.ISSUED)
    keep(editor)
    expect(editor).to_have_url(re.compile(f"/desk/sources/{an_article.SLUG}/"))

    editor.goto(f"{site}/desk/sources/{an_article.SLUG}/")
    editor.get_by_role("link", name="Hand in a corrected text").click()
    editor.get_by_label("Text of the source").fill("A note of the paper.\n\n" + an_article.TEXT)
    editor.get_by_label("What is corrected").fill("The paper added a note.")
    editor.get_by_role("button", name="Keep the corrected text").click()

    expect(editor.get_by_role("row", name="Text 2")).to_contain_text("newest")
    assert Source.objects.get(slug=an_article.SLUG).texts.count() == 2


def test_with_scripts_off_a_file_is_read_by_its_button(chromium: Browser, site, tmp_path):
    user = make_user("editor")
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/desk/sources/new/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()

    page.get_by_label("Or a file").set_input_files(an_article.uploaded(tmp_path))
    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_label("Title", exact=True)).to_have_value(an_article.TITLE)
    context.close()
