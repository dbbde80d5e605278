"""`python -m tests.benchmarks SIZE`: generate, compare, time, report; exits 1 when a target is missed.

Each part is measured by itself: one that fails is told in the report and costs no other. Figures and report
are written after each part, beside the record; with --parts the others are as they were measured last.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from contextlib import ExitStack
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from . import parts, peers, report, serving, watching
from .figures import Figures
from .questions import standard

SQL = "sql"


def main() -> None:
    given = _arguments()
    watching.load_the_extension()
    call_command("migrate", verbosity=0)
    call_command("make_sample", str(given.size), "--if-empty")
    figures = Figures.kept(given.figures, given.size)
    figures.by_processor = given.ratios_only
    small = Figures.from_json(given.small.read_text()) if given.small and given.small.exists() else None
    if small and small.size >= given.size:
        small = None
    with ExitStack() as stack:
        bench = parts.Bench(
            given.size, given.rounds, standard(given.size), _servers(given, stack), SQL not in given.without
        )
        for name in given.parts:
            _measure(name, figures, bench)
            given.figures.write_text(figures.as_json())
            said = report.written(figures, small, ratios_only=given.ratios_only)
            given.figures.with_suffix(".md").write_text(said)
    print(said)
    sys.exit(0 if report.all_met(figures, small, ratios_only=given.ratios_only) else 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, help="how many positions the record has")
    parser.add_argument(
        "--parts",
        type=lambda said: said.split(","),
        default=list(parts.PARTS),
        metavar="A,B",
        help=f"some of {', '.join(parts.PARTS)} (default: all)",
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often a page is asked for (default: 5)")
    parser.add_argument("--small", type=Path, help="the figures of a smaller record")
    parser.add_argument("--figures", type=Path, help="where this record's figures are kept")
    parser.add_argument(
        "--ratios-only",
        action="store_true",
        help="take ratios of processor time, and judge what holds of a smaller record on a busy machine",
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        choices=("plain", "datasette", SQL),
        help="a peer that is not asked; without sql pages are not compared with what it answers either",
    )
    given = parser.parse_args()
    given.figures = given.figures or Path(settings.LOCALDB_DIR) / "figures.json"
    if unknown := set(given.parts) - set(parts.PARTS):
        parser.error(f"There is no part {', '.join(unknown)}; there are {', '.join(parts.PARTS)}.")
    return given


def _servers(given: argparse.Namespace, stack: ExitStack) -> dict[str, serving.Server]:
    """Those that the parts ask."""
    wanted = {name for part in given.parts for name in parts.PARTS[part].asks} - set(given.without)
    if "datasette" in wanted:
        database = Path(settings.LOCALDB_DIR) / "bench.db"
        if not database.exists():
            print("Writing the same record for Datasette ...", flush=True)
            peers.make_sqlite(database)
    return {name: stack.enter_context(serving.SERVERS[name]()) for name in sorted(wanted)}


def _measure(name: str, figures: Figures, bench: parts.Bench) -> None:
    print(f"== {name}", flush=True)
    began = time.perf_counter()
    figures.failures.pop(name, None)
    try:
        parts.PARTS[name].measure(figures, bench)
    except Exception as error:
        traceback.print_exc()
        figures.failures[name] = f"{type(error).__name__}: {error}"[:300]
        connection.close()
    print(f"== {name} took {time.perf_counter() - began:,.0f} s", flush=True)


if __name__ == "__main__":
    main()
