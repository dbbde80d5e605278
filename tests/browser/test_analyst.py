"""What an analyst does on the site, on the shipped record."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from playwright.sync_api import Page, expect


def test_reads_a_country_off_the_map_and_opens_its_passage(page: Page, site: str) -> None:
    page.goto(site)

    page.get_by_label("Issue").select_option(label="Aid demands")
    guatemala = page.locator("a.state[data-name=Guatemala]").first
    guatemala.focus()

    expect(page.locator("[data-map=card]")).to_contain_text("we want to be compensated 50 percent")
    expect(page.locator("[data-map=card]")).to_contain_text("Otto Pérez Molina, President of Guatemala")


def test_moves_the_slider_back_before_anything_was_said(page: Page, site: str) -> None:
    page.goto(f"{site}/?issue=legalization")
    expect(page.locator("[data-map=status]")).to_contain_text("6 of 35")

    page.locator("#map-month").press("Home")

    expect(page.locator("[data-map=status]")).not_to_contain_text("6 of 35")


def test_filters_the_table_to_guatemala_and_goes_back(page: Page, site: str) -> None:
    page.goto(f"{site}/positions/")

    page.locator("details", has_text="Country").first.locator("summary").click()
    page.get_by_role("checkbox", name=re.compile("Guatemala")).check()
    expect(page).to_have_url(re.compile("country=GTM"))
    expect(page.locator("#results tbody tr")).to_have_count(4)
    page.go_back()

    expect(page.locator("#results tbody tr")).to_have_count(31)


def test_finds_an_alias_without_its_accent_and_sees_the_hit(page: Page, site: str) -> None:
    page.goto(f"{site}/positions/?q=Perez+kilo")

    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("mark").first).to_have_text("kilo")


def test_downloads_exactly_what_is_filtered(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/positions/?country=GTM&issue=aid-demands")

    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).click()
    download.value.save_as(tmp_path / "positions.csv")

    with (tmp_path / "positions.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["country"] for row in rows} == {"GTM"}
    assert [row["voice"] for row in rows] == ["direct", "reported", "reported"]


def test_reads_the_site_without_scripts(chromium, site: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/?issue=aid-demands&as_of=2013-06")

    page.locator("a.state[data-name=Guatemala]").first.dispatch_event("click")
    page.wait_for_url(re.compile("/positions/.*country=GTM"))

    expect(page.locator("#results tbody tr")).to_have_count(1)
    expect(page.locator("#results")).to_contain_text("50 percent by the consumer countries")
    page.context.close()


def test_learns_what_is_wrong_with_a_broken_link(page: Page, site: str) -> None:
    response = page.goto(f"{site}/positions/?country=Guatemala&stanse=support")

    assert response is not None
    assert response.status == 400
    expect(page.locator("main")).to_contain_text("stanse")
    expect(page.locator("main")).to_contain_text("Guatemala")
