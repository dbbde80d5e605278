"""What every answer to a machine keeps: pages of every site may read it."""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponseBase

from ..freshness import View

READING = ("GET", "HEAD", "OPTIONS")
A_DAY = 86_400


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
