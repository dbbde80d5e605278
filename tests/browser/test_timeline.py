"""The timeline in a browser: every mark is met by keyboard and pointer, and had as a file."""

from __future__ import annotations

import datetime
import re
import struct
from pathlib import Path

from django.db import transaction

from playwright.sync_api import Browser, Page, expect

from policy_positions.models import Country, Issue
from tests.factories import make_position

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


LIVE = ".chronicle-stage.is-live"


def reach(page: Page, site: str, address: str = "/countries/GTM/") -> None:
    """The pointer comes to the timeline, and plotly.js with it."""
    page.goto(f"{site}{address}")
    page.locator(".chronicle-stage").hover(position={"x": 3, "y": 3})
    expect(page.locator(LIVE)).to_be_visible(timeout=20_000)


def point_at(page: Page, words: str) -> None:
    mark = page.locator(".chronicle-wide").get_by_role("link", name=re.compile(words))
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)


def test_plotly_is_fetched_when_a_reader_reaches_for_the_timeline_and_not_before(
    page: Page, site: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{site}/countries/GTM/")
    page.wait_for_load_state("networkidle")
    before = [url for url in asked if "plotly-geo" in url or "timeline.json" in url]
    reach(page, site)

    assert before == []
    assert {url.rsplit("/", 1)[-1] for url in asked} >= {"plotly-geo.min.js", "timeline.json"}


def test_a_live_mark_stands_where_it_was_drawn_shows_its_passage_and_opens_its_position(
    page: Page, site: str
) -> None:
    reach(page, site)

    point_at(page, "^2012, Aid demands: Supports")
    card = page.locator(".chronicle-stage .card")
    expect(card).to_contain_text("we want to be compensated 50 percent by the consumer countries")
    expect(card).to_contain_text("Direct speech")
    expect(card).to_contain_text("GlobalPost")
    page.mouse.down()
    page.mouse.up()

    expect(page).to_have_url(re.compile(r"/positions/[0-9a-z]{10}/$"))
    expect(page.get_by_role("main")).to_contain_text("aid demands")


def test_a_change_of_stance_is_called_out_on_the_live_drawing_within_the_content_policy(
    page: Page, site: str
) -> None:
    guatemala, issue = Country.objects.get(iso3="GTM"), Issue.objects.get(slug="legalization")
    with transaction.atomic():
        make_position(country=guatemala, issue=issue, stance="oppose", stated_on=datetime.date(2013, 5, 1))

    reach(page, site)

    called_out = page.locator(".chronicle-plot .annotation", has_text="2012 Supports → 2013 Opposes")
    expect(called_out).to_have_count(1)


def test_a_period_is_enlarged_by_dragging_and_the_whole_comes_back(page: Page, site: str) -> None:
    reach(page, site)
    stage = page.locator(".chronicle-stage").bounding_box()
    years = page.locator(".chronicle-plot .xtick text")
    drawn = years.all_text_contents()
    assert stage is not None

    page.mouse.move(stage["x"] + stage["width"] * 0.65, stage["y"] + 60)
    page.mouse.down()
    page.mouse.move(stage["x"] + stage["width"] * 0.8, stage["y"] + 60, steps=5)
    page.mouse.up()
    expect(years.filter(has_text="Jun 2013").first).to_be_visible()
    page.get_by_role("button", name="Whole time").click()

    expect(years.filter(has_text="Jun 2013")).to_have_count(0)
    assert years.all_text_contents() == drawn


def test_the_keyboard_reads_the_drawing_when_plotly_is_live_and_enlarged(page: Page, site: str) -> None:
    reach(page, site)
    page.get_by_role("button", name="Zoom in").click()
    page.mouse.move(0, 0)

    mark = page.locator(".chronicle-wide").get_by_role("link", name=re.compile("^2012, Aid demands"))
    page.locator(".chronicle-wide").get_by_role("link").first.focus()
    while not mark.evaluate("link => link === document.activeElement"):
        page.keyboard.press("Tab")

    expect(page.locator(".chronicle-stage .card")).to_contain_text("50 percent by the consumer countries")
    expect(mark).to_have_css("opacity", "1")


def test_a_finger_pins_the_card_and_follows_its_link(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{site}/countries/GTM/")

    page.locator(".chronicle-narrow").get_by_role("link", name=re.compile("^2012, Aid demands")).tap()
    card = page.locator(".chronicle-stage .card")
    expect(card).to_contain_text("50 percent by the consumer countries")
    card.get_by_role("link", name="Open").click()

    expect(page).to_have_url(re.compile(r"/positions/[0-9a-z]{10}/$"))
    context.close()
