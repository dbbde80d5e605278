"""Pages that are a function of the record and their address: made once a revision, and then handed out again.

Nothing is ever thrown away because of an edit: a page is kept under the revision of the record, which moves
in the same transaction as every publication, and under all else that it depends on.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from functools import wraps
from typing import NamedTuple, TypeGuard

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from ..freshness import HTMX, View, is_held, not_modified, page_for_all, tag_of_record, told_by_contents
from ..latest import Latest
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
        response.is_of_the_record = True  # type: ignore[attr-defined] # for KeptPages
        return response

    return marked


class KeptPages:
    """Middleware. Who brings a cookie is somebody: every page is made anew for them, and none is kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages: Latest[Page] = Latest(KEPT_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_reading = request.method in ("GET", "HEAD")
        if not is_reading or request.COOKIES or "HTTP_AUTHORIZATION" in request.META:
            return self.get_response(request)
        try:
            with DataRevision.objects.asked_once() as revision:
                return self._answer(request, revision)
        except DatabaseError:  # pages that need no database may still answer
            return self.get_response(request)

    def _answer(self, request: HttpRequest, revision: Revision | None) -> HttpResponseBase:
        tag = tag_of_record(request, revision)
        if is_held(tag, request):
            return _made_before(not_modified(tag, revision))
        page = self.pages.get(tag)
        if page is not None:
            return _made_before(page.response(request))
        response = self.get_response(request)
        if not _may_be_kept(response):
            return told_by_contents(request, response, revision)
        # Made while the record changed, it may show more than its revision: nobody asks for that again.
        page = Page.of(page_for_all(response, tag, revision))
        if page.nbytes <= LARGEST:
            self.pages.keep(tag, page)
        return page.response(request)


def _made_before(response: HttpResponse) -> HttpResponse:
    """Nothing more is on it than its revision held."""
    response.is_kept = True  # type: ignore[attr-defined] # asked where replicas are compared
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
    """Packed, with every header that is the same for each who asks."""

    headers: dict[str, str]
    compressed: bytes

    @classmethod
    def of(cls, response: HttpResponse) -> Page:
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        return cls(headers, gzip.compress(response.content, COMPRESSION, mtime=0))

    @property
    def nbytes(self) -> int:
        return len(self.compressed)

    def response(self, request: HttpRequest) -> HttpResponse:
        is_compressed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
        content = self.compressed if is_compressed else gzip.decompress(self.compressed)
        packing = {"Content-Encoding": "gzip"} if is_compressed else {}
        return HttpResponse(content, headers={**self.headers, **packing, "Content-Length": str(len(content))})
