"""A number for every request, in its answer and in each line of the log that it causes.

A line tells the route, the status and how long it took: no query, no name, no network address.
"""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase

Answering = Callable[[HttpRequest], HttpResponseBase]

HEADER = "X-Request-ID"
_GIVEN = re.compile("[A-Za-z0-9-]{8,64}")  # by a proxy in front; anything else could forge lines of a log
_current: ContextVar[str] = ContextVar("request_id", default="")

log = logging.getLogger("tracker.requests")


def current() -> str:
    """The number of the request that is being answered; empty outside of one."""
    return _current.get()


def numbered(get_response: Answering) -> Answering:
    def answering(request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        number = given if _GIVEN.fullmatch(given) else secrets.token_hex(16)
        before = _current.set(number)
        began = time.monotonic()
        try:
            response = get_response(request)
            took = round((time.monotonic() - began) * 1000)
            route = request.resolver_match.view_name if request.resolver_match else ""
            told = {"method": request.method, "route": route, "status": response.status_code, "ms": took}
            log.info("answered", extra={"told": told})
        finally:
            _current.reset(before)
        response.headers[HEADER] = number
        return response

    return answering
