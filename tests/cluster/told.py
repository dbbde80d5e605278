"""A middleware within that of the replicas: each answer tells where it was read, at what revision."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from policy_positions import columns
from policy_positions.models import DataRevision
from tracker.replicas.router import source


def told(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable:
    def answering(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.path_info.startswith(("/livez", "/readyz")):
            return response
        response["X-Read-From"] = source()
        if response.status_code < 500:
            response["X-Revision"] = str((DataRevision.objects.of_this_request() or (0,))[0])
            response["X-Columns"] = str(columns.held_number())
        return response

    return answering
