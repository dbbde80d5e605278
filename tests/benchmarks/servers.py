"""`python -m tests.benchmarks.servers`: the same site behind each web server that could serve it."""

from __future__ import annotations

import sys

import django

django.setup()

from django.core.management import call_command

from . import serving
from .loading import BRINGING_A_COOKIE, generator, requests_per_second, tag_of

SIZE = 100_000
CLIENTS = (1, 8, 32)
SECONDS = 4
GUNICORN = [
    sys.executable,
    "-m",
    "gunicorn",
    "--bind",
    "127.0.0.1:PORT",
    "--log-level",
    "error",
    "--no-control-socket",
]
GRANIAN = [
    sys.executable,
    "-m",
    "granian",
    "--interface",
    "wsgi",
    "--port",
    "PORT",
    "--log-level",
    "error",
    "--no-ws",
]
SERVERS = {
    "gunicorn, 1 process, 8 threads": [
        *GUNICORN,
        "--worker-class",
        "gthread",
        "--threads",
        "8",
        "tracker.wsgi",
    ],
    "gunicorn, 2 processes, 4 threads each": [
        *GUNICORN,
        "--worker-class",
        "gthread",
        "--workers",
        "2",
        "--threads",
        "4",
        "tracker.wsgi",
    ],
    "gunicorn, 2 processes": [*GUNICORN, "--workers", "2", "tracker.wsgi"],
    "granian, 1 process, 8 threads": [*GRANIAN, "--blocking-threads", "8", "tracker.wsgi:application"],
    "granian, 2 processes, 4 threads each": [
        *GRANIAN,
        "--workers",
        "2",
        "--blocking-threads",
        "4",
        "tracker.wsgi:application",
    ],
}


def main() -> None:
    print(
        f"Requests a second with {' / '.join(map(str, CLIENTS))} clients, by {generator()}; then the\n"
        "server's processor time a request, which others at work on the machine change less.\n"
    )
    call_command("migrate", verbosity=0)
    call_command("make_sample", str(SIZE), "--if-empty")
    print("| server | a list made anew | a kept page | 304 | megabytes |\n| --- | --- | --- | --- | --- |")
    for name, command in SERVERS.items():
        with serving.running(command, "/positions/") as server:
            tag = {"If-None-Match": tag_of(server.base, "/positions/")}
            loads = (BRINGING_A_COOKIE, {"Accept-Encoding": "gzip"}, tag)
            cells = [_loaded(server, headers) for headers in loads]
            print(f"| {name} | {' | '.join(cells)} | {server.megabytes:,.0f} |", flush=True)


def _loaded(server: serving.Server, headers: dict[str, str]) -> str:
    before = server.processor_seconds
    rates = [
        requests_per_second(server.base, ["/positions/"], clients, SECONDS, headers) for clients in CLIENTS
    ]
    spent = (server.processor_seconds - before) * 1000 / max(sum(rates) * SECONDS, 1)
    return f"{' / '.join(f'{rate:,.0f}' for rate in rates)}; {spent:,.2f} ms"


if __name__ == "__main__":
    main()
