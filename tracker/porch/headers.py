"""Headers that answers leave with, whatever made them: all that a browser may show by itself is bound.

A page's own policy stands, as that of the pictures for frames. HSTS, nosniff and the like are Django's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.http.response import ResponseHeaders

from csp.utils import build_policy

Answering = Callable[[HttpRequest], HttpResponseBase]

# What would cost a reader something if a page were ever made to ask for it. The rest a browser refuses to
# frames anyway.
UNUSED = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "X-Permitted-Cross-Domain-Policies": "none",
    "Origin-Agent-Cluster": "?1",
}
POLICY = "Content-Security-Policy"
PARTS_OF_PAGES = ("text/css", "text/javascript")  # no browser makes a page of these, so nothing binds them
UNSAID = "no-cache"  # of answers that say nothing themselves: some caches would keep those for minutes
FOR_FRAMES = "frame-ancestors *"


def own_headers(get_response: Answering) -> Answering:
    strictest = build_policy(config=settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])

    def answering(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if response.status_code == 304:  # what was told before stands, such as a policy of the page's own
            return response
        headers = response.headers
        headers.setdefault("Cache-Control", UNSAID)
        is_styled = settings.DEBUG and response.status_code in (404, 500)  # by Django, on pages of its own
        if not headers.get("Content-Type", "").startswith(PARTS_OF_PAGES):
            _bind_page(headers, None if is_styled else strictest)
        is_for_all = FOR_FRAMES in headers.get(POLICY, "") or "Access-Control-Allow-Origin" in headers
        readers = "cross-origin" if is_for_all else "same-origin"
        headers.setdefault("Cross-Origin-Resource-Policy", readers)
        return response

    return answering


def _bind_page(headers: ResponseHeaders, policy: str | None) -> None:
    for name, value in ALWAYS.items():
        headers.setdefault(name, value)
    if policy:
        headers.setdefault(POLICY, policy)
    if FOR_FRAMES not in headers.get(POLICY, ""):
        headers.setdefault("X-Frame-Options", "DENY")
