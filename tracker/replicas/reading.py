"""The middleware: who is nobody and only reads, reads from a replica that was chosen for them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack

from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse

from policy_positions.models import DataRevision

from .choosing import AT_THE_PRIMARY, Source, Sources
from .router import PRIMARY, SAFE, each_read_from, reading_from, reads_as_nobody, source
from .written import forget_position, keep_position, position_in

SHOW_NOTHING = ("/livez", "/readyz")
AWAY = 503


class Reading:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.sources = Sources()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info in SHOW_NOTHING:
            return self.get_response(request)
        if reads_as_nobody(request):
            return self._read(request)
        response = self.get_response(request)
        if request.method not in SAFE:
            self._has_written(response)
        return response

    def _read(self, request: HttpRequest) -> HttpResponseBase:
        chosen = self.sources.choose(position_in(request))
        response = self._answer(request, chosen)
        if chosen.alias == PRIMARY:
            return response
        if response.status_code == AWAY:  # nothing has been sent yet, and nothing was written
            self.sources.outages.begin(chosen.alias)
            return self._answer(request, AT_THE_PRIMARY)
        forget_position(request, response)
        return response

    def _answer(self, request: HttpRequest, chosen: Source) -> HttpResponseBase:
        with ExitStack() as around:
            around.enter_context(reading_from(chosen.alias))
            if chosen.is_known:
                around.enter_context(DataRevision.objects.going_by(chosen.revision))
            response = self.get_response(request)
            self.sources.has_shown(source(), made_anew=not getattr(response, "is_kept", False))
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = each_read_from(chosen.alias, iter(response))
        return response

    def _has_written(self, response: HttpResponseBase) -> None:
        """An answer that it was written stands, even where the primary has failed since."""
        try:
            keep_position(response)
        except (DatabaseError, InterfaceError):
            return
