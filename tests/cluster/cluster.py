"""The cluster: what it consists of, how its parts know of one another, what an operator does to it."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2

from policy_positions.management.commands.serve import GUNICORN
from tests.programs import HOST, Program, free_ports, place_of, wait_until
from tests.servers import PROJECT
from tracker.localdb import DATABASE, USER, binaries

from .balancer import Balancer
from .postgres import Server
from .proxy import Proxy

POOLER = """[databases]
{database} = host={host} port={primary} dbname={database}
replica = host={host} port={replica} dbname={database}

[pgbouncer]
listen_addr = {host}
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users.txt
admin_users = {user}
pool_mode = transaction
default_pool_size = 10
max_client_conn = 200
query_wait_timeout = 5
server_connect_timeout = 2
server_login_retry = 1
tcp_user_timeout = 5000
tcp_keepidle = 5
tcp_keepintvl = 2
tcp_keepcnt = 3
"""


class Node(Program):
    """A web node: gunicorn as `serve` starts it."""

    def __init__(self, name: str, folder: Path, port: int, environment: dict[str, str]) -> None:
        words = [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", *GUNICORN]
        super().__init__(name, words, folder / f"{name}.log", port, environment)


class Cluster:
    """Everything listens on the loopback alone, in a folder that goes with it."""

    def __init__(
        self, *, settings: str = "tests.cluster.node_settings", ports: list[int] | None = None
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tracker-cluster-", dir="/tmp"))
        names = ("one", "two", "pooler", "cache", "web1", "web2", "balancer", "balancer_admin", "proxy")
        self.ports = dict(zip(names, ports or free_ports(len(names)), strict=True))
        self.primary = Server("one", self.folder, self.ports["one"])
        self.replica = Server("two", self.folder, self.ports["two"])
        self.pooler = self._pooler()
        self.cache = self._cache()
        self.environment = self._environment(settings)
        self.nodes = [self.node(name, self.ports[name]) for name in ("web1", "web2")]
        self.balancer = Balancer(self.folder, self.ports)
        self.proxy = Proxy(self.folder, self.ports)

    def start(self, *, made_up: int = 0) -> None:
        """With the shipped record, or with so many made-up positions. The proxy is for who asks for it."""
        self.primary.create()
        self.pooler.start()
        self.cache.start()
        self.manage("migrate", "--verbosity", "0")
        if made_up:
            self.manage("make_sample", str(made_up))
        else:
            self.manage("load_record", "--verbosity", "0")
        self.replica.copy_from(self.primary)
        wait_until(self.is_level, "the replica is level with the primary")
        for program in (*self.nodes, self.balancer):
            program.begin()
        for program in (*self.nodes, self.balancer):
            program.await_start()
        wait_until(self.balancer.has_all_nodes, "the balancer has found its nodes")

    def stop(self) -> None:
        for program in (self.proxy, self.balancer, *self.nodes, self.pooler, self.cache):
            program.stop()
        for server in (self.replica, self.primary):
            server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def manage(self, *words: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=PROJECT,
            env={**os.environ, **self._past_the_pooler()},
            check=True,
        )

    def begin_to_migrate(self, *words: str) -> Program:
        """To the next version, which the nodes do not know; what it says goes to its log."""
        settings = self._past_the_pooler() | {"DJANGO_SETTINGS_MODULE": "tests.cluster.next_settings"}
        log = self.folder / "migrate.log"
        log.unlink(missing_ok=True)
        words = (sys.executable, "manage.py", "migrate", "policy_positions", *words)
        program = Program("migrate", words, log, 0, settings)
        program.begin()
        return program

    def node(self, name: str, port: int | None = None, **environment: str) -> Node:
        return Node(name, self.folder, port or free_ports(1)[0], {**self.environment, **environment})

    @contextmanager
    def another_node(self, name: str, **environment: str) -> Iterator[Node]:
        """Beside the two, and behind no balancer."""
        node = self.node(name, **environment)
        try:
            node.start()
            yield node
        finally:
            node.stop()

    def is_level(self) -> bool:
        """Has the replica replayed all that the primary has written?"""
        with suppress(psycopg2.Error):
            written = self.primary.ask("SELECT pg_current_wal_lsn()")
            return bool(self.replica.ask("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", written))
        return False

    @contextmanager
    def replica_held_back(self) -> Iterator[None]:
        """It receives everything and shows nothing of it."""
        self.replica.ask("SELECT pg_wal_replay_pause()")
        wait_until(
            lambda: self.replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused", "replay is paused"
        )
        try:
            yield
        finally:
            self.replica.ask("SELECT pg_wal_replay_resume()")
            wait_until(self.is_level, "the replica has caught up")

    def promote_replica(self) -> None:
        """What an operator does, or a program for them; afterwards all addresses lead to the new primary."""
        self.replica.promote()
        self.primary, self.replica = self.replica, self.primary
        self._write_pooler(replica=self.primary.port)
        for command in ("RELOAD", f"KILL {DATABASE}", f"RESUME {DATABASE}"):
            self.ask_pooler(command)  # who waits for the former primary is let go

    def transactions_of_primary(self) -> int:
        """Since the pooler began."""
        rows = self.ask_pooler("SHOW STATS_TOTALS")
        return next(int(row["xact_count"]) for row in rows if row["database"] == DATABASE)

    def ask_pooler(self, command: str) -> list[dict[str, Any]]:
        place = f"host={HOST} port={self.pooler.port} user={USER} dbname=pgbouncer"
        connection = psycopg2.connect(place)
        connection.autocommit = True  # its console knows no transactions
        with closing(connection), connection.cursor() as cursor:
            cursor.execute(command)
            names = [column.name for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()] if names else []

    def restart(self, node: Node) -> None:
        """As in a release: nobody new is sent there, those who are there are served, then it begins anew."""
        self.balancer.drain(node.name)
        node.stop()
        node.start()
        self.balancer.readmit(node.name)

    def _past_the_pooler(self) -> dict[str, str]:
        """Jobs speak with the primary itself: a lock or a setting is of one connection."""
        direct = {"DATABASE_URL": self.primary.url, "REPLICA_URLS": "", "DATABASE_POOLED": "0"}
        return self.environment | direct

    def _environment(self, settings: str) -> dict[str, str]:
        pooler = f"postgres://{USER}@{HOST}:{self.ports['pooler']}"
        return {
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": f"{pooler}/{DATABASE}",
            "REPLICA_URLS": f"{pooler}/replica",
            "DATABASE_POOLED": "1",
            "CACHE_URL": f"redis://{HOST}:{self.ports['cache']}/0",
            "ALLOWED_HOSTS": HOST,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SECURE_PROXY": "1",
            "TRUSTED_ORIGINS": " ".join(f"http://{HOST}:{port}" for port in self.ports.values()),
        }

    def _pooler(self) -> Program:
        self._write_pooler(replica=self.ports["two"])
        (self.folder / "users.txt").write_text(f'"{USER}" ""\n')
        words = _as(
            self.primary.account, place_of("pgbouncer") or "pgbouncer", str(self.folder / "pooler.ini")
        )
        return Program("pooler", words, self.folder / "pooler.log", self.ports["pooler"])

    def _write_pooler(self, *, replica: int) -> None:
        told = {"database": DATABASE, "user": USER, "host": HOST, "folder": self.folder}
        places = {"primary": self.primary.port, "replica": replica, "port": self.ports["pooler"]}
        (self.folder / "pooler.ini").write_text(POOLER.format(**told, **places))

    def _cache(self) -> Program:
        port = self.ports["cache"]
        words = [
            place_of("redis-server") or "redis-server",
            "--bind",
            HOST,
            "--port",
            str(port),
            "--save",
            "",
        ]
        return Program("cache", [*words, "--dir", str(self.folder)], self.folder / "cache.log", port)


def _as(account: binaries.Account | None, *words: str) -> list[str]:
    """Neither PostgreSQL nor its pooler runs as root."""
    if account is None:
        return list(words)
    as_account = binaries.command("postgres", account=account)[:-1]
    return [*as_account, *words]
