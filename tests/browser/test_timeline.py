"""The timeline in a browser: every mark is met by keyboard and pointer, and had as a file."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from .conftest import PHONE


def test_a_mark_opens_its_position_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}/countries/GTM/")
    chart = page.locator("svg.chronicle-wide")
    expect(page.locator("svg.chronicle-narrow")).to_be_hidden()

    mark = chart.get_by_role("link", name=re.compile("^April 2012, Legalization: Supports"))
    mark.focus()
    mark.press("Enter")

    expect(page).to_have_url(re.compile(r"/positions/[0-9a-z]{10}/$"))
    expect(page.get_by_role("main")).to_contain_text("Reporter’s reading")


def test_a_phone_without_scripts_has_the_whole_timeline_in_its_width(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/countries/GTM/")

    chart = page.locator("svg.chronicle-narrow")

    expect(chart.get_by_role("link", name=re.compile("2012|2013"))).to_have_count(6)
    box = chart.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    expect(page.get_by_role("button", name="PNG")).to_be_hidden()
    context.close()


def test_the_timeline_is_had_as_a_png_drawn_from_the_servers_file(page: Page, site: str) -> None:
    page.goto(f"{site}/countries/GTM/")

    with page.expect_download() as started:
        page.get_by_role("button", name="PNG").click()

    file = Path(started.value.path()).read_bytes()
    width, height = struct.unpack(">II", file[16:24])
    assert started.value.suggested_filename == "timeline.png"
    assert width == 2000 and height > 800
