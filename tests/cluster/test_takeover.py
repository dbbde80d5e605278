"""The last test of the cluster: its primary is killed, and the replica takes its place."""

from __future__ import annotations

import pytest

from tests.programs import wait_until

from .cluster import Cluster
from .newsroom import Desk, Newsroom
from .visitors import TOTAL, Visitor

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def test_with_a_synchronous_replica_nothing_acknowledged_is_lost_with_the_primary(
    cluster: Cluster, newsroom: Newsroom
) -> None:
    cluster.primary.change("synchronous_standby_names", "*")
    reader = Visitor(cluster.ports["balancer"])
    with Desk(newsroom) as desk:
        wait_until(lambda: len(desk.acknowledged) >= 40, "there is something to lose")
        cluster.primary.program.kill()
        wait_until(lambda: desk.refused, "the primary is gone")
        meanwhile = reader.get(TOTAL)
        until_then = len(desk.acknowledged)
        cluster.promote_replica()
        cluster.primary.change("synchronous_standby_names", "")
        wait_until(lambda: len(desk.acknowledged) > until_then + 5, "the desk goes on", seconds=60)

    kept = set(cluster.primary.ask("SELECT array_agg(public_id::text) FROM policy_positions_position"))
    assert (meanwhile.status, meanwhile.read_from) == (200, "replica1"), "readers go on without a primary"
    assert len(desk.acknowledged) > 45
    assert [published for published in desk.acknowledged if published not in kept] == []
    published = cluster.primary.ask(
        "SELECT count(*) FROM policy_positions_position WHERE state = 'published'"
    )
    for node in cluster.nodes:
        wait_until(
            lambda port=node.port: Visitor(port).get(TOTAL).total == published,
            "every node shows what the new primary holds",
        )
