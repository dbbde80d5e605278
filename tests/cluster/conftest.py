"""One cluster for all these tests: each leaves it whole. The last one leaves it with another primary."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.programs import missing, wait_until

from .cluster import Cluster, Node
from .newsroom import Newsroom
from .visitors import TOTAL, Visitor

PATIENT = {"REPLICA_LAG_SECONDS": "600"}  # a replica so far behind is still served from


@pytest.fixture(scope="session")
def whole_cluster() -> Iterator[Cluster]:
    if absent := missing():
        said = (
            f"The tests of the cluster need {', '.join(absent)} (on Debian: apt install {' '.join(absent)})."
        )
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    made = Cluster()
    try:
        made.start()
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def newsroom(whole_cluster: Cluster) -> Iterator[Newsroom]:
    at_work = Newsroom(whole_cluster.environment)
    yield at_work
    at_work.close()


@pytest.fixture(scope="session")
def patient_node(whole_cluster: Cluster) -> Iterator[Node]:
    with whole_cluster.another_node("patient", **PATIENT) as node:
        yield node


@pytest.fixture
def patient(cluster: Cluster, patient_node: Node) -> Node:
    """A third node, behind no balancer, that serves from the replica however far behind it is."""
    wait_until(lambda: Visitor(patient_node.port).get(TOTAL).read_from == "replica1", "it does so")
    return patient_node


@pytest.fixture
def cluster(whole_cluster: Cluster) -> Iterator[Cluster]:
    """As it should be: both nodes serve from the replica."""
    wait_until(lambda: serves_from_replica(whole_cluster), "both nodes serve from the replica")
    return whole_cluster


def serves_from_replica(cluster: Cluster) -> bool:
    answers = [Visitor(node.port).get(TOTAL) for node in cluster.nodes]
    return all(answer.read_from == "replica1" for answer in answers)
