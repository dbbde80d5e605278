"""The map under a pointer, a finger, a keyboard and a slider: drawn by the server, then live."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import PHONE

LIVE = re.compile(r"\bis-live\b")
STATES = "[...document.querySelectorAll('.state[data-name]')].map(s => [s.dataset.iso3, s.dataset.name])"
# The middle of a state's bubble or symbol, in the coordinates of the window.
SPOT = """(() => {
  const bubble = document.querySelector('.state[data-name][data-iso3=%(iso3)s] circle');
  const symbol = document.querySelector('.glyph[data-of=%(iso3)s]');
  symbol.scrollIntoView({ block: 'center' });
  if (bubble) {
    const { left, top, width, height } = bubble.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  }
  const { e, f } = symbol.transform.baseVal.consolidate().matrix;
  const { x, y } = new DOMPoint(e, f).matrixTransform(symbol.ownerSVGElement.getScreenCTM());
  return [x, y];
})()"""
SHOWN = """((month) => JSON.stringify({
  states: [...document.querySelectorAll('.state')].map((state) => [
    state.dataset.iso3, month(state), state.getAttribute('aria-label'),
    ...[...state.querySelectorAll('.land')].map((land) => land.getAttribute('fill')),
  ]),
  symbols: [...document.querySelectorAll('.glyph[data-of]')].map((symbol) => [
    symbol.dataset.of, symbol.getAttribute('class'), symbol.getAttribute('d'),
  ]),
  legend: [...document.querySelectorAll('[data-symbol]')]
    .map((entry) => entry.textContent.replace(/\\s+/g, ' ')),
  table: [...document.querySelectorAll('.standings tr[data-iso3], .standings li')].map((row) => [
    row.hidden, row.textContent.replace(/\\s+/g, ' ').trim(),
    ...[...row.querySelectorAll('a')].map(month),
    ...[...row.querySelectorAll('svg')].map((icon) => icon.outerHTML),
  ]),
  said: ['as-of', 'proposition', 'status']
    .map((part) => document.querySelector(`[data-map=${part}]`).textContent.trim()),
}))((link) => link.getAttribute('href').replace(/(as_of=\\d{4}-\\d{2})-\\d{2}/, '$1'))"""
# How far each state's land lies apart in the drawing and in plotly.js, at its four sides, at most.
APART = """(() => {
  const sides = (path) => {
    const { left, right, top, bottom } = path.getBoundingClientRect();
    return [left, right, top, bottom];
  };
  const live = [...document.querySelectorAll('.choroplethlocation')];
  return live.map((path) => {
    const drawn = document.querySelector(`.map-main [data-iso3=${path.__data__.loc}] .land`);
    return Math.max(...sides(path).map((side, i) => Math.abs(side - sides(drawn)[i])));
  });
})()"""


def script(page: Page, expression: str) -> Any:
    """What an expression is worth on the page, whose policy forbids Playwright's own evaluation."""
    session = page.context.new_cdp_session(page)
    answer = session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})
    session.detach()
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


@pytest.fixture
def live(page: Page, site: str) -> Page:
    page.goto(f"{site}/?issue=legalization")
    page.locator("[data-map=frame]").hover()
    expect(page.locator("[data-map=map]")).to_have_class(LIVE)
    return page


@pytest.fixture
def phone(chromium: Browser, site: str) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


def test_the_map_stands_whole_before_any_script(chromium: Browser, site: str) -> None:
    page = chromium.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/?issue=legalization&as_of=2012-04")

    guatemala = page.locator("a.state[data-name=Guatemala]")

    expect(page.locator("a.state[data-name]")).to_have_count(35)
    expect(guatemala).to_have_attribute(
        "aria-label", "Guatemala: Supports, April 2012, by a reporter’s reading"
    )
    expect(guatemala.locator(".land").first).to_have_attribute("fill", "url(#paint-characterized-support)")
    expect(page.locator("[data-map=play], [data-map=png], [data-map=zoom]").first).to_be_hidden()
    page.locator("#map-month").press("Home")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"as_of=\d{4}-\d{2}"))
    page.context.close()


def test_every_state_answers_to_the_pointer(live: Page) -> None:
    answers = {}
    for iso3, name in script(live, STATES):
        x, y = script(live, SPOT % {"iso3": iso3})
        live.mouse.move(x - 2, y - 2)
        live.mouse.move(x, y)
        expect(live.locator("[data-map=card] h3")).to_have_text(name)
        answers[iso3] = name

    assert len(answers) == 35


def test_every_state_answers_to_a_finger_with_a_card_that_holds_its_link(phone: Page, site: str) -> None:
    phone.route("**/plotly-geo*.js", lambda route: route.abort())
    phone.goto(site)

    for iso3, name in script(phone, STATES):
        phone.keyboard.press("Escape")
        x, y = script(phone, SPOT % {"iso3": iso3})
        phone.touchscreen.tap(x, y)

        expect(phone.locator("[data-map=card] h3")).to_have_text(name)
        expect(phone.locator("[data-map=card] a.more")).to_contain_text(f"Open {name}")

    assert "/positions/" not in phone.url


def test_the_live_map_answers_to_a_finger_as_the_drawing_does(phone: Page, site: str) -> None:
    phone.goto(site)
    phone.locator("[data-map=zoom] button").last.tap()
    expect(phone.locator("[data-map=map]")).to_have_class(LIVE)

    x, y = script(phone, SPOT % {"iso3": "BRA"})
    phone.touchscreen.tap(x, y)

    expect(phone.locator("[data-map=card] a.more")).to_contain_text("Open Brazil")


def test_a_click_opens_the_statements_of_the_state(live: Page) -> None:
    x, y = script(live, SPOT % {"iso3": "BRA"})

    live.mouse.move(x - 2, y - 2)
    live.mouse.move(x, y)
    expect(live.locator("[data-map=card] h3")).to_have_text("Brazil")
    live.mouse.click(x, y)

    expect(live).to_have_url(re.compile(r"/positions/\?.*country=BRA"))


def test_the_live_map_lies_on_the_drawing_to_the_pixel(live: Page) -> None:
    apart = script(live, APART)

    assert len(apart) == 35
    # Coasts are simplified alike, and rounded differently.
    assert max(apart) < 3


def test_a_zoomed_and_turned_map_returns_whole(live: Page) -> None:
    live.get_by_role("button", name="Zoom in").click()
    live.mouse.move(600, 500)
    live.mouse.down()
    live.mouse.move(500, 400, steps=5)
    live.mouse.up()
    moved = max(script(live, APART))

    live.get_by_role("button", name="Whole map").click()

    assert moved > 100
    expect(live.locator("[data-map=map]")).to_have_class(LIVE)
    assert max(script(live, APART)) < 3


@pytest.mark.parametrize("issue", ["aid-demands", "decriminalization"])
def test_the_slider_shows_what_the_server_would_draw(
    page: Page, site: str, chromium: Browser, issue: str
) -> None:
    page.goto(site)
    slider = page.locator("#map-month")

    page.locator("#map-issue").select_option(issue)
    slider.press("ArrowLeft")
    slider.press("ArrowLeft")
    expect(page).to_have_url(re.compile(f"issue={issue}&as_of="))
    expect(page.locator("[data-map=status]")).to_contain_text(slider.get_attribute("aria-valuetext") or "-")

    drawn = chromium.new_context(java_script_enabled=False).new_page()
    drawn.goto(page.url)
    assert json.loads(script(page, SHOWN)) == json.loads(script(drawn, SHOWN))
    drawn.context.close()


def test_the_keyboard_walks_from_neighbour_to_neighbour(live: Page) -> None:
    live.locator("[data-map=zoom] button").last.focus()
    live.keyboard.press("Tab")
    walked = []

    for key in ("u", "ArrowDown", "ArrowDown", "ArrowUp", "End", "Home", "c", "c", "c", "c", "c"):
        live.keyboard.press(key)
        walked.append(script(live, "document.activeElement.dataset.name"))

    assert walked == [
        *("United States", "Mexico", "Guatemala", "Belize", "Venezuela", "Antigua & Barbuda"),
        *("Canada", "Chile", "Colombia", "Costa Rica", "Cuba"),
    ]
    expect(live.locator("[data-map=card] h3")).to_have_text("Cuba")
    live.keyboard.press("Escape")
    expect(live.locator("[data-map=card]")).to_be_hidden()
    live.keyboard.press("Tab")
    assert script(live, "document.activeElement.textContent") == "SVG"


def test_arrow_keys_reach_every_state(live: Page) -> None:
    reached = script(
        live,
        """(() => {
          const states = [...document.querySelectorAll('.state[data-name]')];
          const reached = new Set();
          const waiting = [states[0]];
          while (waiting.length) {
            const state = waiting.pop();
            if (reached.has(state)) continue;
            reached.add(state);
            for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
              state.focus();
              state.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
              waiting.push(document.activeElement);
            }
          }
          return reached.size;
        })()""",
    )

    assert reached == 35


def test_playing_goes_from_change_to_change_and_can_be_paused(page: Page, site: str) -> None:
    page.goto(site)
    page.locator("#map-month").press("Home")
    first = page.locator("[data-map=as-of]").inner_text()

    page.get_by_role("button", name="Play").click()

    expect(page.locator("[data-map=as-of]")).not_to_have_text(first)
    month = script(page, "document.querySelector('#map-month').value")
    assert month in script(
        page, "[...document.querySelectorAll('#map-stops option')].map((stop) => stop.value)"
    )


def test_who_asked_for_less_motion_steps_by_hand(chromium: Browser, site: str) -> None:
    page = chromium.new_context(reduced_motion="reduce").new_page()
    page.goto(site)
    page.locator("#map-month").press("Home")

    page.get_by_role("button", name="Next change").click()

    expect(page.get_by_role("button", name="Next change")).to_be_visible()
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    page.context.close()


def test_the_picture_is_taken_with_its_title_and_at_twice_its_size(live: Page) -> None:
    with live.expect_download() as taken:
        live.get_by_role("button", name="PNG").click()

    width, height = struct.unpack(">II", Path(taken.value.path()).read_bytes()[16:24])
    assert width == 2000
    assert height > width
    assert re.fullmatch(r"americas-legalization-\d{4}-\d{2}\.png", taken.value.suggested_filename)


def test_a_map_that_cannot_come_alive_stays_as_drawn(page: Page, site: str) -> None:
    page.route("**/plotly-geo*.js", lambda route: route.abort())
    page.goto(f"{site}/?issue=legalization")

    with page.expect_event("console", lambda said: "The map stays as drawn" in said.text):
        page.locator("[data-map=frame]").hover()

    expect(page.locator("[data-map=map]")).not_to_have_class(LIVE)
    page.locator("a.state[data-name=Mexico]").hover()
    expect(page.locator("[data-map=card] h3")).to_have_text("Mexico")


def test_who_saves_data_is_sent_plotly_only_on_asking_for_it(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}/?issue=legalization")
    page.locator("a.state[data-name=Mexico]").hover()
    expect(page.locator("[data-map=card] h3")).to_have_text("Mexico")
    before = [url for url in fetched if "plotly" in url]

    page.get_by_role("button", name="Zoom in").click()

    expect(page.locator("[data-map=map]")).to_have_class(LIVE)
    assert before == []
    assert [url for url in fetched if "plotly-geo" in url]
