"""The list of positions where network or site fails: what stood stays, is said to, and is asked for again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

FAILED = "The rows could not be fetched."


def fail(route: Route) -> None:
    route.fulfill(status=500, content_type="text/html", body="<h1>Broken</h1>")


@pytest.mark.parametrize("failing", [lambda route: route.abort("internetdisconnected"), fail])
def test_a_swap_that_fails_says_so_and_is_asked_for_again(page: Page, site: str, failing) -> None:
    page.goto(f"{site}/positions/")
    rows = page.locator("#results tbody tr")
    asks_for_rows = re.compile(r"stance=oppose")
    page.route(asks_for_rows, failing)

    page.get_by_role("checkbox", name=re.compile("^Opposes")).check()

    expect(page.get_by_role("alert")).to_contain_text(FAILED)
    expect(rows).to_have_count(31)
    page.unroute(asks_for_rows)
    page.get_by_role("button", name="Try again").click()
    expect(rows).to_have_count(5)
    expect(page.get_by_text(FAILED)).to_have_count(0)
    expect(page).to_have_url(asks_for_rows)


def test_while_rows_are_fetched_the_list_says_that_it_is_busy(page: Page, site: str) -> None:
    page.goto(f"{site}/positions/")
    results = page.locator("#results")
    held: list[Route] = []
    page.route(re.compile(r"stance=oppose"), lambda route: held.append(route))

    page.get_by_role("checkbox", name=re.compile("^Opposes")).check()

    expect(results).to_have_attribute("aria-busy", "true")
    held[0].continue_()
    expect(page.locator("#results tbody tr")).to_have_count(5)
    expect(results).not_to_have_attribute("aria-busy", "true")
