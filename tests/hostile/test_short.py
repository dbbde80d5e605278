"""A short attack on the site as it runs; the long one is a command, see the package."""

from __future__ import annotations

from itertools import islice

from django.core.management import call_command

import pytest

from policy_positions.models import Position
from tests.factories import make_user

from .requests import requests
from .sending import Site, throw

REQUESTS = 400


@pytest.fixture
def record_on_a_server(live_server, transactional_db) -> Site:
    call_command("load_record", verbosity=0)
    return Site(live_server.url)


def test_nothing_that_is_thrown_breaks_the_site(record_on_a_server: Site):
    reviewer = make_user("reviewer")
    sessions = {"reviewer": record_on_a_server.sign_in(reviewer.username, "a long enough password")}
    ids = tuple(Position.objects.values_list("public_id", flat=True)[:20])

    # Bodies in parts are for the long run: the server of the tests fails on some, where gunicorn does not.
    thrown = (each for each in requests(7, tuple(sessions), ids) if "multipart" not in str(each.headers))
    tally = throw(record_on_a_server, islice(thrown, REQUESTS), sessions)

    assert tally.failures == []
    assert tally.sent == REQUESTS
    assert {200, 302, 400, 403, 404, 405} <= tally.statuses.keys()
