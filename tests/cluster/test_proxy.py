"""A proxy that keeps answers by their own headers: fewer reach the nodes, and none is shown too old."""

from __future__ import annotations

import pytest

from policy_positions.freshness import BOUND

from .cluster import Cluster
from .figures import KEPT, published_meanwhile, read_for, staleness
from .newsroom import PASSWORD, Newsroom
from .visitors import LIST, TOTAL, Visitor

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

REPLICA_LAG = 1.0  # seconds that a replica may be behind before it is left out
A_WHILE = 10.0


@pytest.fixture
def proxy(cluster: Cluster) -> int:
    if not cluster.proxy.is_running:
        cluster.proxy.start()
    return cluster.ports["proxy"]


def test_most_answers_are_kept_and_none_is_shown_beyond_the_bound(
    cluster: Cluster, newsroom: Newsroom, proxy: int
) -> None:
    first = Visitor(cluster.ports["balancer"]).get(TOTAL).total

    with published_meanwhile(newsroom, first=first) as moments:
        read = read_for(A_WHILE, Visitor(proxy))

    kept = [answer for _, _, answer in read if answer.headers["x-cache"] in KEPT]
    late = [staleness(moments, asked, answer.total) for asked, _, answer in read]
    slowest = max(took for _, took, _ in read)
    assert len(moments) >= 4 and read[-1][2].total > first, "there was something to be late with"
    assert len(kept) > len(read) / 2
    assert max(late) > 0, "the proxy did keep what had passed"
    assert [each for each in late if each > BOUND + REPLICA_LAG + slowest] == []


def test_who_is_signed_in_is_served_past_the_proxy_and_what_they_see_is_kept_for_nobody(
    cluster: Cluster, newsroom: Newsroom, proxy: int
) -> None:
    editor, nobody = Visitor(proxy), Visitor(proxy)
    name = newsroom.account("editor")
    editor.sign_in(name, PASSWORD)

    own = [editor.get(LIST) for _ in range(3)]
    others = [nobody.get(LIST) for _ in range(3)]

    assert {answer.headers["x-cache"] for answer in own} == {"BYPASS"}
    assert all("/desk/" in answer.body for answer in own)
    assert not [answer for answer in others if name in answer.body or "/accounts/logout/" in answer.body]
    assert "HIT" in {answer.headers["x-cache"] for answer in others}
