"""Asking: one page at a time for medians, and by many clients at once for what a server holds."""

from __future__ import annotations

import http.client
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from urllib.parse import urlsplit

BRINGING_A_COOKIE = {"Cookie": "benchmark=1"}  # a page is made anew for who brings one


def ask(
    base: str, path: str, headers: dict[str, str] | None = None, *, limit: float = 600
) -> tuple[float, bytes]:
    """Milliseconds and the whole answer, over a connection of its own as keep-alive would have it open."""
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=limit)
    connection.connect()
    started = time.perf_counter()
    connection.request("GET", path, headers=headers or {})
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - started) * 1000
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{base}{path} answered {answer.status}: {body[:200]!r}")
    return taken, body


def tag_of(base: str, path: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=600)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return answer.getheader("ETag") or ""


def median_and_p95(taken: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(taken)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def requests_per_second(
    base: str, paths: Sequence[str], clients: int, seconds: int, headers: dict[str, str]
) -> float:
    """By wrk where it is installed, else by as many threads of Python."""
    if shutil.which("wrk"):
        return _by_wrk(base, paths, clients, seconds, headers)
    return _by_threads(base, paths, clients, seconds, headers)


def generator() -> str:
    return "wrk" if shutil.which("wrk") else "threads of Python, which take processor time themselves"


def _by_wrk(base: str, paths: Sequence[str], clients: int, seconds: int, headers: dict[str, str]) -> float:
    given = "".join(
        f'wrk.headers["{name}"] = {value!r}\n'.replace("'", '"')
        if '"' not in value
        else f"wrk.headers[\"{name}\"] = '{value}'\n"
        for name, value in headers.items()
    )
    listed = ", ".join(f'"{path}"' for path in paths)
    script = f"{given}local paths = {{{listed}}}\nlocal n = 0\n" + (
        "request = function() n = n + 1; return wrk.format(nil, paths[(n * 7919) % #paths + 1]) end\n"
    )
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        said = subprocess.run(
            ["wrk", "-t1", f"-c{clients}", f"-d{seconds}s", "--timeout", "60s", "-s", file.name, base],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def _by_threads(
    base: str, paths: Sequence[str], clients: int, seconds: int, headers: dict[str, str]
) -> float:
    done = [0] * clients
    until = time.perf_counter() + seconds

    def client(number: int) -> None:
        chance = random.Random(number)
        connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=600)
        while time.perf_counter() < until:
            connection.request("GET", chance.choice(paths), headers=headers)
            connection.getresponse().read()
            done[number] += 1

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds
