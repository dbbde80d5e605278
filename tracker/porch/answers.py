"""What the porch itself answers, without session or database: pages to people, RFC 9457 to machines."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

API = "/api/"


def answer(request: HttpRequest, status: int, detail: str) -> HttpResponse:
    title = HTTPStatus(status).phrase
    if request.path_info.startswith(API):
        told = {"title": title, "status": status, "detail": detail, "errors": []}
        return JsonResponse(told, status=status, content_type="application/problem+json")
    return render(None, "refused.html", {"title": title, "detail": detail}, status=status)
