"""What of the replicas needs no cluster: tests/cluster has the rest."""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from django.test import RequestFactory
from django.urls import reverse

import pytest

from policy_positions.models import Position
from tracker.replicas.choosing import Sources
from tracker.replicas.outages import RETRIED_AFTER, Outages
from tracker.replicas.router import Router, each_read_from, reading_from, reads_as_nobody, source
from tracker.replicas.states import State
from tracker.replicas.written import _name, position_in


def test_without_replicas_nothing_is_installed() -> None:
    assert settings.REPLICAS == {}
    assert settings.DATABASE_ROUTERS == []
    assert not [name for name in settings.MIDDLEWARE if "replicas" in name]


def test_reading_follows_the_request_until_it_writes() -> None:
    router = Router()

    with reading_from("replica1"):
        before = router.db_for_read(Position)
        router.db_for_write(Position)
        after = router.db_for_read(Position)

    assert (before, after, source()) == ("replica1", "default", "default")


@pytest.mark.django_db
def test_within_a_transaction_of_the_primary_its_own_writing_is_seen() -> None:
    with reading_from("replica1"):
        assert connections["default"].in_atomic_block
        assert Router().db_for_read(Position) == "default"


def test_a_file_is_read_from_one_place_while_it_is_sent() -> None:
    pieces = each_read_from("replica1", (source() for _ in range(2)))

    assert [next(pieces), source(), next(pieces), source()] == ["replica1", "default", "replica1", "default"]


def test_only_reading_without_a_session_goes_to_a_replica() -> None:
    nobody, poster, member = (
        RequestFactory().get("/"),
        RequestFactory().post("/"),
        RequestFactory().get("/"),
    )
    member.COOKIES[settings.SESSION_COOKIE_NAME] = "abcdefgh"

    assert [reads_as_nobody(request) for request in (nobody, poster, member)] == [True, False, False]


def test_a_place_in_the_log_that_is_not_ours_is_none(client) -> None:
    request = RequestFactory().get("/")
    request.COOKIES[_name()] = "99999999:forged:signature"

    assert position_in(request) == 0


def test_what_failed_is_left_alone_and_then_tried_by_one() -> None:
    now = [0.0]
    outages = Outages(lambda: now[0])
    outages.begin("replica1")

    at_once = outages.may_try("replica1")
    now[0] += RETRIED_AFTER
    later = [outages.may_try("replica1"), outages.may_try("replica1")]
    outages.end("replica1")

    assert (at_once, later) == (False, [True, False])
    assert outages.may_try("replica1") and outages.may_try("replica2")


@pytest.mark.parametrize(
    ("behind", "is_fresh"),
    [(0.0, True), (3600.0, True), (None, False)],
    ids=["level", "after a quiet hour", "cut off"],
)
def test_a_replica_is_fresh_while_it_is_not_seen_behind_for_long(
    behind: float | None, is_fresh: bool
) -> None:
    """An hour since the last that it replayed says nothing, when it was seen level a moment ago."""
    assert Sources()._is_fresh(State("replica1", 1, behind, None)) is is_fresh


@pytest.mark.django_db
def test_the_list_of_positions_costs_nothing_more(client, django_assert_max_num_queries) -> None:
    client.get(reverse("positions"))

    with django_assert_max_num_queries(1):
        client.get(reverse("positions"))
