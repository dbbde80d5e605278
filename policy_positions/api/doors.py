"""What every answer to a machine keeps: who may read it, and when it need not be sent again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified
from django.utils.http import parse_etags

from ..models import DataRevision

# Raise it when answers to the same address change their shape: what was kept elsewhere is then fetched anew.
EDITION = 1
READING = ("GET", "HEAD", "OPTIONS")
A_DAY = 86_400

View = Callable[..., HttpResponseBase]


def revalidated(view: View) -> View:
    """An answer is a function of the record and the address: while neither changed it is not made again."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        tag = _entity_tag(request)
        response = HttpResponseNotModified() if _is_held(tag, request) else view(request, *args, **kwargs)
        if response.status_code in (200, 304) and request.method != "OPTIONS":
            response["ETag"] = tag
            response["Cache-Control"] = "public, no-cache"
        return response

    return answer


def _entity_tag(request: HttpRequest) -> str:
    told = f"{EDITION} {DataRevision.objects.of_this_request()} {request.build_absolute_uri()}"
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'


def _is_held(tag: str, request: HttpRequest) -> bool:
    held = parse_etags(request.headers.get("If-None-Match", ""))
    return request.method in ("GET", "HEAD") and any(
        tag.removeprefix("W/") == each.removeprefix("W/") for each in held
    )


def open_to_every_origin(view: View) -> View:
    """Pages of other sites may read, since there is nothing here that only some may read; none may send."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method in READING:
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "ETag"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = ", ".join(READING)
            response["Access-Control-Allow-Headers"] = "If-None-Match"
            response["Access-Control-Max-Age"] = str(A_DAY)
        return response

    return answer
