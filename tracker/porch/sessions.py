"""Sessions for who has one: without the cookie, every reader is served the same page."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

_KEY = re.compile("[0-9a-z]{8,40}")
PRIVATE = "private, no-store"


class Sessions(SessionMiddleware):
    """An answer to who brings no cookie varies by none, though its page asked whether somebody is signed in.

    What was made for a session is kept by no cache, neither on the way nor in the browser.
    """

    def process_request(self, request: HttpRequest) -> None:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if key and not _KEY.fullmatch(key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]  # never one of ours; the database is not asked
        super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        session = getattr(request, "session", None)
        brought = settings.SESSION_COOKIE_NAME in request.COOKIES
        if session is None or not (brought or session.modified):
            return response
        if session.accessed:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return super().process_response(request, response)
