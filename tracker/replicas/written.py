"""How far the primary's log was when somebody wrote, signed, in their own cookie.

Whoever is signed in reads from the primary anyway; the cookie is for what they read after they signed out.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from .states import position_of_primary

KEPT_FOR = 10 * 60  # seconds: a replica so far behind is out of use anyway
SALT = "tracker.replicas.written"


def _name() -> str:
    return "__Host-written" if settings.SESSION_COOKIE_SECURE else "written"


def position_in(request: HttpRequest) -> int:
    """0 where there is no cookie, or one that is not ours."""
    told = request.get_signed_cookie(_name(), default="0", salt=SALT, max_age=KEPT_FOR)
    return int(told) if isinstance(told, str) else 0


def keep_position(response: HttpResponseBase) -> None:
    response.set_signed_cookie(
        _name(),
        str(position_of_primary()),
        salt=SALT,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_position(request: HttpRequest, response: HttpResponseBase) -> None:
    """A replica holds what they wrote: from now on they are nobody again."""
    if _name() in request.COOKIES:
        response.set_cookie(
            _name(), max_age=0, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
        response.headers.setdefault("Cache-Control", "private, no-store")
