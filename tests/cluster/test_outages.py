"""What befalls a cluster, one part at a time; the site goes on."""

from __future__ import annotations

import os
import signal

import pytest

from tests.programs import wait_until

from .cluster import Cluster, Node
from .conftest import serves_from_replica
from .newsroom import Newsroom
from .visitors import LIST, TOTAL, Visitor, crowd

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def totals_at_both(cluster: Cluster) -> list[tuple[int, str]]:
    answers = [Visitor(node.port).get(TOTAL) for node in cluster.nodes]
    return [(answer.total, answer.read_from) for answer in answers]


def test_a_replica_that_is_killed_is_left_out_and_comes_back(cluster: Cluster, newsroom: Newsroom) -> None:
    (before, _), _ = totals_at_both(cluster)
    with crowd(cluster.ports["balancer"], paths=(TOTAL, LIST, "/matrix/")) as readers:
        cluster.replica.program.kill()
        assert newsroom.publish()
        wait_until(lambda: totals_at_both(cluster) == [(before + 1, "default")] * 2, "the primary serves")
        cluster.replica.start()
        wait_until(lambda: serves_from_replica(cluster), "the replica serves again")

    assert readers.failures == []
    assert totals_at_both(cluster) == [(before + 1, "replica1")] * 2


def test_a_replica_that_is_frozen_is_left_out_within_seconds(cluster: Cluster) -> None:
    """Straight to the server: a pooler in between answers for it."""
    straight = cluster.replica.url
    with cluster.another_node("straight", REPLICA_URLS=straight) as node:
        wait_until(
            lambda: Visitor(node.port).get(TOTAL).read_from == "replica1", "it serves from the replica"
        )
        frozen = cluster.replica.family()
        for pid in frozen:
            os.kill(pid, signal.SIGSTOP)
        try:
            answers = [Visitor(node.port).get(TOTAL) for _ in range(3)]
        finally:
            for pid in reversed(frozen):
                os.kill(pid, signal.SIGCONT)

    assert [(answer.status, answer.read_from) for answer in answers] == [(200, "default")] * 3


def test_a_replica_beyond_the_bound_is_left_out(cluster: Cluster, newsroom: Newsroom, patient: Node) -> None:
    with cluster.replica_held_back():
        assert newsroom.publish()
        waited_for = Visitor(patient.port).get(TOTAL)
        wait_until(
            lambda: [source for _, source in totals_at_both(cluster)] == ["default"] * 2,
            "it is a second behind",
        )

    assert waited_for.read_from == "replica1"
    wait_until(lambda: serves_from_replica(cluster), "it is level again")


def test_the_pooler_is_restarted(cluster: Cluster, newsroom: Newsroom) -> None:
    cluster.pooler.kill()
    away = Visitor(cluster.nodes[0].port).get(TOTAL)
    cluster.pooler.start()

    wait_until(
        lambda: Visitor(cluster.nodes[0].port).get(TOTAL).status == 200, "the site is back", seconds=15
    )
    assert (away.status, away.headers.get("retry-after")) == (503, "5")
    wait_until(lambda: serves_from_replica(cluster), "both sources are tried again")
    assert newsroom.publish() or newsroom.publish()


def test_the_cache_is_lost_and_the_site_goes_on(cluster: Cluster, newsroom: Newsroom) -> None:
    with crowd(*(node.port for node in cluster.nodes), paths=(TOTAL, LIST)) as readers:
        cluster.cache.kill()
        (before, _), _ = totals_at_both(cluster)
        assert newsroom.publish()
        wait_until(lambda: totals_at_both(cluster) == [(before + 1, "replica1")] * 2, "readers are served")
        cluster.cache.start()
        assert newsroom.publish()
        wait_until(lambda: totals_at_both(cluster) == [(before + 2, "replica1")] * 2, "readers are served")

    assert readers.failures == []


def test_nodes_are_restarted_one_after_the_other_and_no_request_fails(cluster: Cluster) -> None:
    with crowd(cluster.ports["balancer"], paths=(TOTAL, LIST, "/matrix/", "/")) as readers:
        for node in cluster.nodes:
            before = readers.count
            cluster.restart(node)
            wait_until(lambda before=before: readers.count > before + 5, "readers go on")

    assert readers.failures == []
    assert readers.count > 20


def test_the_balancer_is_reloaded_and_no_request_fails(cluster: Cluster) -> None:
    with crowd(cluster.ports["balancer"], paths=(TOTAL, LIST), readers=6) as readers:
        for _ in range(3):
            cluster.balancer.reload()
            before = readers.count
            wait_until(lambda before=before: readers.count > before + 20, "readers go on")

    assert readers.failures == []
    wait_until(cluster.balancer.has_all_nodes, "the balancer has found its nodes again")


def test_a_node_that_is_stopped_unasked_fails_readers_without_the_balancer(cluster: Cluster) -> None:
    """The twin: who goes to one node alone sees it being restarted."""
    node = cluster.nodes[0]
    with crowd(node.port) as readers:
        wait_until(lambda: readers.count > 3, "readers come")
        node.stop()
        wait_until(lambda: readers.failures, "a reader fails")
        node.start()

    assert readers.failures
    wait_until(cluster.balancer.has_all_nodes, "the balancer has found it again")
