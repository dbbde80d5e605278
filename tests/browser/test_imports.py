"""A file of rows at the desk, in a browser: checked, corrected, imported, and nothing the second time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from policy_positions import editing
from policy_positions.models import Position
from tests import an_article
from tests.factories import make_user
from tests.uploads.rows import as_csv

ROW = {
    "source": an_article.SLUG,
    "exact": an_article.LEGALIZATION_GTM,
    "voice": "direct",
    "country": "GTM",
    "leader": "otto-perez-molina",
    "issue": "legalization",
    "stance": "support",
    "stated_on": "2012-03",
    "summary": "Perez wants a legal market.",
}

IMPORT = re.compile(r"^Import \D*\d+ position")


@pytest.fixture
def editor(page: Page, site: str) -> Page:
    user = make_user("editor")
    reference = {"slug": an_article.SLUG, "title": an_article.TITLE, "publisher": an_article.PUBLISHER}
    editing.add_source({**reference, "issued_precision": "unknown"}, an_article.TEXT, by=user)
    page.goto(f"{site}/desk/imports/")
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Import a file of rows")).to_be_visible()
    return page


def check(page: Page, site: str, rows: list[dict[str, str]], tmp_path) -> None:
    path = tmp_path / "rows.csv"
    path.write_bytes(as_csv(rows))
    page.goto(f"{site}/desk/imports/")
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_role("heading", name="Row by row")).to_be_visible(timeout=20_000)


def test_a_file_is_corrected_imported_and_changes_nothing_the_second_time(editor, site, tmp_path):
    before = Position.objects.count()

    check(editor, site, [{**ROW, "exact": an_article.TWICE}], tmp_path)
    expect(editor.get_by_role("status")).to_contain_text("1 row is rejected")
    expect(editor.get_by_role("row").last).to_contain_text("stands 2 times in the text")
    expect(editor.get_by_role("button", name=IMPORT)).to_have_count(0)
    assert Position.objects.count() == before

    check(editor, site, [ROW], tmp_path)
    expect(editor.get_by_role("button", name=IMPORT)).to_have_text("Import 1 position")
    editor.get_by_role("button", name=IMPORT).click()
    expect(editor.get_by_role("status")).to_contain_text("Imported.", timeout=20_000)
    editor.locator("tbody a").first.click()
    expect(editor).to_have_url(re.compile(r"/desk/positions/\w{10}/"))
    expect(editor.locator("main")).to_contain_text(an_article.LEGALIZATION_GTM)

    check(editor, site, [ROW], tmp_path)
    expect(editor.get_by_role("status")).to_contain_text("Nothing would change")
    assert Position.objects.count() == before + 1
