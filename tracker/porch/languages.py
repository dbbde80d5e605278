"""The language of an answer is that of its address, and of nothing else: one address, one page.

English pages stand under the addresses that are cited; the others under /es/, /pt/ and /fr/.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from tracker.languages import language_of

Answering = Callable[[HttpRequest], HttpResponseBase]


def spoken(get_response: Answering) -> Answering:
    def answering(request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request.path_info)):
            return get_response(request)

    return answering
