"""The database goes on to the next version under load, while both nodes serve the present one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg2
import pytest

from tests.programs import Program, wait_until

from .cluster import Cluster
from .newsroom import PASSWORD, Desk, Newsroom
from .visitors import LIST, TOTAL, Crowd, Visitor, crowd

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")

COLUMNS = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'policy_positions_position'"
IS_INDEXED = "SELECT indisvalid FROM pg_index WHERE indexrelid = to_regclass('position_remark')"
IS_WAITED_FOR = """
    SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'policy_positions_position'::regclass
"""
BEHIND_WHO_WAITS = """
    SELECT count(*) FROM pg_stat_activity waiting
    WHERE pg_blocking_pids(pid) && ARRAY(SELECT pid FROM pg_locks WHERE NOT granted)
"""
FORGET = "DELETE FROM django_migrations WHERE name LIKE 'next%%'"


@pytest.fixture
def editor(cluster: Cluster, newsroom: Newsroom) -> Visitor:
    visitor = Visitor(cluster.ports["balancer"])
    visitor.sign_in(newsroom.account("editor"), PASSWORD)
    return visitor


@contextmanager
def long_reading(cluster: Cluster) -> Iterator[None]:
    """A transaction that has read the table and does not end: nobody can change the table meanwhile."""
    with closing(psycopg2.connect(cluster.primary.url)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT FROM policy_positions_position LIMIT 1")
        yield


def said_of(migrating: Program) -> str:
    assert migrating.process is not None
    assert migrating.process.wait(timeout=60) == 0, migrating.log.read_text()
    return migrating.log.read_text()


def go_on(desk: Desk, *crowds: Crowd) -> None:
    """Everybody is served anew from now on."""
    until_then, before = len(desk.acknowledged), [each.count for each in crowds]
    wait_until(lambda: len(desk.acknowledged) > until_then + 2, "the desk goes on")
    wait_until(lambda: all(e.count > b + 5 for e, b in zip(crowds, before, strict=True)), "readers go on")


def test_a_column_comes_is_indexed_and_goes_under_load_and_no_request_fails(
    cluster: Cluster, newsroom: Newsroom, editor: Visitor
) -> None:
    site, before = cluster.ports["balancer"], cluster.primary.ask(COLUMNS)
    with (
        crowd(site, paths=(TOTAL, LIST, "/matrix/")) as readers,
        crowd(site, paths=("/desk/", LIST), readers=2, first=editor) as editors,
        Desk(newsroom) as desk,
    ):
        with long_reading(cluster):
            migrating = cluster.begin_to_migrate("next_2", "--lock-timeout", "0.5", "--tries", "60")
            wait_until(lambda: "A table is in use" in migrating.log.read_text(), "it was tried once")
            go_on(desk, readers, editors)
            while_it_was_held = cluster.primary.ask(COLUMNS)
        said_of(migrating)
        go_on(desk, readers, editors)
        with_it = cluster.primary.ask(COLUMNS), cluster.primary.ask(IS_INDEXED)
        said_of(cluster.begin_to_migrate("--lock-timeout", "0.5", "--tries", "60"))
        go_on(desk, readers, editors)
    cluster.primary.ask(FORGET)

    assert (while_it_was_held, with_it) == (before, (before + 1, True))
    assert cluster.primary.ask(COLUMNS) == before
    assert (readers.failures, editors.failures, desk.refused) == ([], [], 0)


def test_who_migrates_with_more_patience_keeps_everybody_waiting(
    cluster: Cluster, newsroom: Newsroom
) -> None:
    """The twin: a lock that is waited for stands in the way of all that come after it."""
    with Desk(newsroom) as desk:
        with long_reading(cluster):
            migrating = cluster.begin_to_migrate("next_1", "--lock-timeout", "60")
            wait_until(lambda: cluster.primary.ask(IS_WAITED_FOR) == 2, "the desk waits behind it")
            until_then = len(desk.acknowledged)
            waiting = cluster.primary.ask(BEHIND_WHO_WAITS)
            meanwhile = len(desk.acknowledged) - until_then
        said_of(migrating)
        go_on(desk)
    said_of(cluster.begin_to_migrate())
    cluster.primary.ask(FORGET)

    assert (waiting, meanwhile) == (1, 0)
