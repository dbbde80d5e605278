"""How fast everything is written as a file, beside COPY of the same join by PostgreSQL's own client.

    python -m tests.benchmarks.exports

reads the record of the database that the settings name. Rows a second and ratios to COPY, in turn, the best
of three; the seconds until the first piece; and what the process grew by while it wrote.
"""

from __future__ import annotations

import datetime
import os
import resource
import subprocess
import sys
import time

import django

ROUNDS = 3
NEWEST_FIRST = """(SELECT id, row_number() OVER (ORDER BY stated_on DESC NULLS LAST, id DESC) AS place
    FROM policy_positions_position WHERE state = 'published') AS asked"""


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def peak() -> float:
    """Megabytes that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def copied() -> float:
    """Seconds of psql for everything, in one statement, to nowhere."""
    from django.db import connection

    from policy_positions.exports.cells import select_from

    statement = " ".join(select_from(NEWEST_FIRST).split())
    settings = connection.get_connection_params()
    place = {
        f"PG{name.upper()}": str(settings[name]) for name in ("host", "port", "user") if name in settings
    }
    secret = {"PGPASSWORD": str(settings["password"])} if settings.get("password") else {}
    database = {"PGDATABASE": str(settings.get("dbname") or settings.get("database"))}
    began = time.perf_counter()
    subprocess.run(
        ["psql", "-qX", "-c", f"COPY ({statement}) TO STDOUT (FORMAT csv)"],
        env={**os.environ, **place, **secret, **database},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - began


def written(name: str) -> tuple[float, float, int]:
    """Seconds for the whole file and until its first piece, and its rows."""
    from django.http import QueryDict

    from policy_positions import exports
    from policy_positions.filters import PositionFilter

    form = {**exports.FORMATS, "datapackage": exports.DATA_PACKAGE}[name]
    began, first = time.perf_counter(), 0.0
    at = datetime.datetime.now(datetime.UTC)
    everything = exports.extract(PositionFilter(QueryDict("")), site="https://tracker.example.org", at=at)
    for _piece in form.write(everything):
        first = first or time.perf_counter() - began
    return time.perf_counter() - began, first, everything.quotations


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    _seconds, _first, rows = written("csv")  # reads the columns
    base = min(copied() for _ in range(ROUNDS))
    say(f"{rows:,} rows; psql COPY of the same join: {rows / base:,.0f} rows a second")
    for name in ("csv", "jsonl", "jsonld", "xlsx", "datapackage"):
        before = peak()
        seconds, first, _rows = min(written(name) for _ in range(ROUNDS))
        say(
            f"{name}: {rows / seconds:,.0f} rows a second, {base / seconds:.0%} of COPY; "
            f"first piece after {first:.2f} s; memory grew by {peak() - before:.0f} MB"
        )


if __name__ == "__main__":
    main()
