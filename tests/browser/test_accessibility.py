"""Every page type through axe: WCAG 2.0 to 2.2, levels A and AA, and best practice, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth.models import User

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.factories import make_user

from .conftest import DESKTOP, PHONE
from .page_types import MORE, addresses, make_work, public_names

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class Pages(NamedTuple):
    """Page types with their addresses, and who may open those of work."""

    public: dict[str, str]
    work: dict[str, str]
    admin: User


def sign_in(window: BrowserContext, site: str, client) -> None:
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])


def faults_of(page: Page) -> dict[str, list[str]]:
    """What axe finds on the page that is open: by rule, the elements at fault."""
    found = Axe().run(page, options={"runOnly": list(RULES), "resultTypes": ["violations"]})
    return {
        fault["id"]: [node["html"][:200] for node in fault["nodes"]] for fault in found.response["violations"]
    }


@pytest.fixture(params=["light", "dark"])
def reader(chromium: Browser, request) -> Iterator[BrowserContext]:
    """A window into which axe may be put: the pages' own policy would refuse its script."""
    opened = chromium.new_context(viewport=DESKTOP, color_scheme=request.param, bypass_csp=True)
    yield opened
    opened.close()


@pytest.fixture
def pages(site: str) -> Pages:
    """Every page type: those of readers, and those of work for an admin with the cookie of their session."""
    editor, reviewer, admin = (make_user(group) for group in ("editor", "reviewer", "admin"))
    make_work(editor, reviewer, admin)
    everybodys = public_names() | MORE.keys()
    found = addresses(admin)
    return Pages(
        public={name: address for name, address in found.items() if name in everybodys},
        work={name: address for name, address in found.items() if name not in everybodys},
        admin=admin,
    )


def read(window: BrowserContext, site: str, pages: dict[str, str]) -> dict[str, dict[str, list[str]]]:
    """What axe finds, by page type; empty where it finds nothing."""
    page = window.new_page()
    faults = {}
    for name, address in pages.items():
        page.goto(site + address)
        faults[name] = faults_of(page)
    return {name: found for name, found in faults.items() if found}


def test_no_public_page_shuts_a_reader_out(reader: BrowserContext, site: str, pages: Pages) -> None:
    assert read(reader, site, pages.public) == {}


def test_no_public_page_shuts_a_reader_with_a_phone_out(chromium: Browser, site: str, pages: Pages) -> None:
    phone = chromium.new_context(viewport=PHONE, bypass_csp=True)

    assert read(phone, site, pages.public) == {}
    phone.close()


def test_no_page_of_work_shuts_out_who_works_on_it(
    reader: BrowserContext, site: str, pages: Pages, client
) -> None:
    client.force_login(pages.admin)
    sign_in(reader, site, client)
    closed = [
        name for name, address in pages.work.items() if client.get(address, follow=True).status_code != 200
    ]

    faults = read(reader, site, pages.work)

    assert closed == []
    assert faults == {}


def test_no_page_is_wider_than_a_phone(chromium: Browser, site: str, pages: Pages, client) -> None:
    client.force_login(pages.admin)
    phone = chromium.new_context(viewport=PHONE, bypass_csp=True)
    sign_in(phone, site, client)
    page = phone.new_page()

    wide = []
    for name, address in (pages.public | pages.work).items():
        page.goto(site + address)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)

    assert wide == []
    phone.close()


def test_axe_finds_a_picture_without_a_name(reader: BrowserContext, site: str) -> None:
    """The tests above can fail."""
    page = reader.new_page()
    page.goto(f"{site}/methods/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert list(faults_of(page)) == ["image-alt"]
