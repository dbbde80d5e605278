"""`python -m tests.migrating`: each migration down and up again with the shipped record in it, newest first.

Prints what each loses on the way: columns and tables that it brings are empty when it comes again.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable

from tests.servers import own_database

APP = "policy_positions"
ROW = "{:<34} {}\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.migrating", description=__doc__)
    parser.add_argument("--newest", type=int, help="only so many of them (default: all)")
    asked = parser.parse_args()
    with own_database():
        return _walk(asked.newest)


def _walk(newest: int | None) -> int:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    def migrate(target: str | None) -> None:
        MigrationExecutor(connection).migrate([(APP, target)])

    call_command("load_record", verbosity=0)
    names = sorted(name for app, name in MigrationExecutor(connection).loader.disk_migrations if app == APP)
    steps = list(zip([None, *names], names, strict=False))[::-1][:newest]
    for former, name in steps:
        try:
            lost = _lost(lambda former=former, name=name: (migrate(former), migrate(name)))
        except Exception as error:
            sys.stdout.write(ROW.format(name, f"failed: {error}"))
            return 1
        sys.stdout.write(ROW.format(name, f"down, up; differs: {', '.join(lost) or 'nothing'}"))
        migrate(former)
    migrate(names[-1])
    return 0


def _lost(down_and_up: Callable[[], object]) -> list[str]:
    """The tables that do not say the same after it."""
    from policy_positions.inspection import contents

    before = contents()
    down_and_up()
    after = contents()
    return [
        f"{table.removeprefix(APP + '_')} ({before[table].rows} rows, then {after[table].rows})"
        for table in before
        if table != "django_migrations" and before[table] != after[table]
    ]


if __name__ == "__main__":
    sys.exit(main())
