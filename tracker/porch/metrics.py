"""Numbers for Prometheus: requests by route, what is held in memory, whether the database answers.

Nothing of who asked, nor for what. They are told to who brings METRICS_TOKEN; else there is no such page.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from policy_positions.columns import held

from .methods import KNOWN
from .watch import is_alive, place_of

Answering = Callable[[HttpRequest], HttpResponseBase]

REQUESTS = Histogram(
    "tracker_request_seconds",
    "How long answers took to begin.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


class Health(Collector):
    """Looked at when it is asked for."""

    def describe(self) -> list[Metric]:
        """Nothing is looked at merely because the module is read."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        up = _database_answers()
        yield GaugeMetricFamily("tracker_database_up", "Does PostgreSQL give a sign of life?", value=up)
        columns = held()
        if columns is not None:
            number = columns.revision[0] if columns.revision else 0
            yield GaugeMetricFamily("tracker_columns_revision", "The revision held in memory.", value=number)
            yield GaugeMetricFamily("tracker_columns_rows", "Published positions held.", value=columns.size)
            size = columns.arrays.nbytes
            yield GaugeMetricFamily("tracker_columns_bytes", "What their arrays take.", value=size)


def _database_answers() -> bool:
    try:
        connection.ensure_connection()
    except (DatabaseError, InterfaceError):
        return False
    place = place_of(connection)
    return place is not None and is_alive(place)


REGISTRY.register(Health())


def measured(get_response: Answering) -> Answering:
    def answering(request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        response = get_response(request)
        route = request.resolver_match.view_name if request.resolver_match else ""
        method = request.method if request.method in KNOWN else "other"
        REQUESTS.labels(method, route, response.status_code).observe(time.perf_counter() - began)
        return response

    return answering


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    token = settings.METRICS_TOKEN
    if not token or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {token}"):
        raise Http404
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    """Several processes add theirs up in the folder that the library's own variable names."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    registry.register(Health())
    return registry
