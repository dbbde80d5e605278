"""The primary is lost without a word, and the replica promoted as the runbook says, under load.

`python -m tests.cluster --drill promotion` (as root: packets to the primary are dropped).
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from tests.programs import wait_until

from .cluster import Cluster
from .drills import PAGES, tell, told_of
from .newsroom import PASSWORD, Newsroom
from .postgres import Server
from .visitors import Crowd, Visitor, crowd

DESK = ("/desk/", "/desk/drafts/")


def promotion() -> None:
    if os.geteuid() != 0:
        raise SystemExit("Packets are dropped for this: it needs root.")
    _promoted_after("its machine is gone: no packet arrives", _cut_off)
    _promoted_after("it is frozen: packets arrive, no answer comes", _frozen)


def _promoted_after(what: str, lose: Callable[[Server], AbstractContextManager[None]]) -> None:
    cluster = Cluster()
    with ExitStack() as held:
        held.callback(cluster.stop)
        cluster.start()
        port, editor = cluster.ports["balancer"], an_editor(cluster)
        readers = held.enter_context(crowd(port, paths=PAGES))
        editors = held.enter_context(crowd(port, paths=DESK, first=editor))
        wait_until(lambda: min(readers.count, editors.count) > 20, "everybody is at work")
        tell("the primary", what)
        held.enter_context(lose(cluster.primary))
        time.sleep(10)  # until the operator has seen it
        tell("ten seconds later, who is signed in", answers_of(editors))
        began = time.monotonic()
        cluster.promote_replica()
        wait_until(lambda: editor.again().get(DESK[0]).status == 200, "the desk is served")
        tell("the replica promoted; the desk is served after", f"{time.monotonic() - began:.1f} s")
        until = readers.count + 60
        wait_until(lambda: readers.count > until, "readers go on")
    tell("readers, from the beginning", told_of(readers))
    tell("who is signed in, from the beginning", answers_of(editors))


def an_editor(cluster: Cluster) -> Visitor:
    newsroom, editor = Newsroom(cluster.environment), Visitor(cluster.ports["balancer"])
    editor.sign_in(newsroom.account("editor"), PASSWORD)
    newsroom.close()
    return editor


def answers_of(readers: Crowd) -> str:
    """503 is said by the site; 504 by the balancer, who waited a minute for nothing."""
    failed = Counter(failure.rpartition(" ")[2] for failure in readers.failures)
    told = ", ".join(f"{count} with {status}" for status, count in failed.items())
    return f"{readers.count} answers, {len(readers.failures)} failed{': ' * bool(told)}{told}"


@contextmanager
def _cut_off(server: Server) -> Iterator[None]:
    rules = [
        ["INPUT", "--protocol", "tcp", side, str(server.port), "--jump", "DROP"]
        for side in ("--dport", "--sport")
    ]
    try:
        for rule in rules:
            subprocess.run(["iptables", "--insert", *rule], check=True)
        yield
    finally:
        for rule in rules:
            subprocess.run(["iptables", "--delete", *rule], check=False)


@contextmanager
def _frozen(server: Server) -> Iterator[None]:
    family = server.family()
    try:
        for process in family:
            os.kill(process, signal.SIGSTOP)
        yield
    finally:
        for process in family:
            os.kill(process, signal.SIGCONT)
