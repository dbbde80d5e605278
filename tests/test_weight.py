"""How much a page sends before anything is asked of it: text, style and scripts, as they go over the wire.

Counted compressed, with every script that another imports. plotly.js is in none of it: it comes when a reader
reaches for a picture, or when the browser has nothing else to do.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from django.contrib.staticfiles.finders import find
from django.core.management import call_command

import pytest

from tests.browser.page_types import MORE, addresses, make_work, public_names
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)

KILOBYTE = 1_000
COMPRESSION = 6
# Kilobytes of text, of style and of scripts, of every page of readers that has no line of its own.
USUAL = (9, 9, 12)
BUDGETS = {
    "home": (30, 10, 16),
    "home at a month": (30, 10, 16),
    "embed_map": (21, 9, 1),
    "positions": (12, 7, 17),
    "positions found by words": (9, 7, 17),
    "positions of an issue": (9, 7, 17),
    "no positions": (9, 7, 17),
    "api:docs": (13, 7, 1),
    "styleguide": (12, 14, 12),
}
FIRST_PAGE = 60


@cache
def wire(path: str) -> int:
    """Bytes of a static file with all that it imports, compressed."""
    return sum(len(gzip.compress(Path(found).read_bytes(), COMPRESSION)) for found in files(path))


def files(path: str, seen: frozenset[str] = frozenset()) -> set[str]:
    found = find(path)
    assert isinstance(found, str), f"{path} is no static file."
    text = Path(found).read_text()
    imports = re.findall(r"""^import [^'"]*['"](\./[^'"]+|\.\./[^'"]+)['"]""", text, re.MULTILINE)
    names = {normpath(join(dirname(path), name)) for name in imports} - seen - {path}
    return {found}.union(*(files(name, seen | {path}) for name in names))


def weight(html: str) -> tuple[float, float, float]:
    """Kilobytes of text, style and scripts."""
    styles = re.findall(r'<link rel="stylesheet" href="/static/([^"]+)"(?! media="print")', html)
    scripts = re.findall(r'<script[^>]* src="/static/([^"]+)"', html)
    text = len(gzip.compress(html.encode(), COMPRESSION))
    sizes = (text, sum(map(wire, styles)), sum(map(wire, scripts)))
    return tuple(round(size / KILOBYTE, 1) for size in sizes)


@pytest.fixture
def pages(client) -> dict[str, str]:
    """What each public page type sends."""
    call_command("load_record", verbosity=0)
    admin = make_user("admin")
    make_work(make_user("editor"), make_user("reviewer"), admin)
    everybodys = public_names() | MORE.keys()
    found = {name: address for name, address in addresses(admin).items() if name in everybodys}
    return {name: client.get(address).content.decode() for name, address in found.items()}


def test_no_page_is_heavier_than_its_budget(pages):
    weighed = {name: weight(html) for name, html in pages.items()}

    too_heavy = {
        name: (sizes, BUDGETS.get(name, USUAL))
        for name, sizes in weighed.items()
        if any(size > most for size, most in zip(sizes, BUDGETS.get(name, USUAL), strict=True))
    }
    assert too_heavy == {}
    assert pages.keys() >= BUDGETS.keys()


def test_the_first_page_is_whole_within_sixty_kilobytes(pages):
    assert sum(weight(pages["home"])) < FIRST_PAGE


def test_no_page_brings_plotly_with_it(pages):
    brought = [name for name, html in pages.items() if re.search(r"<(script|link)[^>]*plotly", html)]

    assert brought == []
    assert "plotly-geo.min.js" in pages["home"]  # the map says where it may be had
