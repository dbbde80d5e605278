"""Pictures of every page type, to be looked at: `make gallery`, or some of them with ARGS.

On a record of its own in .gallerydb/: the shipped one with work under way, or N made-up positions.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(".gallery")
WIDTHS = (390, 768, 1440, 1920)
SCHEMES = ("light", "dark", "print")
PAPER = 718  # the width of A4 between its margins, at 96 pixels an inch
TALLEST = 6_000  # pixels: a longer page is cut there
# Of the page that is open: what is wider than the window, outermost first.
OVERFLOW = """() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.querySelectorAll('main *, header *, footer *')]
    .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll'))
    .slice(0, 3).map((e) => e.tagName.toLowerCase() + '.' + e.className)"""


class Shot(NamedTuple):
    name: str
    width: int
    scheme: str

    @property
    def file(self) -> str:
        return f"{re.sub('[^a-z0-9]+', '-', self.name.lower())}-{self.width}-{self.scheme}.png"


def main() -> None:
    asked = _asked()
    os.environ["DATABASE_URL"] = ""
    os.environ["LOCALDB_DIR"] = f".gallerydb/{asked.sample or 'record'}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "tracker.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    import django

    django.setup()
    FOLDER.mkdir(exist_ok=True)
    pages, cookie = _record(asked.sample)
    if asked.only:
        pages = {name: address for name, address in pages.items() if re.search(asked.only, name)}
    with _site() as base:
        _shoot(base, pages, cookie, asked.width or WIDTHS, asked.scheme or SCHEMES)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.gallery", description=__doc__)
    parser.add_argument("--only", help="a pattern that the names of the page types match, such as ^curate")
    parser.add_argument(
        "--width", type=int, action="append", help="of the window; more than one may be given"
    )
    parser.add_argument("--scheme", choices=SCHEMES, action="append")
    parser.add_argument("--sample", type=int, help="so many made-up positions in place of the shipped record")
    return parser.parse_args()


def _record(sample: int | None) -> tuple[dict[str, str], dict[str, str]]:
    """Every page type with its address, and the cookie of an admin; a record is made where there is none."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    from policy_positions.management.commands.make_demo_accounts import make_missing_accounts
    from tests.browser.page_types import addresses, make_work

    call_command("migrate", verbosity=0)
    is_new = not User.objects.filter(username="admin").exists()
    if is_new and sample:
        call_command("make_sample", sample)
    if is_new and not sample:
        call_command("load_record", verbosity=0)
    make_missing_accounts()
    editor, reviewer, admin = (User.objects.get(username=name) for name in ("editor", "reviewer", "admin"))
    if is_new:
        make_work(editor, reviewer, admin)
    session = SessionStore()
    session[SESSION_KEY] = str(admin.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = admin.get_session_auth_hash()
    session.create()
    return addresses(admin), {"name": settings.SESSION_COOKIE_NAME, "value": str(session.session_key)}


@contextmanager
def _site() -> Iterator[str]:
    from tests.benchmarks.serving import site

    with site() as server:
        yield server.base


def _shoot(base: str, pages: dict[str, str], cookie: dict[str, str], widths, schemes) -> None:
    from playwright.sync_api import sync_playwright

    from tests.browser.page_types import public_names

    everybodys = public_names()
    shots = []
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for scheme in schemes:
            for width in (PAPER,) if scheme == "print" else widths:
                # The site's policy forbids the measuring of what overflows.
                looks = {"viewport": {"width": width, "height": 900}, "bypass_csp": True}
                looks["color_scheme"] = "dark" if scheme == "dark" else "light"
                reader, admin = browser.new_context(**looks), browser.new_context(**looks)
                admin.add_cookies([{**cookie, "url": base}])
                for name, address in pages.items():
                    window = (reader if name in everybodys or " " in name else admin).new_page()
                    shot = Shot(name, width, scheme)
                    _take(window, base + address, shot)
                    shots.append(shot)
                    window.close()
                reader.close()
                admin.close()
    (FOLDER / "index.html").write_text(_index(shots))
    print(f"{len(shots)} pictures: {FOLDER}/index.html")


def _take(window, address: str, shot: Shot) -> None:
    if shot.scheme == "print":
        window.emulate_media(media="print")
    if (answer := window.goto(address)) and answer.status >= 500:
        print(f"{shot.name} answers {answer.status}: {address}")
    tall = min(TALLEST, window.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": shot.width, "height": tall}
    window.screenshot(path=FOLDER / shot.file, clip=clip, full_page=True)
    if wide := window.evaluate(OVERFLOW):
        print(f"{shot.name} is wider than {shot.width} pixels ({shot.scheme}): {json.dumps(wide)}")


def _index(shots: list[Shot]) -> str:
    figures = (
        f'<figure><img src="{shot.file}" alt="" loading="lazy"><figcaption>{escape(" ".join(map(str, shot)))}'
        "</figcaption></figure>"
        for shot in sorted(shots)
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1rem}img{width:22rem;border:1px solid #888}figure{margin:0}"
    return (
        f"<!doctype html><meta charset=utf-8><title>Gallery</title><style>{style}</style>{''.join(figures)}"
    )


if __name__ == "__main__":
    main()
