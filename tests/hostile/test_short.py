"""A short attack on the site as it runs; the long one is a command, see the package."""

from __future__ import annotations

from itertools import islice

from django.core.management import call_command

import pytest

from policy_positions.models import Position
from tests.factories import make_user

from .requests import requests
from .sending import BY_THE_SERVER, Site, throw

REQUESTS = 400


@pytest.fixture
def record_on_a_server(live_server, transactional_db) -> Site:
    call_command("load_record", verbosity=0)
    return Site(live_server.url)


def test_nothing_that_is_thrown_breaks_the_site(record_on_a_server: Site):
    reviewer = make_user("reviewer")
    sessions = {"reviewer": record_on_a_server.sign_in(reviewer.username, "a long enough password")}
    ids = tuple(Position.objects.values_list("public_id", flat=True)[:20])

    tally = throw(record_on_a_server, islice(requests(7, tuple(sessions), ids), REQUESTS), sessions)

    # The server of the tests itself fails on some headers; on gunicorn the long run counts these too.
    assert [failure for failure in tally.failures if BY_THE_SERVER not in failure] == []
    assert tally.sent == REQUESTS
    assert {200, 302, 400, 403, 404, 405} <= tally.statuses.keys()
