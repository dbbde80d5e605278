"""What the log of a public site tells of a request, and what it does not."""

from __future__ import annotations

import json
import logging

import pytest

from tests.factories import make_user
from tracker.logs import JsonLines

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, logger="tracker.requests")
    return lambda: [json.loads(JsonLines().format(record)) for record in caplog.records]


def test_a_request_leaves_one_line_with_its_number(client, lines):
    answer = client.get("/methods/", headers={"x-request-id": "from-the-proxy-1"})

    (told,) = (line for line in lines() if line["logger"] == "tracker.requests")
    assert answer["X-Request-ID"] == "from-the-proxy-1"
    assert (told["route"], told["method"], told["status"]) == ("methods", "GET", 200)


def test_a_number_that_could_forge_a_line_is_not_taken(client):
    answer = client.get("/methods/", headers={"x-request-id": "a\tb" * 10})

    assert len(answer["X-Request-ID"]) == 32


def test_no_line_tells_who_asked_or_for_what(client, lines):
    user = make_user("editor", email="somebody@example.org")
    client.force_login(user)

    client.get("/positions/?q=secret-words", REMOTE_ADDR="198.51.100.7")

    written = json.dumps(lines())
    assert "positions" in written
    for secret in (user.username, user.email, "secret-words", "198.51.100.7", client.session.session_key):
        assert secret not in written
