"""A process that is killed in the middle of a publication leaves nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, transaction

import pytest

from policy_positions import editing
from policy_positions.models import Position
from tests.factories import make_text, make_user
from tests.servers import wait_until
from tests.test_editing import fields, passage

pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = Path(__file__).parents[1]
# A process of its own, on the database of the tests.
BEGIN = """
import sys
import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from django.contrib.auth.models import User
from policy_positions import editing
from policy_positions.editing.recording import record, snapshot
from policy_positions.models import Position
from policy_positions.vocabulary import Act

position = Position.objects.get(pk=sys.argv[2])
reviewer = User.objects.get(pk=sys.argv[3])
"""
PUBLISH = BEGIN + "editing.publish(position, by=reviewer)"
# The same two writes, each committed on its own.
PUBLISH_IN_PIECES = (
    BEGIN
    + """
from django.utils import timezone

position.state, position.version = "published", position.version + 1
position.published_by, position.published_at = reviewer, timezone.now()
position.save()
record(position, Act.PUBLISH, by=reviewer)
"""
)

WAITING = "FROM pg_locks WHERE NOT granted AND relation = 'policy_positions_revision'::regclass"


def someone_waits_to_record() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {WAITING}")
        return bool(cursor.fetchone()[0])


@pytest.fixture
def submitted() -> tuple[Position, User]:
    author, text = make_user("editor"), make_text("He said: “Drugs should be legal.” Nobody answered.")
    draft = editing.draft(fields(), [passage(text)], by=author)
    return editing.submit(draft, by=author), make_user("reviewer")


def kill_between_row_and_revision(program: str, position: Position, reviewer: User) -> None:
    """Hold the revisions, so that the other process has written the row and waits; then kill it."""
    words = [
        sys.executable,
        "-c",
        program,
        connection.settings_dict["NAME"],
        str(position.pk),
        str(reviewer.pk),
    ]
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE policy_positions_revision IN SHARE MODE")
        process = subprocess.Popen(words, cwd=PROJECT, env={**os.environ, **_environment()})
        try:
            wait_until(lambda: someone_waits_to_record() or process.poll() is not None, "it waits to record")
            assert process.poll() is None, "it ended before it was killed"
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=30)
        # What waits for a lock does not notice at once that its client is gone: let it.
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT pg_terminate_backend(pid) {WAITING}")
        wait_until(lambda: not someone_waits_to_record(), "the killed process waits no more")


def _environment() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "tracker.settings", "LOCALDB_DIR": str(settings.LOCALDB_DIR)}


def test_a_publication_that_is_killed_before_its_revision_has_not_happened(submitted):
    position, reviewer = submitted

    kill_between_row_and_revision(PUBLISH, position, reviewer)

    now = Position.objects.get()
    assert (now.state, now.version, now.published_by) == ("in_review", 2, None)
    assert [revision.act for revision in now.revisions.all()] == ["submit", "draft"]
    assert editing.publish(now, by=reviewer).state == "published"


def test_without_the_transaction_the_row_is_published_and_nobody_says_by_which_act(submitted):
    """The twin: the row and no revision."""
    position, reviewer = submitted

    kill_between_row_and_revision(PUBLISH_IN_PIECES, position, reviewer)

    now = Position.objects.get()
    assert (now.state, now.version) == ("published", 3)
    assert [revision.act for revision in now.revisions.all()] == ["submit", "draft"]
