"""Kill -9 in the middle of an import: nothing half done."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

import pytest

from policy_positions import uploads
from policy_positions.models import Import, Position, Quotation
from policy_positions.vocabulary import ImportState
from tests.factories import make_user
from tests.servers import kill_once_written
from tests.uploads.rows import as_csv, frame, two_positions

pytestmark = pytest.mark.django_db(transaction=True)

# Imports the file; says when the first position is written, and then waits for an answer that never comes.
PROGRAM = """
import sys
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from pathlib import Path
from django.contrib.auth.models import User
from policy_positions.editing.arriving import AsDrafts
from policy_positions.editing import importing
from policy_positions.editing.importing import import_rows
from policy_positions.exports.reading import read

importing.AT_ONCE = 1  # else a file of two is written by one statement

def wait(rows):
    print("written", flush=True)
    sys.stdin.readline()

work = {"as it is": import_rows, "without its transaction": import_rows.__wrapped__}[sys.argv[4]]
lines = list(read(Path(sys.argv[2])))
work(lines, arrival=AsDrafts(User.objects.get(username=sys.argv[3])), after_each=wait)
"""


def kill_in_the_middle(path: Path, author, how: str) -> None:
    """Start the import in a process of its own, and kill it when the first of two positions is written."""
    kill_once_written(PROGRAM, connection.settings_dict["NAME"], path, author.username, how)


@pytest.fixture
def author(transactional_db):
    return make_user("editor")


@pytest.fixture
def path(transactional_db, tmp_path) -> Path:
    file = tmp_path / "rows.csv"
    file.write_bytes(as_csv(two_positions(frame())))
    return file


def test_an_import_that_is_killed_leaves_nothing(author, path):
    kill_in_the_middle(path, author, "as it is")

    assert (Position.objects.count(), Quotation.objects.count()) == (0, 0)


def test_without_its_transaction_half_of_it_would_be_there(author, path):
    kill_in_the_middle(path, author, "without its transaction")

    assert Position.objects.count() == 1


def test_after_it_was_killed_the_file_is_imported_as_if_nothing_had_been(author, path):
    kill_in_the_middle(path, author, "as it is")

    held = Import.objects.create(
        name="rows.csv",
        sha256="a" * 64,
        content=path.read_bytes(),
        made_by=author,
        state=ImportState.CHECKED,
    )
    uploads.begin(held, by=author)

    held.refresh_from_db()
    assert held.state == ImportState.IMPORTED
    assert Position.objects.count() == 2
