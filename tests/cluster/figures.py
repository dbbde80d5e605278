"""One node, two, with the replica, with the proxy, side by side in one run: `tests.cluster --figures`."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import NamedTuple

from policy_positions.freshness import BOUND
from tests.programs import HOST

from .cluster import Cluster, Node
from .newsroom import Newsroom
from .visitors import TOTAL, Answer, Visitor

PATHS = ("/positions/", "/positions/?country=GTM", "/matrix/", "/", TOTAL, "/countries/", "/summits/")
HEADINGS = (
    "served by",
    "requests a second",
    "ratio",
    "kept by the proxy",
    "transactions of the primary a request",
    "failed",
)
ROUNDS, SECONDS, CLIENTS = 3, 3.0, 8
PUBLISHED_EVERY = 0.5  # seconds
KEPT = ("HIT", "STALE", "UPDATING", "REVALIDATED")


class Taken(NamedTuple):
    requests: int
    failures: int
    kept: int


def measure(positions: int) -> None:
    cluster = Cluster()
    try:
        cluster.start(made_up=positions)
        cluster.proxy.start()
        with cluster.another_node("alone", REPLICA_URLS="", CACHE_URL="") as alone:
            _print_rates(cluster, alone, positions)
        newsroom = Newsroom(cluster.environment)
        try:
            _print_staleness(cluster, newsroom)
        finally:
            newsroom.close()
    finally:
        cluster.stop()


def _print_rates(cluster: Cluster, alone: Node, positions: int) -> None:
    """In turns, so that whatever else the machine does befalls all alike; each in its best round."""
    sides = {
        "one node, the primary alone": (alone.port, {"Cookie": "any=1"}),
        "one node, with the replica": (cluster.nodes[0].port, {"Cookie": "any=1"}),
        "two nodes behind the balancer, with the replica": (cluster.ports["balancer"], {"Cookie": "any=1"}),
        "one node, the primary alone: kept pages": (alone.port, {}),
        "two nodes behind the balancer: kept pages": (cluster.ports["balancer"], {}),
        "the same behind the proxy": (cluster.ports["proxy"], {}),
    }
    for port, headers in sides.values():
        _load(port, headers, seconds=1)  # columns read, pages made
    best: dict[str, Taken] = {}
    spent: Counter[str] = Counter()
    for _ in range(ROUNDS):
        for name, (port, headers) in sides.items():
            before = cluster.transactions_of_primary()
            taken = _load(port, headers, SECONDS)
            spent[name] += cluster.transactions_of_primary() - before
            best[name] = max(best.get(name, taken), taken)
            spent[f"{name} requests"] += taken.requests
    first = next(iter(best.values())).requests
    print(f"{positions:,} made-up positions, {CLIENTS} clients, {len(PATHS)} addresses, best of {ROUNDS}\n")
    print(f"| {' | '.join(HEADINGS)} |\n|{' --- |' * len(HEADINGS)}")
    for name, taken in best.items():
        share = spent[name] / max(spent[f"{name} requests"], 1)
        cells = (
            name,
            f"{taken.requests / SECONDS:,.0f}",
            f"{taken.requests / first:.1f}",
            f"{taken.kept / max(taken.requests, 1):.1%}" if taken.kept else "–",
            f"{share:.2f}",
            str(taken.failures),
        )
        print(f"| {' | '.join(cells)} |", flush=True)


def _load(port: int, headers: dict[str, str], seconds: float) -> Taken:
    """Clients that keep their line, as a balancer or a proxy does."""
    until, counts = time.monotonic() + seconds, [Counter() for _ in range(CLIENTS)]
    threads = [threading.Thread(target=_ask, args=(port, headers, until, count)) for count in counts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(counts, Counter())
    return Taken(total["answers"], total["failures"], total["kept"])


def _ask(port: int, headers: dict[str, str], until: float, count: Counter[str]) -> None:
    told = {"X-Forwarded-Proto": "https", "Host": HOST, "Accept-Encoding": "gzip", **headers}
    line, turn = HTTPConnection(HOST, port, timeout=30), 0
    while time.monotonic() < until:
        turn += 1
        line.request("GET", PATHS[turn % len(PATHS)], headers=told)
        answer = line.getresponse()
        answer.read()
        count["answers"] += 1
        count["failures"] += answer.status != 200
        count["kept"] += answer.getheader("X-Cache") in KEPT
    line.close()


def _print_staleness(cluster: Cluster, newsroom: Newsroom) -> None:
    """Positions are published while readers ask the proxy: how old is the oldest that anybody is shown?"""
    with published_meanwhile(newsroom, first=Visitor(cluster.ports["balancer"]).get(TOTAL).total) as moments:
        read = read_for(4 * SECONDS, Visitor(cluster.ports["proxy"]))
    late = [staleness(moments, asked, answer.total) for asked, _, answer in read]
    slowest = max(took for _, took, _ in read)
    kept = sum(answer.headers.get("x-cache") in KEPT for _, _, answer in read)
    print(f"\nWhile {len(moments)} positions were published: {len(read)} answers by the proxy, {kept} kept.")
    print(f"The oldest was {max(late):.2f} s behind. The slowest answer took {slowest:.2f} s.")
    print(f"Beyond {BOUND} s: {sum(each > BOUND for each in late)}.")
    print(f"Beyond these and the slowest answer: {sum(each > BOUND + slowest for each in late)}.")


def read_for(seconds: float, reader: Visitor) -> list[tuple[float, float, Answer]]:
    """Answers to who asks again and again: when each was asked for, and the seconds that it took."""
    read = []
    until = time.monotonic() + seconds
    while (asked := time.monotonic()) < until:
        answer = reader.get(TOTAL)
        read.append((asked, time.monotonic() - asked, answer))
    return read


@contextmanager
def published_meanwhile(newsroom: Newsroom, *, first: int) -> Iterator[list[tuple[float, int]]]:
    """Yields when which number of positions was acknowledged, as it grows."""
    moments: list[tuple[float, int]] = []
    over = threading.Event()

    def publish() -> None:
        while not over.wait(PUBLISHED_EVERY):
            if newsroom.publish():
                moments.append((time.monotonic(), first + len(moments) + 1))

    at_work = threading.Thread(target=publish)
    at_work.start()
    try:
        yield moments
    finally:
        over.set()
        at_work.join()


def staleness(moments: list[tuple[float, int]], asked: float, shown: int) -> float:
    """How long ago, as one asked, that was published which the answer does not hold; 0 where it holds all."""
    missed = [at for at, total in moments if at <= asked and total > shown]
    return asked - min(missed) if missed else 0.0
