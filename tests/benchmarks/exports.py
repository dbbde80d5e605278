"""How fast everything is written as a file, beside COPY of the same cells by PostgreSQL's own client.

    python -m tests.benchmarks.exports [csv jsonl jsonld xlsx datapackage]

reads the record of the database that the settings name. For CSV, JSON lines and JSON-LD, psql is given the
statement that the format has written: the same join, cells, quoting and order, in one COPY of everything,
newest first. It throws away what it gets. Rows a second and ratios, in turn, the best of some rounds; the
seconds until the first rows; and what the process grew by while it wrote.
"""

from __future__ import annotations

import argparse
import datetime
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection
from django.http import QueryDict

from policy_positions import exports
from policy_positions.exports.cells import CELLS, select_from
from policy_positions.exports.in_json import name as cell
from policy_positions.exports.rows import AS_CSV
from policy_positions.filters import PositionFilter

FORMATS = {**exports.FORMATS, "datapackage": exports.DATA_PACKAGE}
IN_ONE_COPY = ("csv", "jsonl", "jsonld")
NEWEST_FIRST = """(SELECT id, row_number() OVER (ORDER BY stated_on DESC NULLS LAST, id DESC) AS place
    FROM policy_positions_position WHERE state = 'published') AS asked"""


class ByPsql(exports.Rows):
    """The rows of everything, as psql writes them in one statement, to nowhere."""

    def __init__(self) -> None:
        super().__init__([])

    def selects(self) -> list[str]:
        return [select_from(NEWEST_FIRST)]

    def pieces(self, columns: str, form: str, **said: Any) -> Iterator[bytes]:
        values = {name: value for name, value in said.items() if isinstance(value, str)}
        (statement,) = self.statements(columns, form, **values)
        asked = connection.get_connection_params()
        place = {
            f"PG{name.upper()}": str(asked[name]) for name in ("host", "port", "user") if asked.get(name)
        }
        secret = {"PGPASSWORD": str(asked["password"])} if asked.get("password") else {}
        database = {"PGDATABASE": str(asked.get("dbname") or asked.get("database"))}
        subprocess.run(
            [_psql(), "-qX", "-c", statement],
            env={**os.environ, **place, **secret, **database},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        yield from ()


def _psql() -> str:
    program = Path(connection.client.executable_name)
    return str(program) if program.exists() else "psql"


def everything() -> exports.Extract:
    at = datetime.datetime.now(datetime.UTC)
    return exports.extract(PositionFilter(QueryDict("")), site="https://tracker.example.org", at=at)


def copied(name: str) -> float:
    """Seconds of psql for what the format has written."""
    extract = replace(everything(), rows=ByPsql())
    began = time.perf_counter()
    for _nothing in FORMATS[name].write(extract):
        pass
    return time.perf_counter() - began


def copied_plainly() -> float:
    """Seconds of psql for the columns as they stand, without the quoting of formulas."""
    began = time.perf_counter()
    for _nothing in ByPsql().pieces(", ".join(map(cell, CELLS)), AS_CSV):
        pass
    return time.perf_counter() - began


def written(name: str) -> tuple[float, float]:
    """Seconds for the whole file, with finding out what it holds, and until its first piece of rows."""
    began, first, size = time.perf_counter(), 0.0, 0
    for piece in FORMATS[name].write(everything()):
        size += len(piece)
        first = first or (time.perf_counter() - began if size > 10_000 else 0)
    return time.perf_counter() - began, first


def peak() -> float:
    """Megabytes that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(name: str, rounds: int) -> dict[str, float]:
    before = peak()
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(written(name))
        if name in IN_ONE_COPY:
            theirs.append(copied(name))
    seconds, first = min(ours)
    figures = {"seconds": seconds, "first": first, "grew": peak() - before}
    return {**figures, "copy": min(theirs)} if theirs else figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(FORMATS), metavar="format")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    rows = everything().quotations  # reads the columns
    say(f"{rows:,} rows; psql COPY of the bare columns: {rows / copied_plainly():,.0f} rows a second")
    for name in given.names:
        told = measured(name, given.rounds)
        beside = f", {told['copy'] / told['seconds']:.0%} of psql’s" if "copy" in told else ""
        beside += f" {rows / told['copy']:,.0f}" if "copy" in told else ""
        say(
            f"{name}: {rows / told['seconds']:,.0f} rows a second{beside}; first rows after "
            f"{told['first']:.2f} s of {told['seconds']:.1f}; memory grew by {told['grew']:.0f} MB"
        )


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
