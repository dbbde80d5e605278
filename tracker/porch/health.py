"""Is the process alive, and can it serve? A word for those who run the site, and nothing of how."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tracker.replicas.router import PRIMARY


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Asks nothing: a process that can answer need not be restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Asks the database: while neither primary nor replica answers, requests are better sent elsewhere."""
    if any(map(_answers, (*settings.REPLICAS, PRIMARY))):
        return HttpResponse("ok\n", content_type="text/plain")
    return HttpResponse("the database does not answer\n", content_type="text/plain", status=503)


def _answers(alias: str) -> bool:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except (DatabaseError, InterfaceError):
        return False
    return True
