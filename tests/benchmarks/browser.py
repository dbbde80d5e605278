"""The first page in Chromium, slowed down four times: what it weighs, how fast it follows its slider."""

from __future__ import annotations

import os
import shutil
import statistics
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

SLOWED = 4
KEYS = 9
# The script runs before any of the page's own, and beside them: the page's policy binds what the page brings.
_WATCH = """
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((task) => task.duration)))
    .observe({ type: 'longtask', buffered: true });
  window.painted = [];
  window.addEventListener('keydown', () => {
    const pressed = performance.now();
    new MutationObserver((changes, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => window.painted.push(performance.now() - pressed)));
    }).observe(document.querySelector('.map-body'), {
      subtree: true, attributes: true, attributeFilter: ['fill', 'href'],
    });
  }, true);
"""


def measured(address: str) -> dict[str, float]:
    """Kilobytes and milliseconds; empty where there is no Chromium."""
    path = shutil.which("chromium")
    if path is None:
        return {}
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's loop runs in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        page.add_init_script(_WATCH)
        page.add_init_script(_ON_A_SLOW_LINE)
        figures = {"first page, kilobytes over the wire before Plotly": _weight(page, session, address)}
        figures["first page, longest task in milliseconds before the map is touched"] = max(
            [0.0, *_value(session, "window.longTasks")]
        )
        figures["slider, milliseconds from key to paint"] = _key_to_paint(page, session)
        browser.close()
    return figures


def _weight(page: Page, session: CDPSession, address: str) -> float:
    """What the page fetches until it stands whole. Plotly comes later, when the map is reached for."""
    sizes: dict[str, float] = {}
    urls: dict[str, str] = {}
    session.send("Network.enable")
    session.on(
        "Network.requestWillBeSent", lambda sent: urls.update({sent["requestId"]: sent["request"]["url"]})
    )
    session.on(
        "Network.loadingFinished", lambda done: sizes.update({done["requestId"]: done["encodedDataLength"]})
    )
    page.goto(address, wait_until="networkidle")
    return sum(size for key, size in sizes.items() if "plotly" not in urls.get(key, "")) / 1000


# As on a slow line, where Plotly is not fetched unasked.
_ON_A_SLOW_LINE = "Object.defineProperty(navigator, 'connection', { value: { effectiveType: '3g' } });"


def _key_to_paint(page: Page, session: CDPSession) -> float:
    """The median of some keys, the first aside: it waits for the steps, which are fetched on focus."""
    slider = page.locator("#map-month")
    slider.focus()
    for _ in range(KEYS):
        slider.press("PageDown")
        page.wait_for_timeout(400)
    return statistics.median(_value(session, "window.painted")[1:] or [float("inf")])


def _value(session: CDPSession, expression: str) -> Any:
    return session.send("Runtime.evaluate", {"expression": expression, "returnByValue": True})["result"][
        "value"
    ]
