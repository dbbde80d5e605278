"""Signing in, and being told to wait."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from axes.models import AccessAttempt

MINUTE = 60
NAME_LENGTH = AccessAttempt._meta.get_field("username").max_length


def client_address(request: HttpRequest) -> str:
    """Whoever connects; behind the proxy that the installation trusts, whom that proxy says it speaks for.

    Only the last address is the proxy's own word: what stands before it, the sender can write at will.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.SECURE_PROXY_SSL_HEADER and forwarded:
        return str(forwarded.rpartition(",")[2].strip())
    return str(request.META.get("REMOTE_ADDR", ""))


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str | None:
    """Whose account is tried, as long as the record of attempts can hold: anybody may send a longer name."""
    name = (credentials or request.POST).get("username")
    return name and str(name)[:NAME_LENGTH]


def locked_out(
    request: HttpRequest, response: Any, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """429, and for how long."""
    seconds = _seconds_left(request, name_tried(request, credentials) or "")
    page = render(request, "accounts/locked_out.html", {"minutes": math.ceil(seconds / MINUTE)}, status=429)
    page["Retry-After"] = str(seconds)
    return page


def _seconds_left(request: HttpRequest, username: str) -> int:
    pause: timedelta = settings.AXES_COOLOFF_TIME
    last = (
        AccessAttempt.objects.filter(username=username, ip_address=client_address(request))
        .order_by("-attempt_time")
        .first()
    )
    until = (last.attempt_time if last else timezone.now()) + pause
    return max(1, math.ceil((until - timezone.now()).total_seconds()))
