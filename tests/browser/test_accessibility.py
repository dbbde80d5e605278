"""Every page type through axe: WCAG 2.0 to 2.2, levels A and AA, and best practice, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from policy_positions.models import Position
from tests.factories import make_user

from .conftest import DESKTOP, PHONE

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
PAGES = (
    "/",
    "/?issue=legalization&as_of=2012-04",
    "/positions/",
    "/positions/?q=drug+-kerry&country=GTM&country=USA",
    "/positions/?issue=eradication&stance=support",
    "/positions/?country=XYZ",
    "/countries/",
    "/countries/GTM/",
    "/countries/CAN/",
    "/leaders/",
    "/leaders/otto-perez-molina/",
    "/summits/",
    "/summits/sixth-summit-of-the-americas/",
    "/issues/",
    "/issues/legalization/",
    "/sources/",
    "/sources/globalpost-2012-04-havana/",
    "/matrix/",
    "/compare/?country=GTM&country=USA",
    "/agreement/",
    "/coverage/",
    "/methods/",
    "/corrections/",
    "/corrections/?act=withdraw",
    "/api/v1/docs/",
    "/accounts/login/",
    "/nowhere/",
)
WORKPLACES = (
    "/desk/",
    "/desk/sources/",
    "/desk/sources/new/",
    "/desk/sources/globalpost-2012-04-havana/",
    "/desk/sources/globalpost-2012-04-havana/text/",
    "/desk/drafts/",
    "/desk/review/",
    "/desk/second/",
    "/desk/imports/",
    "/curate/",
    "/curate/summits/",
    "/curate/summits/sixth-summit-of-the-americas/",
    "/curate/summits/sixth-summit-of-the-americas/participation/",
    "/curate/summits/sixth-summit-of-the-americas/positions/",
    "/curate/summits/import/",
    "/curate/offices/",
    "/curate/leaders/",
    "/curate/issues/",
    "/curate/merges/",
    "/curate/people/",
    "/curate/health/",
    "/curate/audit/",
    "/curate/releases/",
    "/accounts/",
    "/accounts/second-factor/set-up/",
)


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


def test_no_public_page_shuts_a_reader_out(reader: BrowserContext, site: str) -> None:
    position = Position.objects.published().first()
    page = reader.new_page()

    faults = {}
    for address in (*PAGES, position.get_absolute_url()):
        page.goto(site + address)
        faults[address] = faults_of(page)

    assert {address: found for address, found in faults.items() if found} == {}


def test_no_public_page_shuts_a_reader_with_a_phone_out(chromium: Browser, site: str) -> None:
    context = chromium.new_context(viewport=PHONE, bypass_csp=True)
    page = context.new_page()

    faults = {}
    for address in PAGES:
        page.goto(site + address)
        faults[address] = faults_of(page)

    assert {address: found for address, found in faults.items() if found} == {}
    context.close()


def test_no_page_of_work_shuts_out_who_works_on_it(reader: BrowserContext, site: str, client) -> None:
    client.force_login(make_user("admin"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    reader.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page = reader.new_page()

    faults, closed = {}, []
    for address in WORKPLACES:
        response = page.goto(site + address)
        faults[address] = faults_of(page)
        if response is None or response.status != 200 or page.url != site + address:
            closed.append(address)

    assert closed == []
    assert {address: found for address, found in faults.items() if found} == {}


def test_axe_finds_a_picture_without_a_name(reader: BrowserContext, site: str) -> None:
    """The tests above can fail."""
    page = reader.new_page()
    page.goto(f"{site}/methods/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert list(faults_of(page)) == ["image-alt"]
