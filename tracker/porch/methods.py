"""The methods that the site knows. Views say which of these they take; no view is asked about another."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from tracker.words import later as _

from .answers import API, answer

KNOWN = ("GET", "HEAD", "POST", "OPTIONS")
READING = ("GET", "HEAD", "OPTIONS")  # all that the API takes

REFUSAL = _("This address is read with GET; nothing here is put, patched or deleted.")

Answering = Callable[[HttpRequest], HttpResponseBase]


def known_methods_only(get_response: Answering) -> Answering:
    """Django's own views take PUT for POST or for GET: refused here, for all of them at once."""

    def answering(request: HttpRequest) -> HttpResponseBase:
        if request.method == "HEAD":
            return _head_of(get_response(request))
        if request.method in KNOWN:
            return get_response(request)
        refusal = answer(request, 405, REFUSAL)
        refusal["Allow"] = ", ".join(READING if request.path_info.startswith(API) else KNOWN)
        return refusal

    return answering


def _head_of(response: HttpResponseBase) -> HttpResponseBase:
    """Of an answer that views make whole: a web server would drop its body, and complain."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = ()
    elif isinstance(response, HttpResponse):
        response.content = b""
    return response
