"""`python -m tests.benchmarks`: generate, compare, time, report; exits 1 when a target is missed."""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from pathlib import Path

import django

django.setup()

from django.conf import settings
from django.core.management import call_command

from . import measuring, peers, report, serving
from .questions import standard


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", type=int, help="how many positions the record has")
    parser.add_argument("--rounds", type=int, default=5, help="how often each page is asked for (default: 5)")
    parser.add_argument(
        "--small", type=Path, help="the figures of a smaller record, to say what growth costs"
    )
    parser.add_argument("--figures", type=Path, help="where to write this record's figures")
    parser.add_argument(
        "--ratios-only", action="store_true", help="judge no absolute time: others use the machine"
    )
    parser.add_argument(
        "--without-datasette", action="store_true", help="its slow pages take most of the time"
    )
    parser.add_argument("--without-load", action="store_true", help="one page at a time alone")
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("make_sample", str(given.size), "--if-empty")
    database = Path(settings.LOCALDB_DIR) / "bench.db"
    if not (database.exists() or given.without_datasette):
        print("Writing the same record for Datasette ...", flush=True)
        peers.make_sqlite(database)
    questions = standard(given.size)
    with ExitStack() as stack:
        servers = {
            server.name: server
            for server in (
                stack.enter_context(serving.running(*serving.site(serving.free_port()))),
                stack.enter_context(
                    serving.running(
                        *serving.plain(serving.free_port()),
                        DJANGO_SETTINGS_MODULE="tests.benchmarks.plain_settings",
                    )
                ),
            )
        }
        if not given.without_datasette:
            datasette = stack.enter_context(
                serving.running(*serving.datasette(serving.free_port(), database))
            )
            servers[datasette.name] = datasette
        figures = measuring.measure(
            given.size,
            questions,
            servers,
            rounds=given.rounds,
            by_processor=given.ratios_only,
            with_load=not given.without_load,
        )
    if given.figures:
        given.figures.write_text(figures.as_json())
    small = measuring.Figures.from_json(given.small.read_text()) if given.small else None
    print(report.written(figures, small, ratios_only=given.ratios_only))
    sys.exit(0 if report.all_met(figures, small, ratios_only=given.ratios_only) else 1)


if __name__ == "__main__":
    main()
