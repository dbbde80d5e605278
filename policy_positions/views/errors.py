"""Pages for what went wrong: each says what it was and what would be right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .near import near


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, naming each parameter that cannot be understood."""
    return render(request, "400.html", {"faults": getattr(exception, "faults", ())}, status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with a search of the positions and the pages whose addresses are like the one asked for."""
    return render(request, "404.html", {"near": near(request.path)}, status=404)
