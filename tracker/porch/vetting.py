"""What no address of the site holds is refused before any view, filter or query is asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from tracker.words import later as _

from .answers import answer

Answering = Callable[[HttpRequest], HttpResponseBase]

_CONTROL = re.compile(r"[\0-\x1f\x7f]")
_CONTROL_IN_QUERY = re.compile(
    r"%(?:0[0-8bcef]|1[0-9a-f]|7f)|[\0-\x1f\x7f]", re.IGNORECASE
)  # tab and line ends may be
IN_ADDRESS = _(
    "The address holds a character that nobody sees and that no address of this site has, such as NUL."
)
IN_TYPE = _("The type of the body holds a character that no type has.")


def visible_addresses_only(get_response: Answering) -> Answering:
    """PostgreSQL stores no NUL, and its driver raises at one: here it ends as the reader's mistake, a 400."""

    def answering(request: HttpRequest) -> HttpResponseBase:
        query = request.META.get("QUERY_STRING", "")
        if _CONTROL.search(request.path_info) or _CONTROL_IN_QUERY.search(query):
            return answer(request, 400, IN_ADDRESS)
        if _CONTROL.search(request.META.get("CONTENT_TYPE", "")):  # it names the codec to read the body with
            return answer(request, 400, IN_TYPE)
        return get_response(request)

    return answering
