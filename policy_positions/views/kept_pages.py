"""Pages that are a function of the record and their address: made once a revision, and then handed out again.

Nothing is ever thrown away because of an edit: a page is kept under the revision of the record, which moves
in the same transaction as every publication, and under all else that it depends on.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import NamedTuple, TypeGuard

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from ..models import DataRevision

View = Callable[..., HttpResponseBase]

KEPT_BYTES = 32 * 1024 * 1024  # a process
LARGEST = 2 * 1024 * 1024
COMPRESSION = 5
# What a page may look different by, beside its address: it is kept once for each of their values.
VARIES_BY = ("HX-Request", "HX-History-Restore-Request", "HX-Boosted")
KNOWN_VARIATIONS = {name.lower() for name in VARIES_BY} | {"accept-encoding"}

EDITION = (("templates", "*"), ("policy_positions", "*.py"), ("static", "*"), ("locale", "*.mo"))


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
        if request.method != "GET" or request.COOKIES or "Authorization" in request.headers:
            return self.get_response(request)
        try:
            with DataRevision.objects.asked_once() as revision:
                return self._answer(request, revision)
        except DatabaseError:  # pages that need no database may still answer
            return self.get_response(request)

    def _answer(self, request: HttpRequest, revision: object) -> HttpResponseBase:
        tag = _tag(request, revision)
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _dressed(HttpResponseNotModified(), tag)
        page = self.pages.get(tag)
        if page is None:
            response = self.get_response(request)
            if not _may_be_kept(response):
                return response
            # Made while the record changed, it may show more than its revision: nobody asks for that again.
            page = Page.of(response)
            self.pages.keep(tag, page)
        return _dressed(page.response(request), tag)


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


def _dressed(response: HttpResponse, tag: str) -> HttpResponse:
    """A browser may keep it, and asks each time whether it is still what stands on record."""
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    patch_vary_headers(response, (*VARIES_BY, "Accept-Encoding"))
    return response


def _tag(request: HttpRequest, revision: object) -> str:
    """Weak, since compressed or not it is the same page. It cannot be guessed for another day or edition."""
    told = (
        _edition(),
        revision,
        datetime.date.today(),  # no page shows a standing of days to come
        request.scheme,
        request.META.get("HTTP_HOST", ""),
        request.get_full_path(),
        *(request.headers.get(name, "") for name in VARIES_BY),
    )
    return f'W/"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=1)
def _edition() -> str:
    """Of the site itself: another one makes other pages of the same record."""
    files = [
        path
        for folder, pattern in EDITION
        for path in sorted((settings.BASE_DIR / folder).rglob(pattern))
        if path.is_file()
    ]
    told = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr((settings.SECRET_KEY, told)).encode()).hexdigest()


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
