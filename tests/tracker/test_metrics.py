"""What Prometheus is told, and who may ask."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.http import HttpResponse
from django.test import RequestFactory

import pytest
from prometheus_client import REGISTRY

from tests.factories import make_position, make_user
from tracker.porch.metrics import measured

pytestmark = pytest.mark.django_db
TOKEN = "a token of twenty characters"


@pytest.fixture
def asked(client, settings):
    settings.METRICS_TOKEN = TOKEN
    settings.MIDDLEWARE = ["tracker.porch.metrics.measured", *settings.MIDDLEWARE]
    return lambda: client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})


def test_without_a_setting_there_is_no_such_page(client):
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN])
def test_without_the_token_there_is_no_such_page(client, settings, sent):
    settings.METRICS_TOKEN = TOKEN

    assert client.get("/metrics", headers={"authorization": sent}).status_code == 404


def test_requests_are_told_by_route_method_and_status(client, asked):
    before = REGISTRY.get_sample_value(
        "tracker_request_seconds_count", {"method": "GET", "route": "methods", "status": "200"}
    )

    client.get("/methods/")
    told = asked().content.decode()

    after = REGISTRY.get_sample_value(
        "tracker_request_seconds_count", {"method": "GET", "route": "methods", "status": "200"}
    )
    assert after == (before or 0) + 1
    assert 'tracker_request_seconds_bucket{le="0.1",method="GET",route="methods",status="200"}' in told


def test_memory_and_database_are_told(client, asked):
    make_position()
    client.get("/positions/")

    told = asked().content.decode()

    assert "tracker_database_up 1.0" in told
    assert "tracker_columns_rows 1.0" in told
    assert "tracker_columns_bytes" in told and "tracker_columns_revision" in told


def test_nothing_tells_who_asked_or_for_what(client, asked):
    user = make_user("editor", email="somebody@example.org")
    client.force_login(user)
    client.get("/positions/?q=secret-words", REMOTE_ADDR="198.51.100.7")
    client.generic("SECRETMETHOD", "/secret-path/")

    told = asked().content.decode()

    for secret in (user.username, "somebody", "secret-words", "198.51.100.7", "SECRETMETHOD", "secret-path"):
        assert secret not in told


def test_no_request_of_eight_threads_is_lost():
    answering, request = measured(lambda asked: HttpResponse()), RequestFactory().get("/")
    labels = {"method": "GET", "route": "", "status": "200"}
    before = REGISTRY.get_sample_value("tracker_request_seconds_count", labels) or 0

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: answering(request), range(800)))

    assert REGISTRY.get_sample_value("tracker_request_seconds_count", labels) == before + 800
