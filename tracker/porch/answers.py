"""What the porch itself answers, without session or database: pages to people, RFC 9457 to machines."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

API = "/api/"
Typed = Sequence[tuple[str, str]]  # what a form held, by the names of its fields


def answer(request: HttpRequest, status: int, detail: str, *, typed: Typed = ()) -> HttpResponse:
    title = HTTPStatus(status).phrase
    if request.path_info.startswith(API):
        told = {"title": title, "status": status, "detail": detail, "errors": []}
        return JsonResponse(told, status=status, content_type="application/problem+json")
    context = {"title": title, "detail": detail, "typed": typed, "address": request.get_full_path()}
    return render(None, "refused.html", context, status=status)
