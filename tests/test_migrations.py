"""A migration runs beside the version that still serves: what would break or block that is refused here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

import psycopg2
import pytest
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

# Before this number nothing was in public yet: those migrations are left as they are.
BASELINE = 20
FOLDER = Path(settings.BASE_DIR, "policy_positions", "migrations")
ANALYSER = get_sql_analyser_class("postgresql", analyser_string="postgresql")

NEWEST = 2  # go down and up in `make test`; all of them by the command
# What a migration takes with it that the shipped record holds: docs/reliability.md has all of them.
TAKES = {
    "0020_translations_of_the_record": "issue (5 rows, then 5), organization (8 rows, then 8), "
    "summit (14 rows, then 14)"
}

pytestmark = pytest.mark.django_db


def test_no_new_migration_breaks_or_blocks_the_version_that_still_serves():
    before = [path.stem for path in FOLDER.glob("0*.py") if int(path.stem[:4]) <= BASELINE]
    linter = MigrationLinter(
        str(settings.BASE_DIR),
        include_apps=["policy_positions"],
        ignore_name=before,
        no_cache=True,
        analyser_string="postgresql",
        all_warnings_as_errors=True,
    )

    linter.lint_all_migrations()

    assert not linter.has_errors, "See docs/deploy.md, “A change in three steps”; what is wrong stands above."


@pytest.mark.parametrize(
    "statement",
    [
        'ALTER TABLE "policy_positions_position" ADD COLUMN "weight" integer NOT NULL;',
        'ALTER TABLE "policy_positions_position" DROP COLUMN "summary" CASCADE;',
        'ALTER TABLE "policy_positions_position" RENAME COLUMN "summary" TO "gist";',
        'ALTER TABLE "policy_positions_position" RENAME TO "policy_positions_statement";',
        'ALTER TABLE "policy_positions_position" ALTER COLUMN "summary" TYPE varchar(20);',
        'CREATE INDEX "by_summary" ON "policy_positions_position" ("summary");',
    ],
)
def test_what_breaks_or_blocks_is_seen_as_that(statement):
    errors, _, warnings = analyse_sql_statements(ANALYSER, [statement], exclude_migration_tests=[])

    assert errors or warnings


def test_a_column_that_may_be_empty_and_an_index_made_beside_the_readers_pass():
    harmless = [
        'ALTER TABLE "policy_positions_position" ADD COLUMN "weight" integer NULL;',
        'CREATE INDEX CONCURRENTLY "by_summary" ON "policy_positions_position" ("summary");',
    ]

    errors, _, warnings = analyse_sql_statements(ANALYSER, harmless, exclude_migration_tests=[])

    assert (errors, warnings) == ([], [])


def test_a_migration_does_not_make_readers_queue_behind_it():
    place = connection.get_connection_params()
    named = {name: place[name] for name in ("host", "port", "user", "dbname") if place.get(name)}
    another = psycopg2.connect(**named)
    another.cursor().execute("LOCK TABLE django_migrations")

    with pytest.raises(CommandError, match="Something holds a table"), transaction.atomic():
        call_command("migrate", lock_timeout=0.1, tries=1, verbosity=0)
    another.close()
    call_command("migrate", lock_timeout=0.1, tries=1, verbosity=0)


def test_the_newest_migrations_go_down_and_up_again_and_lose_what_is_documented():
    words = [sys.executable, "-m", "tests.migrating", "--newest", str(NEWEST)]
    newest = sorted(path.stem for path in FOLDER.glob("0*.py"))[-NEWEST:]

    done = subprocess.run(words, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)

    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    told = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert {name: f"down, up; differs: {TAKES.get(name, 'nothing')}" for name in newest} == told
