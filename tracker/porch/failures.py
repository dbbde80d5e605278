"""What is answered when something of ours fails: 500, or 503 where the database will be back."""

from __future__ import annotations

import sys

from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse

from .answers import answer

# Not reachable, too slow, full, in recovery or read-only: all of them pass, and none is the request's.
AWAY = (OperationalError, InterfaceError, InternalError)
RETRY_AFTER = 5  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """Without session, user or database: whatever failed may fail again."""
    if isinstance(sys.exc_info()[1], AWAY):
        return unavailable(request)
    return _kept_by_nobody(
        answer(
            request,
            500,
            "The fault is the site’s, not yours, and it has been written to the log. Nothing was changed. "
            "If it happens again, tell the people who run the tracker the address and the time.",
        )
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    refusal = answer(
        request,
        503,
        "The database of the record does not do its work at the moment. Nothing was changed; "
        "try again shortly.",
    )
    refusal["Retry-After"] = str(RETRY_AFTER)
    return _kept_by_nobody(refusal)


def _kept_by_nobody(refusal: HttpResponse) -> HttpResponse:
    refusal["Cache-Control"] = "no-store"
    return refusal
