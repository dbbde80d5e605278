"""The embedded database: made once, shared, never lost, and gone when nobody needs it."""

import os
import pwd
import re
import signal
import stat
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers import stop, wait_until
from tracker.localdb import LocalDatabaseError, binaries
from tracker.localdb.cluster import SOCKET_PATH_LIMIT, LocalCluster

from .conftest import LINGER, UserOfDatabase

UserOf = Callable[[LocalCluster], UserOfDatabase]
WHICH_SERVER = "SELECT pg_postmaster_start_time()::text"


def postmaster(cluster: LocalCluster) -> int:
    return int((cluster.data / "postmaster.pid").read_text().split()[0])


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def permissions(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_first_connection_makes_a_private_and_durable_database(
    new_cluster: LocalCluster, user_of: UserOf
) -> None:
    settings = "fsync, full_page_writes, data_checksums, listen_addresses, server_encoding"
    shown = ", ".join(f"current_setting('{name}')" for name in settings.split(", "))

    answer = user_of(new_cluster).ask(f"SELECT {shown}")

    assert answer == "[('on', 'on', 'on', '', 'UTF8')]"
    assert new_cluster.data.name == f"data-{binaries.major_version()}"
    assert permissions(new_cluster.home) == permissions(new_cluster.data) == 0o700
    assert permissions(new_cluster.home / ".s.PGSQL.5432") == 0o700


def test_the_server_runs_as_whoever_owns_the_folder_but_never_as_root(
    cluster: LocalCluster, user_of: UserOf
) -> None:
    user_of(cluster).ask("SELECT 1")

    runs_as = Path(f"/proc/{postmaster(cluster)}").stat().st_uid if Path("/proc").exists() else None

    assert cluster.data.stat().st_uid != 0
    assert runs_as in {None, cluster.data.stat().st_uid}


def test_accents_are_folded_and_words_stemmed_as_the_search_needs(
    cluster: LocalCluster, user_of: UserOf
) -> None:
    user = user_of(cluster)
    user.ask("CREATE EXTENSION unaccent; CREATE EXTENSION pg_trgm; CREATE EXTENSION btree_gist")

    folded = user.ask("SELECT lower(unaccent('PÉREZ')), to_tsvector('spanish', 'políticas')::text")

    assert folded == """[('perez', "'polit':1")]"""


@pytest.mark.parametrize("name", ["x" * SOCKET_PATH_LIMIT, 'it\'s, "$HOME"'])
def test_any_folder_will_do(folder: Path, name: str, user_of: UserOf) -> None:
    cluster = LocalCluster(folder / name, linger=LINGER)

    answer = user_of(cluster).ask("SELECT 1")

    assert answer == "[(1,)]"
    assert permissions(cluster.socket_folder) == 0o700


def test_a_socket_folder_that_others_can_reach_is_refused(folder: Path) -> None:
    cluster = LocalCluster(folder / ("x" * SOCKET_PATH_LIMIT))
    cluster.socket_folder.mkdir(mode=0o755)

    with pytest.raises(LocalDatabaseError, match=re.escape(f"{cluster.socket_folder} is open to others")):
        cluster.ensure_running()

    cluster.socket_folder.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else's")
def test_a_socket_folder_that_a_stranger_laid_out_is_refused(folder: Path) -> None:
    cluster = LocalCluster(folder / ("x" * SOCKET_PATH_LIMIT))
    cluster.socket_folder.mkdir(mode=0o700)
    os.chown(cluster.socket_folder, 54321, 54321)

    with pytest.raises(LocalDatabaseError, match="belongs to account 54321"):
        cluster.ensure_running()

    cluster.socket_folder.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root acts in the folders of others")
def test_root_starts_the_database_of_an_ordinary_user_as_that_user(
    new_cluster: LocalCluster, user_of: UserOf
) -> None:
    owner = pwd.getpwnam("daemon").pw_uid
    new_cluster.home.mkdir(mode=0o700)
    os.chown(new_cluster.home, owner, owner)

    assert user_of(new_cluster).ask("SELECT 1") == "[(1,)]"
    assert new_cluster.data.stat().st_uid == owner


def test_cold_starts_at_once_share_one_server(new_cluster: LocalCluster, user_of: UserOf) -> None:
    users = [user_of(new_cluster), user_of(new_cluster), user_of(new_cluster)]
    for user in users:
        user.begin(WHICH_SERVER)

    answers = {user.answer() for user in users}

    assert len(answers) == 1
    assert re.search(r"\d{4}-\d\d-\d\d", answers.pop())


def test_a_first_run_that_was_killed_leaves_nothing_half_made(
    new_cluster: LocalCluster, user_of: UserOf
) -> None:
    unlucky = user_of(new_cluster)
    unlucky.begin("SELECT 1")
    wait_until(
        lambda: (new_cluster.home / f"{new_cluster.data.name}.draft" / "PG_VERSION").exists(),
        "it is being made",
    )
    unlucky.kill()

    assert user_of(new_cluster).ask("SELECT 1") == "[(1,)]"
    assert not list(new_cluster.home.glob("*.draft"))


def test_a_killed_user_costs_no_data_and_keeps_no_server(cluster: LocalCluster, user_of: UserOf) -> None:
    killed = user_of(cluster)
    killed.ask("CREATE TABLE killed AS SELECT 'legitimate debate' AS words")
    server = postmaster(cluster)

    killed.kill()
    wait_until(lambda: not is_alive(server), "the server has stopped")

    assert user_of(cluster).ask("TABLE killed") == "[('legitimate debate',)]"


def test_the_server_stays_while_anybody_uses_it(cluster: LocalCluster, user_of: UserOf) -> None:
    staying, leaving = user_of(cluster), user_of(cluster)
    before = leaving.ask(WHICH_SERVER)
    assert staying.ask(WHICH_SERVER) == before

    leaving.leave()
    staying.ask(f"SELECT pg_sleep({3 * LINGER})")

    assert staying.ask(WHICH_SERVER) == before


def test_commands_in_a_row_share_the_server(cluster: LocalCluster, user_of: UserOf) -> None:
    cluster.linger = 60
    first = user_of(cluster)
    before = first.ask(WHICH_SERVER)
    first.leave()

    after = user_of(cluster).ask(WHICH_SERVER)

    assert after == before


def test_after_the_server_was_killed_the_next_connection_finds_every_row(
    cluster: LocalCluster, user_of: UserOf
) -> None:
    user = user_of(cluster)
    user.ask("CREATE TABLE said AS SELECT generate_series(1, 1000)")
    before = user.ask(WHICH_SERVER)

    os.kill(postmaster(cluster), signal.SIGKILL)

    assert user.ask("SELECT count(*) FROM said") == "[(1000,)]"
    assert user.ask(WHICH_SERVER) != before


def test_an_orderly_end_of_the_keeper_is_one_of_the_server(cluster: LocalCluster, user_of: UserOf) -> None:
    user = user_of(cluster)
    user.ask("CREATE TABLE orderly AS SELECT 1")
    server = postmaster(cluster)
    keeper = subprocess.check_output(["ps", "-o", "ppid=", "-p", str(server)])

    os.kill(int(keeper), signal.SIGTERM)
    wait_until(lambda: not is_alive(server), "the server has stopped")
    logged = cluster.log.stat().st_size

    assert user.ask("TABLE orderly") == "[(1,)]"
    assert "automatic recovery" not in cluster.log.read_text()[logged:]


def test_the_addresses_of_other_servers_do_not_mislead_it(
    cluster: LocalCluster, user_of: UserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "elsewhere"}.items():
        monkeypatch.setenv(name, value)

    assert user_of(cluster).ask("SELECT 1") == "[(1,)]"


def test_a_server_that_cannot_start_says_why_and_where_to_read_more(
    cluster: LocalCluster, user_of: UserOf
) -> None:
    user = user_of(cluster)
    user.ask("SELECT 1")
    user.leave()
    stop(cluster)
    settings = cluster.data / "postgresql.auto.conf"
    settings.write_text("work_mem = 'a lot'\n")

    answer = user_of(cluster).ask("SELECT 1")
    settings.write_text("")

    assert answer.startswith("LocalDatabaseError The embedded database did not start:")
    assert 'invalid value for parameter "work_mem": "a lot"' in answer
    assert str(cluster.log) in answer
