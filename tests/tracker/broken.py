"""Addresses of a site on which everything goes wrong, for tests of what is answered then."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path

from tracker.urls import handler400, handler403, handler404, handler500
from tracker.urls import urlpatterns as working

__all__ = ["handler400", "handler403", "handler404", "handler500"]


def _raising(error: Exception):
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("400", _raising(SuspiciousOperation())),
    path("403", _raising(PermissionDenied())),
    path("500", _raising(ZeroDivisionError())),
    path("503", _raising(OperationalError("no route to the password hunter2"))),
    path("es/503", _raising(OperationalError("no route to the password hunter2"))),
    path("api/v1/503", _raising(OperationalError("no route to the password hunter2"))),
    *working,
]
