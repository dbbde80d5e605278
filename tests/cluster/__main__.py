"""`python -m tests.cluster`: the cluster for a person; `--figures` measures it, `--drill` harms it."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading

import django

TRY = """
The site is on http://{host}:{balancer}/ - each answer comes from one of two nodes, in turn.
Beside it, with a proxy that keeps answers: http://{host}:{proxy}/

  nodes       web1 http://{host}:{web1}/   web2 http://{host}:{web2}/
  PostgreSQL  primary {one}, replica {two}, pooler {pooler}   cache: Redis {cache}
  logs        {folder}
  accounts    an editor, a reviewer, an admin: {people}; password: {password}

Every answer tells where it was read (X-Read-From) and at which revision (X-Data-Revision):
  curl -sI -H 'X-Forwarded-Proto: https' http://{host}:{balancer}/positions/

Try what a cluster is for, in another terminal, while you reload:
  kill {node_pid}       a node: the other serves
  kill -9 {replica_pid}    the replica: the primary serves
  kill {cache_pid}       the cache: nothing is seen of it

Ctrl-C ends everything.
"""


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.cluster", description=__doc__)
    asked.add_argument("--port", type=int, help="of the site; the others follow it")
    asked.add_argument("--figures", action="store_true", help="measure, print, end")
    asked.add_argument(
        "--drill", choices=("disk", "password", "promotion"), help="do what the runbook says, print, end"
    )
    asked.add_argument("--positions", type=int, default=10_000, help="of the made-up record that is measured")
    options = asked.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from tests.programs import missing

    from .drills import full_disk
    from .figures import measure
    from .passwords import change_of_password
    from .promotion import promotion

    if absent := missing():
        print(f"The cluster needs {', '.join(absent)} (on Debian: apt install {' '.join(absent)}).")
        return 1
    if options.drill:
        drills = {"disk": full_disk, "password": change_of_password, "promotion": promotion}
        drills[options.drill]()
        return 0
    if options.figures:
        measure(options.positions)
        return 0
    return _show(options.port)


def _show(port: int | None) -> int:
    from tests.programs import HOST

    from .cluster import Cluster
    from .newsroom import PASSWORD, Newsroom

    ports = [port + number for number in (1, 2, 3, 4, 5, 6, 0, 7, 8)] if port else None
    cluster, over = Cluster(ports=ports), threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: over.set())
    try:
        print(
            "Starting PostgreSQL with a replica, a pooler, a cache, two nodes, a balancer, a proxy ...",
            flush=True,
        )
        cluster.start()
        cluster.proxy.start()
        pids = {
            "node_pid": cluster.nodes[0].pid,
            "replica_pid": cluster.replica.program.pid,
            "cache_pid": cluster.cache.pid,
        }
        newsroom = Newsroom(cluster.environment)
        people = ", ".join(newsroom.account(group) for group in ("editor", "reviewer", "admin"))
        newsroom.close()
        told = {"host": HOST, "folder": cluster.folder, "people": people, "password": PASSWORD}
        print(TRY.format(**told, **cluster.ports, **pids), flush=True)
        over.wait()
    finally:
        print("Ending everything ...", flush=True)
        cluster.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
