"""Django on the embedded database: nothing starts before it is asked, and a killed server comes back."""

import os
import signal
import subprocess
import sys

from tests.servers import PROJECT, stop, wait_until
from tracker.localdb.cluster import LocalCluster

TWO_REQUESTS = """
import django
django.setup()
from django.db import close_old_connections, connection

def ask(statement):
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()

ask("CREATE TABLE django AS SELECT 1000 AS words; SELECT 1")
print("ready", flush=True)
input()
print(*ask("TABLE django"), flush=True)
"""


def local_environment(cluster: LocalCluster) -> dict[str, str]:
    """Local mode, whatever database the tests themselves run on."""
    asked = {"DATABASE_URL", "ALLOWED_HOSTS", "SECRET_KEY", "SECURE_PROXY", "DEBUG"}
    others = {name: value for name, value in os.environ.items() if name not in asked}
    return {**others, "LOCALDB_DIR": str(cluster.home), "DJANGO_SETTINGS_MODULE": "tracker.settings"}


def test_a_kept_connection_to_a_killed_server_is_replaced_in_the_next_request(cluster: LocalCluster) -> None:
    site = subprocess.Popen(
        [sys.executable, "-c", TWO_REQUESTS],
        cwd=PROJECT,
        env=local_environment(cluster),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert site.stdout and site.stdout.readline() == "ready\n"
    logged = cluster.log.stat().st_size

    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    wait_until(
        lambda: "due to unexpected postmaster exit" in cluster.log.read_text()[logged:], "it is noticed"
    )
    said, _ = site.communicate("\n")

    assert said == "1000\n"
    stop(cluster)


def test_commands_that_need_no_database_start_none(new_cluster: LocalCluster) -> None:
    checked = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=PROJECT,
        env=local_environment(new_cluster),
        capture_output=True,
        text=True,
        check=True,
    )

    assert "no issues" in checked.stdout
    assert [file.name for file in new_cluster.home.iterdir()] == ["secret_key"]


def test_dbshell_opens_the_database_with_the_psql_of_the_wheel(cluster: LocalCluster) -> None:
    shell = subprocess.run(
        [sys.executable, "manage.py", "dbshell", "--", "-tAc", "SELECT current_database()"],
        cwd=PROJECT,
        env=local_environment(cluster),
        capture_output=True,
        text=True,
        check=True,
    )

    assert shell.stdout == "policy_positions\n"
    stop(cluster)
