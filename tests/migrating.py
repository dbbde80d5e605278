"""`python -m tests.migrating`: each migration down and up again with the shipped record in it, newest first.

Prints what each loses on the way: columns and tables that it brings are empty when it comes again.
"""

from __future__ import annotations

import sys

from tests.servers import own_database

APP = "policy_positions"
ROW = "{:<34} {}"


def main() -> int:
    with own_database():
        return _walk()


def _walk() -> int:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from policy_positions.inspection import contents

    def migrate(target: str | None) -> None:
        MigrationExecutor(connection).migrate([(APP, target)])

    call_command("load_record", verbosity=0)
    names = sorted(name for app, name in MigrationExecutor(connection).loader.disk_migrations if app == APP)
    failures = 0
    for former, name in reversed(list(zip([None, *names], names, strict=False))):
        before = contents()
        try:
            migrate(former)
            migrate(name)
        except Exception as error:
            failures += 1
            sys.stdout.write(ROW.format(name, f"failed: {error}") + "\n")
            break
        after = contents()
        ours = [table for table in before if table != "django_migrations"]
        lost = [
            f"{table.removeprefix(APP + '_')} ({before[table].rows} rows, then {after[table].rows})"
            for table in ours
            if before[table] != after[table]
        ]
        sys.stdout.write(ROW.format(name, "down, up; differs: " + (", ".join(lost) or "nothing")) + "\n")
        migrate(former)
    migrate(names[-1])
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
