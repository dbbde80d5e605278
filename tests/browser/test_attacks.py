"""Chromium on pages of which every text is an attack: no script runs, and no policy is called on.

ATTACK_ROUNDS sets how often the record is written anew with other payloads first: once in `make test`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.template import engines

import pytest
from playwright.sync_api import BrowserContext, Error, Page, expect

from tests.access.table import Row, make_people, make_record, rows, signed_in

from .payloads import PAYLOADS
from .poisoning import poison

ROUNDS = int(os.environ.get("ATTACK_ROUNDS", "1"))
IS_LONG = ROUNDS > 1
# Runs before everything else of each document, whatever its policy, and keeps what happens. The browser's own
# viewer of XML brings a style, which is refused.
WATCH = """
window.ran = [];
window.refused = [];
window.canary = (number) => { (window.top ?? window).ran.push(number); return ''; };
const viewed = ['application/xml', 'text/xml', 'application/atom+xml'];
document.addEventListener('securitypolicyviolation', ({ violatedDirective: refused }) => {
  if (refused !== 'style-src-elem' || !viewed.includes(document.contentType)) window.refused.push(refused);
});
"""
# Markup that none of our own pages has: what would run one click or one weaker policy later.
LIVE_MARKUP = """() => [...document.querySelectorAll('*')].flatMap((element) =>
  [...element.attributes].filter(({ name, value }) => name.startsWith('on') || name.startsWith('hx-on')
    || name === 'srcdoc'
    || (/href|src|action|data$/.test(name) && /^[\\s\\0-\\x20]*(java|vb)script:/i.test(value)))
    .map(({ name, value }) => `${element.localName} ${name}=${value.slice(0, 60)}`))
  .concat([...document.scripts].filter((each) => !each.src && each.type !== 'application/json')
    .map((each) => each.outerHTML.slice(0, 80)))"""
HOLDS_AN_ATTACK = "() => document.documentElement.textContent.includes('canary(')"

# Addresses that say again what they were asked for.
REFLECTING = (
    *("/positions/?q=", "/positions/?country=", "/positions/?sort=", "/?as_of=", "/positions/?", "/nothing/"),
    *("/desk/review/?issue=", "/curate/audit/?q=", "/accounts/login/?next=", "/admin/?", "/api/v1/"),
)
# Pages that would be no test if they showed no attack.
SHOWN = {
    *("home", "positions", "position", "position_history", "country", "leader", "issue", "source"),
    *("matrix", "compare", "coverage", "methods", "corrections", "feed", "corrections_feed"),
    *("embed_map", "leader_timeline_embed", "map_svg", "leader_timeline", "api:position"),
    *("desk", "desk_drafts", "desk_position", "desk_source", "desk_correction", "desk_second", "desk_read"),
    *(
        "curate_audit",
        "curate_act",
        "curate_summit",
        "curate_leader",
        "curate_issue",
    ),
}


def watched(context: BrowserContext) -> Page:
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(10_000)
    return page


def sign_in(context: BrowserContext, site: str, user: User) -> None:
    cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": site}])


def open_in(page: Page, address: str) -> bool:
    """Whether it is a page: a download is none."""
    try:
        answer = page.goto(address, wait_until="load")
    except Error as error:
        if "Download is starting" in str(error):
            return False
        raise
    assert answer is None or answer.status < 500, address
    return True


def harm(page: Page) -> list[str]:
    """What went wrong on the page that is open."""
    ran, refused = page.evaluate("() => [window.ran ?? [], window.refused ?? []]")
    return [
        *(f"ran {each}" for each in ran),
        *(f"refused {each}" for each in refused),
        *page.evaluate(LIVE_MARKUP),
    ]


def pages_of(role: str) -> Iterator[Row]:
    for row in rows():
        if (
            row.method == "GET"
            and row.answers[role] == "200"
            and (IS_LONG or not row.name.startswith("admin"))
        ):
            yield row


@pytest.fixture
def people(live_server, transactional_db) -> dict[str, User | None]:
    with transaction.atomic():  # what is published must have its passages by the end
        people = make_people()
        make_record(people)
    return people


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize("role", ["reviewer", "admin"] if IS_LONG else ["admin"])
def test_no_page_runs_what_its_texts_hold(chromium, live_server, people, role, number):
    refused = poison(number)
    context = chromium.new_context()
    sign_in(context, live_server.url, people[role])
    page, harmed, attacked = watched(context), {}, set()

    for row in pages_of(role):
        if open_in(page, live_server.url + row.address(role)):
            if found := harm(page):
                harmed[str(row)] = found
            if page.evaluate(HOLDS_AN_ATTACK):
                attacked.add(row.name)
    context.close()

    assert refused == {"Leader.wikidata"}
    assert harmed == {}
    assert attacked >= SHOWN, SHOWN - attacked


def test_no_address_runs_what_it_holds(chromium, live_server, people):
    context = chromium.new_context()
    sign_in(context, live_server.url, people["admin"])
    page, harmed = watched(context), {}

    for payload in PAYLOADS if IS_LONG else PAYLOADS[::8]:
        sent = quote(payload, safe="")
        for address in REFLECTING:
            if open_in(page, live_server.url + address + sent) and (found := harm(page)):
                harmed[address + payload] = found
    context.close()

    assert harmed == {}


@pytest.mark.parametrize("address", ["/?issue=held", "/countries/GTM/"])
def test_no_card_of_a_picture_runs_what_it_shows(chromium, live_server, people, address):
    poison(0)
    page = watched(chromium.new_context(viewport={"width": 1440, "height": 1000}))

    page.goto(live_server.url + address)
    stage = page.locator("[data-map=frame], .chronicle-stage").first
    stage.hover(position={"x": 3, "y": 3})
    expect(page.locator(".js-plotly-plot").first).to_be_attached(timeout=20_000)
    cards = set()
    for mark in page.locator("a.state[data-iso3=GTM], .chronicle-wide a").all()[:6]:
        box = mark.bounding_box()
        if box:
            page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=3)
            page.wait_for_timeout(200)
            cards.add(
                page.evaluate(
                    "() => document.querySelector('[data-map=card], .chronicle-stage .card').textContent"
                )
            )

    assert any("canary(" in card for card in cards), cards
    assert harm(page) == []
    page.context.close()


def test_without_escaping_the_same_record_runs_scripts(chromium, live_server, people, monkeypatch):
    """The twin: what escaping keeps out, and that the policy keeps it out once more."""
    poison(0)
    monkeypatch.setattr(engines["pages"].env, "autoescape", False)
    monkeypatch.setattr(engines["pages"].env, "cache", None)

    without_policy = watched(chromium.new_context(bypass_csp=True))
    with_policy = watched(chromium.new_context())
    ran, ran_all_the_same, refused = [], [], []
    for place in ("sources", "summits", "leaders", "issues"):
        without_policy.goto(f"{live_server.url}/{place}/held/")
        with_policy.goto(f"{live_server.url}/{place}/held/")
        ran += without_policy.evaluate("window.ran")
        ran_all_the_same += with_policy.evaluate("window.ran")
        refused += with_policy.evaluate("window.refused")
    without_policy.context.close()
    with_policy.context.close()

    assert ran and refused
    assert ran_all_the_same == []
