"""A change of the database's password under load, as the runbook says: two roles that take turns.

`python -m tests.cluster --drill password`, which also tries the shorter way: another password for one role.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2

from tests.programs import HOST, wait_until
from tracker.localdb import DATABASE, USER

from .cluster import Cluster
from .drills import PAGES, tell, told_of
from .promotion import DESK, an_editor, answers_of
from .visitors import Visitor, crowd

RULES = """
host all site,site_b 127.0.0.1/32 scram-sha-256
host all,replication all 127.0.0.1/32 trust
"""


class Passwords:
    """Who may come in: told to the servers, to the pooler before them, and to the nodes before it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.known = cluster, {USER: secrets.token_hex(24)}
        os.environ["PGPASSWORD"] = self.known[USER]  # of the operator, who speaks with the pooler
        for server in (cluster.primary, cluster.replica):
            (server.data / "pg_hba.conf").write_text(RULES)
            server.ask("SELECT pg_reload_conf()")
        self.add("site")
        settings = cluster.folder / "pooler.ini"
        self.write_users()
        settings.write_text(settings.read_text().replace("auth_type = trust", "auth_type = scram-sha-256"))
        cluster.ask_pooler("RELOAD")
        self.tell_nodes("site")

    def add(self, role: str) -> None:
        """It does everything as the role that owns the tables."""
        self.cluster.primary.ask(f"CREATE ROLE {role} LOGIN IN ROLE {USER}")
        self.cluster.primary.ask(f"ALTER ROLE {role} SET role = {USER}")
        self.give(role)

    def give(self, role: str) -> None:
        self.known[role] = secrets.token_hex(24)
        self.cluster.primary.ask(f"ALTER ROLE {role} PASSWORD '{self.known[role]}'")

    def shut_out(self, role: str) -> None:
        del self.known[role]
        self.tell_pooler()
        self.cluster.primary.ask(f"ALTER ROLE {role} NOLOGIN")
        self.cluster.primary.ask(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = %s", role
        )

    def tell_pooler(self) -> None:
        self.write_users()
        self.cluster.ask_pooler("RELOAD")

    def write_users(self) -> None:
        lines = (f'"{role}" "{password}"\n' for role, password in self.known.items())
        (self.cluster.folder / "users.txt").write_text("".join(lines))

    def tell_nodes(self, role: str) -> None:
        """One after the other, each without anybody on it."""
        place = f"postgres://{role}:{self.known[role]}@{HOST}:{self.cluster.ports['pooler']}"
        for node in self.cluster.nodes:
            node.environment |= {"DATABASE_URL": f"{place}/{DATABASE}", "REPLICA_URLS": f"{place}/replica"}
            self.cluster.restart(node)


def change_of_password() -> None:
    cluster = Cluster()
    try:
        cluster.start()
        editor = an_editor(cluster)
        passwords = Passwords(cluster)
        with _under_load(cluster, editor, "one role, given another password"):
            _in_place(passwords)
        former = passwords.known["site"]
        with _under_load(cluster, editor, "two roles that take turns"):
            _in_turns(passwords)
        tell("who comes to the pooler as the first is told", _refusal(cluster.ports["pooler"], former))
        tell("who comes to the primary as the first is told", _refusal(cluster.primary.port, former))
    finally:
        cluster.stop()


def _in_place(passwords: Passwords) -> None:
    passwords.give("site")
    passwords.tell_pooler()
    passwords.tell_nodes("site")


def _in_turns(passwords: Passwords) -> None:
    passwords.add("site_b")
    passwords.tell_pooler()
    passwords.tell_nodes("site_b")
    passwords.shut_out("site")


@contextmanager
def _under_load(cluster: Cluster, editor: Visitor, what: str) -> Iterator[None]:
    port = cluster.ports["balancer"]
    with crowd(port, paths=PAGES, readers=4) as readers, crowd(port, paths=DESK, first=editor) as editors:
        wait_until(lambda: readers.count > 60, "readers come")
        began = time.monotonic()
        yield
        tell(what, f"{time.monotonic() - began:.1f} s")
        until = readers.count + 120
        wait_until(lambda: readers.count > until, "readers go on")
    tell("readers meanwhile, from the replica", told_of(readers))
    tell("who is signed in, from the primary", answers_of(editors))


def _refusal(port: int, password: str) -> str:
    try:
        with closing(
            psycopg2.connect(f"host={HOST} port={port} user=site password={password} dbname={DATABASE}")
        ):
            return "welcome"
    except psycopg2.OperationalError as error:
        return str(error).strip().splitlines()[-1].rpartition("FATAL: ")[2].strip()
