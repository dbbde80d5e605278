"""Pages that are a function of the record and their address: made once a revision, and then handed out again.

Nothing is ever thrown away because of an edit: a page is kept under the revision of the record, which moves
in the same transaction as every publication, and under all else that it depends on.
"""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeGuard

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified

from ..freshness import HTMX, View, is_held, page_for_all, tag_of_record, told_by_contents
from ..models import DataRevision
from ..models.data_revision import Revision

KEPT_BYTES = 32 * 1024 * 1024  # a process
LARGEST = 2 * 1024 * 1024
COMPRESSION = 5
# Beside its address a page is kept once for each of their values; it is packed for whoever unpacks.
KNOWN_VARIATIONS = {name.lower() for name in HTMX} | {"accept-encoding"}


def of_the_record(view: View) -> View:
    """Say that a page shows the published record and nothing else that changes: no draft, no person."""

    @wraps(view)
    def marked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.is_of_the_record = True  # type: ignore[attr-defined]
        return response

    return marked


class KeptPages:
    """Middleware. Who brings a cookie is somebody: every page is made anew for them, and none is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages = Pages(KEPT_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_reading = request.method in ("GET", "HEAD")
        if not is_reading or request.COOKIES or "Authorization" in request.headers:
            return self.get_response(request)
        try:
            with DataRevision.objects.asked_once() as revision:
                return self._answer(request, revision)
        except DatabaseError:  # pages that need no database may still answer
            return self.get_response(request)

    def _answer(self, request: HttpRequest, revision: Revision | None) -> HttpResponseBase:
        tag = tag_of_record(request, revision)
        if is_held(tag, request):
            return page_for_all(_made_before(HttpResponseNotModified()), tag, revision)
        page = self.pages.get(tag)
        if page is not None:
            return page_for_all(_made_before(page.response(request)), tag, revision)
        response = self.get_response(request)
        if not _may_be_kept(response):
            return told_by_contents(request, response, revision)
        # Made while the record changed, it may show more than its revision: nobody asks for that again.
        page = Page.of(response)
        self.pages.keep(tag, page)
        return page_for_all(page.response(request), tag, revision)


def _made_before(response: HttpResponse) -> HttpResponse:
    """Nothing more is on it than its revision held."""
    response.is_kept = True  # type: ignore[attr-defined]
    return response


def _may_be_kept(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    return (
        isinstance(response, HttpResponse)
        and getattr(response, "is_of_the_record", False)
        and response.status_code == 200
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and {name.strip().lower() for name in response.get("Vary", "").split(",") if name} <= KNOWN_VARIATIONS
    )


class Page(NamedTuple):
    headers: tuple[tuple[str, str], ...]
    compressed: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> Page:
        headers = tuple((name, value) for name, value in response.items() if name != "Content-Length")
        return cls(headers, gzip.compress(response.content, COMPRESSION, mtime=0))

    def response(self, request: HttpRequest) -> HttpResponse:
        is_compressed = "gzip" in request.headers.get("Accept-Encoding", "")
        content = self.compressed if is_compressed else gzip.decompress(self.compressed)
        response = HttpResponse(content, headers=dict(self.headers))
        response["Content-Length"] = str(len(content))
        if is_compressed:
            response["Content-Encoding"] = "gzip"
        return response


class Pages:
    """The latest used, as many as fit."""

    def __init__(self, room: int) -> None:
        self._room = room
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._taken = 0
        self._lock = threading.Lock()

    def get(self, tag: str) -> Page | None:
        with self._lock:
            if tag in self._pages:
                self._pages.move_to_end(tag)
            return self._pages.get(tag)

    def keep(self, tag: str, page: Page) -> None:
        if len(page.compressed) > LARGEST:
            return
        with self._lock:
            if tag not in self._pages:
                self._pages[tag] = page
                self._taken += len(page.compressed)
            while self._taken > self._room:
                _, oldest = self._pages.popitem(last=False)
                self._taken -= len(oldest.compressed)
