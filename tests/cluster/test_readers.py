"""Where readers are served from, and what they are promised: what they wrote, never an older revision."""

from __future__ import annotations

import itertools
import time

import pytest

from tests.programs import wait_until

from .cluster import Cluster, Node
from .conftest import PATIENT
from .newsroom import PASSWORD, SECRET, Newsroom
from .visitors import LIST, TOTAL, Answer, Visitor, crowd, token_in

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def publish_and_sign_out(reviewer: Visitor, name: str, position: str, port: int) -> None:
    """As a reviewer does it, at one node."""
    reviewer.sign_in(name, PASSWORD, port=port)
    token = token_in(reviewer.get(f"/desk/positions/{position}/", port=port))
    fields = {"csrfmiddlewaretoken": token, "version": "1", "reason": "Read."}
    assert reviewer.post(f"/desk/positions/{position}/publish/", fields, port=port).status == 302
    assert reviewer.post("/accounts/logout/", {"csrfmiddlewaretoken": token}, port=port).status == 200
    assert "__Host-session" not in reviewer.cookies


def test_who_is_nobody_reads_from_the_replica_and_who_is_signed_in_from_the_primary(
    cluster: Cluster, newsroom: Newsroom
) -> None:
    nobody, editor = Visitor(cluster.ports["balancer"]), Visitor(cluster.ports["balancer"])
    editor.sign_in(newsroom.account("editor"), PASSWORD)

    read = [nobody.get(path).read_from for path in (TOTAL, LIST, "/", "/export/positions.csv", "/feed.atom")]
    edited = [editor.get(path).read_from for path in (TOTAL, LIST, "/desk/")]

    assert read == ["replica1"] * 5
    assert edited == ["default"] * 3
    assert nobody.cookies == {}


def test_who_wrote_reads_it_back_at_any_node_though_the_replica_has_not_replayed_it(
    cluster: Cluster, newsroom: Newsroom, patient: Node
) -> None:
    """Signed out, nothing but the place in the log keeps them off the replica; the twin forgets it."""
    reviewer, name, position = Visitor(0), newsroom.account("reviewer"), newsroom.submit()
    page = f"/positions/{position}/"
    wait_until(cluster.is_level, "the replica knows the account and the draft")
    with (
        cluster.another_node("forgetful", **PATIENT, TWIN="WithoutComparison") as forgetful,
        cluster.replica_held_back(),
    ):
        publish_and_sign_out(reviewer, name, position, cluster.nodes[0].port)
        forgotten = reviewer.again().get(page, port=forgetful.port)
        stranger = Visitor(patient.port).get(page)
        own = reviewer.get(page, port=patient.port)

    assert (forgotten.status, forgotten.read_from) == (404, "replica1")
    assert (stranger.status, stranger.read_from) == (404, "replica1")
    assert (own.status, own.read_from) == (200, "default")
    again = reviewer.get(page, port=cluster.nodes[1].port)
    assert (again.status, again.read_from) == (200, "replica1")
    assert "__Host-written" not in reviewer.cookies, "with the replica level, they are nobody again"


def test_under_load_everybody_reads_back_what_they_wrote(cluster: Cluster, newsroom: Newsroom) -> None:
    reviewer, name = Visitor(cluster.ports["balancer"]), newsroom.account("reviewer")
    submitted = [newsroom.submit() for _ in range(8)]
    cluster.replica.change("recovery_min_apply_delay", "300ms")

    try:
        with crowd(cluster.ports["balancer"], paths=(TOTAL, LIST, "/matrix/")) as readers:
            seen = []
            for position in submitted:
                publish_and_sign_out(reviewer, name, position, cluster.ports["balancer"])
                seen.append(reviewer.get(f"/positions/{position}/").status)
    finally:
        cluster.replica.change("recovery_min_apply_delay", "0")

    assert seen == [200] * 8
    assert readers.failures == []
    assert readers.count > 20


def steps_back(answers: list[Answer]) -> int:
    """How often a reader was shown fewer positions than just before; in these tests there are ever more."""
    totals = [answer.total for answer in answers]
    return sum(later < earlier for earlier, later in itertools.pairwise(totals))


def show_new_then_old(cluster: Cluster, newsroom: Newsroom, other: Node) -> list[Answer]:
    """To one reader: at a node that serves from the primary, then at another that might from the replica."""
    reader, first = Visitor(0), cluster.nodes[0].port
    with cluster.replica_held_back():
        before = reader.get(TOTAL, port=other.port)
        assert newsroom.publish()
        wait_until(lambda: Visitor(first).get(TOTAL).read_from == "default", "the replica is left out")
        return [before, reader.get(TOTAL, port=first), reader.get(TOTAL, port=other.port)]


def test_no_node_shows_less_than_another_has_shown(
    cluster: Cluster, newsroom: Newsroom, patient: Node
) -> None:
    """The first node leaves out a replica one second behind; the others wait longer, and one asks nobody."""
    before, at_first, then = show_new_then_old(cluster, newsroom, patient)
    with cluster.another_node("alone", **PATIENT, TWIN="WithoutFloor") as alone:
        alone_before, alone_at_first, alone_then = show_new_then_old(cluster, newsroom, alone)

    assert (before.read_from, at_first.read_from, then.read_from) == ("replica1", "default", "default")
    assert (at_first.total, then.total) == (before.total + 1, before.total + 1)
    assert alone_at_first.total == alone_before.total + 1
    assert alone_then.total == alone_before.total, "the attack works without the guard"


def seconds_behind(port: int, least: int) -> float:
    """How long from now on who asks is shown fewer; how slow an answer is does not count."""
    began = last = time.monotonic()
    while (asked := time.monotonic()) < began + 30 and Visitor(port).get(TOTAL).total < least:
        last = asked
    return last - began


def test_under_load_no_reader_is_led_back_and_every_node_follows_within_a_second(
    cluster: Cluster, newsroom: Newsroom
) -> None:
    north, south = (node.port for node in cluster.nodes)
    behind = []
    with crowd(north, south, paths=(TOTAL,), readers=4) as readers:
        first = Visitor(north).get(TOTAL).total
        for number in range(1, 16):
            assert newsroom.publish()
            behind += [seconds_behind(port, first + number) for port in (north, south)]

    assert readers.failures == []
    assert [steps_back(answers) for answers in readers.answers] == [0] * 4
    assert [each for each in behind if each > 1] == []
    assert {answer.read_from for answers in readers.answers for answer in answers} >= {"replica1"}
    assert len({answer.total for answers in readers.answers for answer in answers}) > 5, "they saw it grow"


def test_no_draft_is_shown_from_any_source(cluster: Cluster, newsroom: Newsroom) -> None:
    draft = newsroom.draft()
    wait_until(cluster.is_level, "the replica holds the draft")
    reader, editor = Visitor(cluster.ports["balancer"]), Visitor(cluster.ports["balancer"])
    editor.sign_in(newsroom.account("editor"), PASSWORD)

    shown = [
        reader.get(path) for path in (LIST, "/feed.atom", "/export/positions.csv", f"/positions/{draft}/") * 2
    ]

    assert SECRET in editor.get(f"/desk/positions/{draft}/").body, "there is something to hide"
    assert {answer.read_from for answer in shown} == {"replica1"}
    assert not [answer for answer in shown if SECRET in answer.body]
    assert [answer.status for answer in shown] == [200, 200, 200, 404] * 2
