"""The site as it runs, while its database is stopped, frozen and back again."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.servers import PublicSite, frozen, own_folder, stop
from tracker.localdb.cluster import LocalCluster

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

ADDRESS = "/api/v1/issues/"
SECRETS = ("password", "policy_positions", "PGSQL", "Traceback", "psycopg")


@pytest.fixture(scope="module")
def site() -> Iterator[PublicSite]:
    with own_folder() as home:
        cluster = LocalCluster(home / "db", linger=60)
        cluster.ensure_running()
        site = PublicSite(cluster)
        site.ask(ADDRESS)  # the first request imports all the others
        yield site
        site.stop()
        stop(cluster)


def test_a_stopped_database_is_a_503_at_once_and_the_first_request_after_is_answered(
    site: PublicSite,
) -> None:
    assert site.ask(ADDRESS).status == 200
    stop(site.cluster)

    away, ready, alive = site.ask(ADDRESS), site.ask("/readyz"), site.ask("/livez")

    assert (away.status, away.retry_after) == (503, "5")
    assert json.loads(away.body)["status"] == 503
    assert away.seconds < 5, "a fraction of a second when nothing else is running"
    assert (ready.status, alive.status) == (503, 200)
    assert not [word for word in SECRETS if word in away.body + ready.body]
    site.cluster.ensure_running()
    assert site.ask(ADDRESS).status == 200
    assert site.ask("/readyz").status == 200


def test_who_asks_after_a_restart_is_answered_though_the_open_line_is_dead(site: PublicSite) -> None:
    assert site.ask(ADDRESS).status == 200
    stop(site.cluster)
    site.cluster.ensure_running()

    answers = [site.ask(ADDRESS).status for _ in range(2)]

    assert answers == [200, 200]


def test_a_frozen_database_is_an_answer_within_5_seconds_and_heals(site: PublicSite) -> None:
    assert site.ask(ADDRESS).status == 200

    with frozen(site.cluster):
        away, after = site.ask(ADDRESS), site.ask(ADDRESS)

    assert away.status == 503
    assert away.seconds < 10, "4 or 5 when nothing else is running"
    assert after.status == 503
    assert after.seconds < away.seconds
    assert site.ask(ADDRESS).status == 200
