"""What the porch itself answers, without session or database: pages to people, RFC 9457 to machines."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from tracker.words import later as _

API = "/api/"
TITLES = {
    400: _("Not understood"),
    405: _("Not possible here"),
    500: _("Something broke here"),
    503: _("Not available for the moment"),
}


class Typed(NamedTuple):
    """What a field of a form held, under its name and under what the form calls it."""

    name: str
    label: str
    value: str


def answer(request: HttpRequest, status: int, detail: str, *, typed: Sequence[Typed] = ()) -> HttpResponse:
    if request.path_info.startswith(API):
        told = {"title": HTTPStatus(status).phrase, "status": status, "detail": str(detail), "errors": []}
        return JsonResponse(told, status=status, content_type="application/problem+json")
    title = TITLES[status]
    context = {"title": title, "detail": detail, "typed": typed, "address": request.get_full_path()}
    return render(None, "refused.html", context, status=status)
