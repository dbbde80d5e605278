"""A release is made beside its request: with progress, as of one moment, whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

import pytest

from policy_positions import background, editing
from policy_positions.background import STARTS_WITHIN, Task, teller
from policy_positions.models import DataRevision, Release, ReleasePiece, ReleaseRequest, Revision
from policy_positions.vocabulary import RecordKind
from tests.factories import make_position, make_user
from tests.rewriting import make_history
from tests.servers import kill_once_written

pytestmark = pytest.mark.django_db(transaction=True)

# Releases the record, and waits for an answer that never comes when all but the last row is written.
PROGRAM = """
import sys
from contextlib import nullcontext
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django
django.setup()
from django.contrib.auth.models import User
from policy_positions import releasing
from policy_positions.editing import releases

def wait(*said, **more):
    print("written", flush=True)
    sys.stdin.readline()

releases.append = wait
if sys.argv[3] == "without its transaction":
    releases.at_one_moment = lambda **how: nullcontext()
releases.release(
    lambda: releasing.archive("http://testserver"), by=User.objects.get(username=sys.argv[2]), note="Monthly."
)
"""


@pytest.fixture
def admin(client, transactional_db):
    user = make_user("admin", is_staff=True)
    client.force_login(user)
    return user


def ask(client, note: str = "Monthly."):
    response = client.post(reverse("curate_release"), {"note": note})
    finish()
    return response


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name.startswith("release-"):
            thread.join(timeout=60)


def page(client) -> str:
    return " ".join(unescape(client.get(reverse("curate_release")).content.decode()).split())


@contextmanager
def under_way(asked: ReleaseRequest, done: int, total: int) -> Iterator[None]:
    """Somebody is at it, in a transaction of their own, and has come so far."""
    has_told, has_been_seen = threading.Event(), threading.Event()

    def work() -> None:
        with transaction.atomic():
            teller(Task("release", asked.pk), total)(done)
            has_told.set()
            has_been_seen.wait(timeout=30)
        connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    has_told.wait(timeout=30)
    try:
        yield
    finally:
        has_been_seen.set()
        thread.join(timeout=30)


@pytest.mark.usefixtures("admin")
def test_what_an_admin_asks_for_is_released(client):
    position = make_history()

    response = ask(client)

    release = Release.objects.get()
    assert response["Location"] == release.get_absolute_url()
    assert release.held.get().position == position
    assert ReleaseRequest.objects.get().release == release
    assert "Data release 1 is published." in page(client)


def test_while_it_is_made_the_page_says_how_far_it_has_come(client, admin):
    make_history()
    asked = ReleaseRequest.objects.create(note="Monthly.", asked_by=admin)

    with under_way(asked, 100, 100):
        told = page(client)

    assert "100 of 100 positions" in told
    assert "data-waits" in told
    assert "Publish release" not in told


def test_a_second_release_is_not_begun_beside_the_first(client, admin):
    make_history()
    asked = ReleaseRequest.objects.create(note="Monthly.", asked_by=admin)

    with under_way(asked, 0, 100):
        response = ask(client, "Once more.")

    assert response.status_code == 422
    assert not Release.objects.exists()
    assert ReleaseRequest.objects.get() == asked


def test_what_was_interrupted_says_so_and_is_asked_for_again_in_the_same_words(client, admin):
    make_history()
    asked = ReleaseRequest.objects.create(note="For the dissertation.", asked_by=admin)
    ReleaseRequest.objects.update(begun_at=timezone.now() - 2 * STARTS_WITHIN)

    told = page(client)
    ask(client, asked.note)

    assert "was interrupted, and nothing of it was kept" in told
    assert 'value="For the dissertation."' in told
    assert Release.objects.get().note == "For the dissertation."


def test_who_publishes_meanwhile_waits_for_nothing_and_is_in_the_next_release(admin):
    make_history()
    revision = DataRevision.objects.current()
    is_written, goes_on = threading.Event(), threading.Event()

    def slowly() -> Iterator[bytes]:
        yield b"PK"
        is_written.set()
        goes_on.wait(timeout=30)

    def work() -> None:
        editing.release(slowly, by=admin, note="Monthly.")

    def begin() -> None:
        background.beside(Task("release", 1), work, at_one_moment=True)

    starting = threading.Thread(target=begin)
    starting.start()
    is_written.wait(timeout=30)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '5s'")
    make_history()
    goes_on.set()
    starting.join(timeout=30)
    finish()

    release = Release.objects.get()
    assert (release.positions, release.revision) == (1, revision[0])
    assert editing.changes_since(release).added == 1


def kill_in_the_middle(admin, how: str) -> None:
    """Release in a process of its own, and kill it before the last row is written."""
    kill_once_written(PROGRAM, connection.settings_dict["NAME"], admin.username, how)


def test_a_release_that_is_killed_leaves_nothing(admin):
    with transaction.atomic():
        make_position()
    make_history()

    kill_in_the_middle(admin, "as it is")

    assert not Release.objects.exists()
    assert not ReleasePiece.objects.exists()


def test_without_its_transaction_half_of_it_would_be_there(admin):
    make_history()

    kill_in_the_middle(admin, "without its transaction")

    assert Release.objects.exists()
    assert not Revision.objects.filter(kind=RecordKind.RELEASE).exists()
