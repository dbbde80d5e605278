"""The environment is safe when it says nothing, and told plainly when it says something impossible."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers import PROJECT
from tracker.configuration import ConfigurationError, read

BASE = Path("/somewhere")
PUBLIC = {
    "DATABASE_URL": "postgres://tracker:pass%23word-of-ours@db.example.org:5433/record",
    "SECRET_KEY": "long and random",
    "ALLOWED_HOSTS": "tracker.example.org, .example.net",
}


def test_an_empty_environment_serves_this_machine_alone_without_debug() -> None:
    asked = read({}, base=BASE)

    assert asked.is_local and not asked.debug and not asked.https_only
    assert asked.allowed_hosts == ("localhost", "127.0.0.1", "[::1]")
    assert asked.database["ENGINE"] == "tracker.localdb"
    assert asked.local_folder == BASE / ".localdb"


def test_a_public_site_takes_its_database_secret_and_hosts_and_speaks_https_only() -> None:
    asked = read(PUBLIC, base=BASE)

    address = {name: asked.database[name] for name in ("ENGINE", "HOST", "PORT", "NAME", "USER", "PASSWORD")}
    assert address == {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "db.example.org",
        "PORT": 5433,
        "NAME": "record",
        "USER": "tracker",
        "PASSWORD": "pass#word-of-ours",
    }
    assert asked.allowed_hosts == ("tracker.example.org", ".example.net")
    assert asked.secret_key == "long and random"
    assert asked.https_only and not asked.is_local and not asked.debug and not asked.behind_proxy


def test_keys_of_before_are_taken_as_they_are_named() -> None:
    asked = read({**PUBLIC, "SECRET_KEY_FALLBACKS": "the one before, and the one before that,"}, base=BASE)

    assert asked.former_keys == ("the one before", "and the one before that")
    assert read(PUBLIC, base=BASE).former_keys == ()


def test_replicas_pooler_and_cache_are_taken_as_they_are_named() -> None:
    urls = "postgres://reader@one.example.org/record, postgres://reader@two.example.org:5433/record"
    asked = read(
        {**PUBLIC, "REPLICA_URLS": urls, "DATABASE_POOLED": "1", "CACHE_URL": "redis://c:6379/0"}, base=BASE
    )

    assert [replica["HOST"] for replica in asked.replicas] == ["one.example.org", "two.example.org"]
    assert {each["DISABLE_SERVER_SIDE_CURSORS"] for each in (asked.database, *asked.replicas)} == {True}
    assert (asked.cache_url, asked.replica_lag) == ("redis://c:6379/0", 1.0)


def test_without_them_there_is_one_database_and_no_cache() -> None:
    asked = read(PUBLIC, base=BASE)

    assert (asked.replicas, asked.cache_url) == ((), "")
    assert asked.database["DISABLE_SERVER_SIDE_CURSORS"] is False


def test_debug_and_the_proxy_are_on_only_when_asked_for() -> None:
    asked = read({**PUBLIC, "DEBUG": "1", "SECURE_PROXY": "1"}, base=BASE)

    assert asked.debug and asked.behind_proxy
    assert not asked.https_only


@pytest.mark.parametrize("value", ["", "0"])
def test_debug_stays_off(value: str) -> None:
    assert not read({"DEBUG": value}, base=BASE).debug


@pytest.mark.parametrize(
    ("environment", "problem"),
    [
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe': write 1 for on, 0 for off."),
        ({"DEBUG": "True"}, "DEBUG is 'True': write 1 for on, 0 for off."),
        ({"ALLOWED_HOSTS": "x.org"}, "ALLOWED_HOSTS is set (x.org) and DATABASE_URL is not"),
        ({"SECURE_PROXY": "1"}, "SECURE_PROXY is set (1) and DATABASE_URL is not"),
        ({**PUBLIC, "SECRET_KEY": ""}, "DATABASE_URL is set and SECRET_KEY is not"),
        ({**PUBLIC, "SECRET_KEY": "  "}, "DATABASE_URL is set and SECRET_KEY is not"),
        ({**PUBLIC, "ALLOWED_HOSTS": ""}, "DATABASE_URL is set and ALLOWED_HOSTS is not"),
        ({**PUBLIC, "ALLOWED_HOSTS": "a.org,,b.org"}, "a name is missing beside a comma"),
        ({**PUBLIC, "ALLOWED_HOSTS": "a.org,"}, "a name is missing beside a comma"),
        ({**PUBLIC, "ALLOWED_HOSTS": "https://a.org"}, "'https://a.org' is not a host name"),
        ({**PUBLIC, "ALLOWED_HOSTS": "a.org:8000"}, "'a.org:8000' is not a host name"),
        (
            {"REPLICA_URLS": "postgres://me:of-ours@db/x"},
            "REPLICA_URLS is set and DATABASE_URL is not",
        ),
        ({**PUBLIC, "REPLICA_URLS": "mysql://me:of-ours@db/x"}, "REPLICA_URLS has the scheme mysql"),
        ({**PUBLIC, "REPLICA_URLS": "postgres://me:of-ours@db"}, "REPLICA_URLS names no database"),
        (
            {**PUBLIC, "REPLICA_LAG_SECONDS": "soon"},
            "REPLICA_LAG_SECONDS is 'soon': write a number of seconds",
        ),
        ({**PUBLIC, "DATABASE_POOLED": "yes"}, "DATABASE_POOLED is 'yes': write 1 for on, 0 for off."),
        ({**PUBLIC, "CACHE_URL": "memcached://:of-ours@cache"}, "CACHE_URL is no address of Redis or Valkey"),
        ({**PUBLIC, "DATABASE_URL": "sqlite:///record.db"}, "DATABASE_URL has the scheme sqlite"),
        ({**PUBLIC, "DATABASE_URL": "record"}, "DATABASE_URL has no scheme"),
        ({**PUBLIC, "DATABASE_URL": "postgres://me:word#of-ours@db/x"}, "DATABASE_URL cannot be read"),
        ({**PUBLIC, "DATABASE_URL": "postgres://me:word-of-ours@db:port/x"}, "DATABASE_URL cannot be read"),
        ({**PUBLIC, "DATABASE_URL": "postgres://me:word-of-ours@db"}, "DATABASE_URL names no database"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_without_a_password(
    environment: dict[str, str], problem: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        read(environment, base=BASE)

    assert str(refused.value).startswith(problem) or problem in str(refused.value)
    assert "\n" not in str(refused.value)
    assert "of-ours" not in str(refused.value)


@pytest.mark.parametrize("command", ["check", "migrate", "serve", "runserver"])
def test_the_command_line_says_so_in_that_line_without_a_traceback(command: str) -> None:
    environment = {**os.environ, "DEBUG": "maybe"}

    refused = subprocess.run(
        [sys.executable, "manage.py", command],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr == "DEBUG is 'maybe': write 1 for on, 0 for off.\n"


def test_a_public_site_passes_djangos_own_list_for_deployment() -> None:
    secret = "".join(map(chr, range(33, 100)))
    environment = {**os.environ, **PUBLIC, "SECRET_KEY": secret, "SECURE_PROXY": "1"}

    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.returncode, checked.stderr) == (0, "")
