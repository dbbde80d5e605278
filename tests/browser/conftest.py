"""A browser on the real site: Chromium, driven by Playwright, with the shipped record."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.core.management import call_command

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

DESKTOP = {"width": 1440, "height": 1000}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("The browser tests need Chromium on PATH, as chromium.")
        pytest.skip("Chromium is not on PATH.")
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright's loop runs in this thread, and Django would take its queries for asynchronous ones.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, transactional_db) -> str:
    """The address of the site with the shipped record."""
    call_command("load_record", verbosity=0)
    return live_server.url


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A desktop window that fails the test when anything is fetched from elsewhere."""
    opened = chromium.new_context(viewport=DESKTOP, accept_downloads=True)
    strangers: list[str] = []
    opened.on("request", lambda request: strangers.append(request.url) if _is_foreign(request.url) else None)
    yield opened
    opened.close()
    assert strangers == []


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test on a script error or a breach of the content security policy."""
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on(
        "console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None
    )
    yield opened
    assert faults == []


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Another site: puts markup on a page of its own, and says where."""
    pages: list[str] = []

    class OnePage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages[-1].encode())

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), OnePage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield lambda markup: pages.append(markup) or f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def _is_foreign(url: str) -> bool:
    return not url.startswith(("http://localhost", "http://127.0.0.1", "blob:", "data:"))
