"""What the runbook says of a full disk and of a replica that is lost, done to a cluster.

`python -m tests.cluster --drill disk` (as root: it mounts a small file system).
"""

from __future__ import annotations

import os
import re
import shutil
import time
from contextlib import ExitStack, suppress

import psycopg2

from tests.disks import disk, fill
from tests.programs import wait_until

from .cluster import Cluster
from .conftest import serves_from_replica
from .newsroom import PASSWORD, Newsroom
from .visitors import LIST, TOTAL, Answer, Crowd, Visitor, crowd, token_in

SIZE = "500m"
PAGES = (TOTAL, LIST, "/matrix/", "/")
WRITE_20_MB = (
    "SELECT count(pg_logical_emit_message(false, 'drill', repeat('x', 4000000))) FROM generate_series(1, 5)"
)
SLOTS = """
    SELECT concat_ws(', ', slot_name, CASE WHEN active THEN 'in use' ELSE 'nobody takes from it' END,
        wal_status, 'keeps ' || pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)))
    FROM pg_replication_slots
"""


def tell(what: str, found: object) -> None:
    print(f"{what:<58} {found}", flush=True)


def told_of(readers: Crowd) -> str:
    return f"{readers.count} answers, {len(readers.failures)} failed"


def free(cluster: Cluster) -> str:
    return f"{shutil.disk_usage(cluster.primary.data).free / 2**20:.0f} MB free"


def sign_in(cluster: Cluster, name: str) -> Answer:
    """Who signs in writes."""
    visitor = Visitor(cluster.ports["balancer"])
    form = visitor.get("/accounts/login/")
    if form.status != 200:
        return form
    fields = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token_in(form)}
    return visitor.post("/accounts/login/", fields)


def words_of(answer: Answer) -> str:
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", answer.body, re.DOTALL)
    return f"{answer.status} {' '.join(heading[1].split()) if heading else ''}"


def full_disk() -> None:
    if os.geteuid() != 0:
        raise SystemExit("A small file system is mounted for this: it needs root.")
    cluster = Cluster()
    with ExitStack() as held:
        held.callback(cluster.stop)
        held.enter_context(disk(cluster.primary.data, SIZE))
        if account := cluster.primary.account:
            os.chown(cluster.primary.data, *account)
        held.callback(cluster.primary.stop)
        cluster.start()
        cluster.primary.change("max_wal_size", "64MB")
        newsroom = Newsroom(cluster.environment)
        held.callback(newsroom.close)
        tell("a cluster; the primary's disk", f"{SIZE}, {free(cluster)}")
        _without_room(cluster, newsroom)
        _slot_of_a_lost_replica(cluster)


def _without_room(cluster: Cluster, newsroom: Newsroom) -> None:
    name = newsroom.account("editor")
    ballast = fill(cluster.primary.data)
    with crowd(cluster.ports["balancer"], paths=PAGES) as readers:
        published = 0
        while newsroom.publish():
            published += 1
        tell("disk full: writing is refused after", f"{published} positions")
        wait_until(lambda: sign_in(cluster, name).status == 503, "who signs in is refused")
        tell("who signs in is answered", words_of(sign_in(cluster, name)))
        wait_until(lambda: readers.count > 60, "readers go on")
        tell("the primary is", "up" if cluster.primary.program.is_running else "down")
    tell("readers meanwhile", told_of(readers))
    with crowd(cluster.ports["balancer"], paths=PAGES) as readers:
        _write_until_it_ends(cluster)
        wait_until(lambda: readers.count > 60, "readers go on")
        tell("who signs in is answered", words_of(sign_in(cluster, name)))
    tell("readers meanwhile, from the replica", told_of(readers))
    ballast.unlink()
    began = time.monotonic()
    if not cluster.primary.program.is_running:
        cluster.primary.start()
    wait_until(newsroom.publish, "writing goes on")
    tell("with room again, and started: written again after", f"{time.monotonic() - began:.1f} s")
    wait_until(lambda: sign_in(cluster, name).status == 302, "who signs in is let in")
    wait_until(lambda: serves_from_replica(cluster), "the replica serves again")


def _write_until_it_ends(cluster: Cluster) -> None:
    """The log itself finds no room: PostgreSQL ends, and does not come up while there is none."""
    for _ in range(20):
        try:
            cluster.primary.ask(WRITE_20_MB)
        except psycopg2.Error as error:
            tell("the log finds no room", str(error).splitlines()[0])
            break
    with suppress(AssertionError):
        wait_until(lambda: not cluster.primary.program.is_running, "it ends", seconds=15)
    tell("the primary is", "up" if cluster.primary.program.is_running else "down, until it is started")


def _slot_of_a_lost_replica(cluster: Cluster) -> None:
    cluster.replica.stop()
    before = free(cluster)
    for _ in range(5):
        cluster.primary.ask(WRITE_20_MB)
    cluster.primary.ask("CHECKPOINT")
    tell("a replica that is gone, and 100 MB of log since", f"{before}, then {free(cluster)}")
    tell("its slot", cluster.primary.ask(SLOTS))
    cluster.primary.ask("SELECT pg_drop_replication_slot('two')")
    tell("the slot dropped", free(cluster))
    cluster.primary.ask("CHECKPOINT")
    tell("and after CHECKPOINT", free(cluster))
    shutil.rmtree(cluster.replica.data)
    began = time.monotonic()
    cluster.replica.copy_from(cluster.primary)
    wait_until(lambda: serves_from_replica(cluster), "the replica serves")
    tell("made anew, and readers are served from it after", f"{time.monotonic() - began:.1f} s")
    cluster.primary.change("max_slot_wal_keep_size", "64MB")
    cluster.replica.stop()
    for _ in range(8):
        cluster.primary.ask(WRITE_20_MB)
    cluster.primary.ask("CHECKPOINT")
    tell("with max_slot_wal_keep_size 64MB, and 160 MB of log", cluster.primary.ask(SLOTS))
    tell("", free(cluster))
