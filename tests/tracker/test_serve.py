"""`manage.py serve`: from nothing to a site that says where it is, what it holds and who can sign in."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from urllib.request import urlopen

import pytest

from tests.servers import PROJECT, stop
from tracker.localdb.cluster import LocalCluster

from .test_localdb_backend import local_environment


def serve(cluster: LocalCluster, port: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", port],
        cwd=PROJECT,
        env={**local_environment(cluster), "DEBUG": "1"},  # static files need no collecting then
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def test_a_taken_port_is_said_at_once_with_what_to_type(new_cluster: LocalCluster, taken_port: int) -> None:
    refused = serve(new_cluster, str(taken_port))

    said, problem = refused.communicate()

    assert (refused.returncode, said) == (1, "")
    assert problem.endswith(f"Port {taken_port} is taken. Choose another: make run PORT={taken_port + 1}\n")
    assert not new_cluster.data.exists()


@pytest.mark.parametrize("port", ["0", "65536"])
def test_a_port_that_does_not_exist_is_refused(new_cluster: LocalCluster, port: str) -> None:
    _, problem = serve(new_cluster, port).communicate()

    assert problem.endswith(
        f"There is no port {port}: choose one from 1 to 65535, as in make run PORT=8001\n"
    )


def test_it_serves_the_record_of_an_empty_database_until_told_to_stop(
    new_cluster: LocalCluster, free_port: int
) -> None:
    with serve(new_cluster, str(free_port)) as site:
        assert site.stdout and site.stderr
        said = "".join(takewhile(lambda line: line != "Ctrl-C stops it.\n", site.stdout))
        with urlopen(f"http://127.0.0.1:{free_port}/") as page:
            home = page.read().decode()
        site.send_signal(signal.SIGINT)
        complaints = site.stderr.read()

    published = re.search(r"It holds ([1-9]\d*) published positions, ", said)
    assert f"The tracker is on http://127.0.0.1:{free_port}/" in said
    assert published, said
    assert "</html>" in home
    assert re.search(r"editor +\S{12}\n +reviewer +\S{12}\n +admin +\S{12}\n", said)
    assert (site.returncode, complaints) == (0, "")
    stop(new_cluster)
