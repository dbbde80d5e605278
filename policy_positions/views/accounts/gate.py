"""Nothing is done with a reviewer's or an admin's rights before the second factor is proven."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from django_otp.plugins.otp_totp.models import TOTPDevice

from tracker.languages import in_english

from ... import access

READING = ("GET", "HEAD", "OPTIONS")
WORKPLACES = ("/desk/", "/curate/", "/admin/")
ACCOUNTS = "/accounts/"


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask for it at the door of every place of work, and before anything is changed anywhere.

    Who has no session is not looked at, so that pages for everybody stay the same for everybody.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if (
            _is_work(request)
            and settings.SESSION_COOKIE_NAME in request.COOKIES
            and lacks_proof(request.user)
        ):
            asked_for = request.get_full_path() if request.method in READING else ""
            query = f"?{urlencode({'next': asked_for})}" if asked_for else ""
            return redirect(f"{reverse('second_factor')}{query}")
        return get_response(request)

    return middleware


def _is_work(request: HttpRequest) -> bool:
    place = in_english(request.path)
    if place.startswith(ACCOUNTS):
        return False
    return place.startswith(WORKPLACES) or request.method not in READING


def lacks_proof(user: Any) -> bool:
    """Has a second factor and has not proven it in this session, or must have one."""
    if not settings.SECOND_FACTOR_ROLES or not user.is_authenticated or user.is_verified():
        return False
    return has_factor(user) or access.must_prove_second_factor(user)


def has_factor(user: Any) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def is_proven(user: Any) -> bool:
    return bool(user.is_verified())
