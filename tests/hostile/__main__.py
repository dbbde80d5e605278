"""Throw, count, print; exit 1 when anything broke."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import django

from tests.servers import Served, own_folder

THREADS = 4
PROJECT = Path(__file__).resolve().parents[2]


def main() -> int:
    asked = _arguments()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    with _site(asked) as (address, accounts):
        return _attack(address, accounts, asked.requests, asked.seed)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument(
        "address", nargs="?", help="of a running site; without it one is started for the attack"
    )
    parser.add_argument("--requests", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--port", type=int, default=8180)
    parser.add_argument("--as", dest="accounts", nargs="*", default=[], metavar="NAME:PASSWORD")
    return parser.parse_args()


@contextmanager
def _site(asked: argparse.Namespace) -> Iterator[tuple[str, dict[str, str]]]:
    if asked.address:
        yield asked.address, dict(account.split(":", 1) for account in asked.accounts)
        return
    with own_folder() as folder:
        served = Served(port=asked.port, DATABASE_URL="", LOCALDB_DIR=f"{folder}/db")
        try:
            yield served.address, served.accounts
        finally:
            served.stop()


def _attack(address: str, accounts: dict[str, str], count: int, seed: int) -> int:
    from .requests import requests
    from .sending import Site, throw

    site = Site(address)
    sessions = {name: site.sign_in(name, password) for name, password in accounts.items()}
    _, listed = site.ask("GET", b"/api/v1/positions/")
    ids = tuple(row["public_id"] for row in json.loads(listed)["results"])
    thrown = list(islice(requests(seed, tuple(sessions), ids), count))
    with ThreadPoolExecutor(THREADS) as threads:
        parts = [thrown[number::THREADS] for number in range(THREADS)]
        tallies = list(threads.map(lambda part: throw(site, iter(part), sessions), parts))
    statuses = sum((tally.statuses for tally in tallies), Counter())
    failures = [failure for tally in tallies for failure in tally.failures]
    print(f"{sum(statuses.values()):,} requests, seed {seed}, as nobody, {', '.join(sessions)}.")
    print("Answers: " + ", ".join(f"{status}: {number:,}" for status, number in sorted(statuses.items())))
    print(f"Slowest answer: {max(tally.slowest for tally in tallies):.1f} s. Failures: {len(failures)}.")
    for failure in failures[:40]:
        print(f"  {failure}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
