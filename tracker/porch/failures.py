"""What is answered when something of ours fails: 500, or 503 where the fault passes."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator, Sequence

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError

from policy_positions.forms.labels import labels
from tracker.words import later as _

from .answers import Typed, answer

# Not reachable, too slow, full, in recovery or read-only: all of them pass, and none is the request's. A line
# that is cut in the middle of an answer is a DatabaseError of no kind.
AWAY = (OperationalError, InterfaceError, InternalError)
FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
RETRY_AFTER = 5  # seconds

IS_AWAY = _(
    "The database of the record does not do its work at the moment. Nothing was changed; try again shortly."
)
IS_FULL = _(
    "The site has no room left on its disk, so nothing can be saved or made ready at the moment. Nothing was "
    "changed, and reading goes on; tell the people who run the tracker, and try again later."
)
READ_ONLY = _(
    "Nothing can be saved at the moment: the record is kept for reading only. Nothing was changed, and "
    "reading goes on; try again later."
)
BROKEN = _(
    "The fault is the site’s, not yours, and it has been written to the log. Nothing was changed. "
    "If it happens again, tell the people who run the tracker the address and the time."
)
SAYS = {"25006": READ_ONLY, "53100": IS_FULL}  # by SQLSTATE


def server_error(request: HttpRequest) -> HttpResponse:
    """Without session, user or database: whatever failed may fail again."""
    if told := _passing(sys.exc_info()[1]):
        return unavailable(request, told)
    return _kept_by_nobody(answer(request, 500, BROKEN))


def unavailable(request: HttpRequest, told: str = IS_AWAY) -> HttpResponse:
    refusal = answer(request, 503, told, typed=_typed(request))
    refusal["Retry-After"] = str(RETRY_AFTER)
    return _kept_by_nobody(refusal)


def _passing(failure: BaseException | None) -> str:
    """What to say of a fault that passes; of every other nothing."""
    if isinstance(failure, AWAY) or type(failure) is DatabaseError:
        return SAYS.get(getattr(failure.__cause__, "pgcode", None) or "", IS_AWAY)
    is_full = any(isinstance(cause, OSError) and cause.errno in FULL for cause in _causes(failure))
    return IS_FULL if is_full else ""


def _causes(failure: BaseException | None) -> Iterator[BaseException]:
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__


def _typed(request: HttpRequest) -> Sequence[Typed]:
    """What was sent, for the page to send again: no file, which no page may fill in, and no password."""
    if request.method != "POST":
        return ()
    try:
        sent, files = request.POST, request.FILES
    except (SuspiciousOperation, BadRequest, MultiPartParserError, OSError):
        return ()
    if files or any("password" in name for name in sent):
        return ()
    called = labels(sent)
    return [Typed(name, called[name], str(value)) for name, values in sent.lists() for value in values]


def _kept_by_nobody(refusal: HttpResponse) -> HttpResponse:
    refusal["Cache-Control"] = "no-store"
    return refusal
