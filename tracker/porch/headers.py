"""Headers that every answer leaves with, whatever made it: a page, a static file, a refusal or a failure.

A page's own policy stands, as that of the pictures for frames. HSTS, nosniff and the like are Django's.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from csp.utils import build_policy

Answering = Callable[[HttpRequest], HttpResponseBase]

# What would cost a reader something if a page were ever made to ask for it. The rest a browser refuses to
# frames anyway; each word here is sent with every file of a page.
UNUSED = ("browsing-topics", "camera", "display-capture", "geolocation", "microphone", "payment", "usb")
ALWAYS = {
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "X-Permitted-Cross-Domain-Policies": "none",
    "Origin-Agent-Cluster": "?1",
}
POLICY = "Content-Security-Policy"
UNSAID = "no-cache"  # of answers that say nothing themselves: some caches would keep those for minutes
FOR_FRAMES = "frame-ancestors *"


def own_headers(get_response: Answering) -> Answering:
    strictest = build_policy(config=settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])

    def answering(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if response.status_code != 304:  # it stands for what was told before
            response.headers.setdefault("Cache-Control", UNSAID)
        if not (settings.DEBUG and response.status_code in (404, 500)):  # Django's own pages have styles
            response.headers.setdefault(POLICY, strictest)
        is_framed = FOR_FRAMES in response.headers.get(POLICY, "")
        if not is_framed:
            response.headers.setdefault("X-Frame-Options", "DENY")
        is_for_all = is_framed or "Access-Control-Allow-Origin" in response
        readers = "cross-origin" if is_for_all else "same-origin"
        response.headers.setdefault("Cross-Origin-Resource-Policy", readers)
        return response

    return answering
