"""The process beside the server: it starts the server, and stops it when nobody is left."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from threading import Thread

from tracker.localdb.cluster import LocalCluster


def keep(cluster: LocalCluster) -> None:
    """Run the server; return when it has ended, by our hand or another's.

    As the server's parent the keeper also clears it away after a kill -9. Unburied, its number would keep
    the next server from starting wherever no init process does that, as in most containers.
    """
    server = _launch(cluster)
    signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
    Thread(target=_stop_when_unused, args=(cluster, server), daemon=True).start()
    sys.exit(server.wait())


def _launch(cluster: LocalCluster) -> "subprocess.Popen[bytes]":
    # Somebody's PGPORT or PGDATA is about another server.
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return subprocess.Popen(cluster.server_command(), cwd="/", env=ours)


def _stop_when_unused(cluster: LocalCluster, server: "subprocess.Popen[bytes]") -> None:
    users = cluster.users_lock()
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)  # waits for the last user to go
        fcntl.flock(users, fcntl.LOCK_UN)
        time.sleep(cluster.linger)
        with cluster.starting():
            if _is_unused(users):
                server.send_signal(signal.SIGINT)  # PostgreSQL's "fast shutdown"
                server.wait()


def _is_unused(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
