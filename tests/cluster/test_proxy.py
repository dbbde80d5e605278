"""A proxy that keeps answers by their own headers: fewer reach the nodes, and none is shown too old."""

from __future__ import annotations

import time

import pytest

from policy_positions.freshness import BOUND

from .cluster import Cluster
from .figures import published_meanwhile, staleness
from .newsroom import PASSWORD, Newsroom
from .visitors import LIST, TOTAL, Answer, Visitor

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

SLACK = 4.0  # seconds: nginx counts whole ones, and a busy machine takes its time over an answer
A_WHILE = 10.0


@pytest.fixture
def proxy(cluster: Cluster) -> int:
    if not cluster.proxy.is_running:
        cluster.proxy.start()
    return cluster.ports["proxy"]


def test_most_answers_are_kept_and_none_is_shown_beyond_the_bound(
    cluster: Cluster, newsroom: Newsroom, proxy: int
) -> None:
    reader, answers = Visitor(proxy), list[tuple[float, Answer]]()
    first = Visitor(cluster.ports["balancer"]).get(TOTAL).total

    with published_meanwhile(newsroom, first=first) as moments:
        until = time.monotonic() + A_WHILE
        while time.monotonic() < until:
            answers.append((time.monotonic(), reader.get(TOTAL)))

    kept = [answer for _, answer in answers if answer.headers["x-cache"] in ("HIT", "STALE", "UPDATING")]
    late = [staleness(moments, asked, answer.total) for asked, answer in answers]
    assert len(moments) >= 4 and answers[-1][1].total > first, "there was something to be late with"
    assert len(kept) > len(answers) / 2
    assert max(late) > 0, "the proxy did keep what had passed"
    assert [each for each in late if each > BOUND + SLACK] == []


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
