"""What was released stays as it was released."""

from __future__ import annotations

import pytest

from policy_positions.models import Release, ReleasedPosition, ReleasePiece, ReleaseRequest
from tests.factories import make_position, make_user
from tests.models.breaking import refused_by
from tests.rewriting import enable, guards_off, sql

pytestmark = pytest.mark.django_db


def make_release(number: int = 1, **fields) -> Release:
    names = ("revision", "positions", "quotations", "added", "changed", "withdrawn", "size")
    said = {"released_by": make_user(), "note": "Monthly.", "sha256": "0" * 64}
    defaults = {**dict.fromkeys(names, 1), **said}
    return Release.objects.create(number=number, **{**defaults, **fields})


@pytest.fixture
def release() -> Release:
    made = make_release()
    ReleasePiece.objects.create(release=made, order=0, content=b"PK")
    ReleasedPosition.objects.create(release=made, position=make_position(), version=1)
    return made


@pytest.mark.parametrize("change", [{"sha256": "1" * 64}, {"positions": 2}, {"note": "Better."}])
def test_a_release_is_not_changed(release, change):
    with refused_by("release_stays"):
        Release.objects.filter(pk=release.pk).update(**change)


def test_without_its_guard_it_would_be(release):
    with guards_off(Release):
        Release.objects.update(positions=2)

    assert Release.objects.get().positions == 2


def test_a_release_is_not_taken_back(release):
    with refused_by("release_stays"):
        sql("DELETE FROM policy_positions_release")


def test_a_piece_of_it_is_not_changed(release):
    with refused_by("release_piece_stays"):
        release.pieces.update(content=b"other")


def test_what_it_holds_is_not_changed(release):
    with refused_by("released_position_stays"):
        release.held.update(version=2)


@pytest.mark.parametrize(
    ("model", "promise"),
    [
        (Release, "release_is_never_emptied"),
        (ReleasePiece, "release_piece_is_never_emptied"),
        (ReleasedPosition, "released_position_is_never_emptied"),
    ],
)
def test_no_table_of_it_is_emptied(release, model, promise):
    enable(model)

    with refused_by(promise):
        sql(f"TRUNCATE {model._meta.db_table} CASCADE")


def test_numbers_begin_at_one():
    with refused_by("release_numbers_begin_at_one"):
        make_release(0)


def test_a_release_says_what_it_is_for():
    with refused_by("release_note_is_not_blank"):
        make_release(note=" ")


def test_the_digest_of_its_archive_is_one():
    with refused_by("release_sha256_is_a_digest"):
        make_release(sha256="none")


def test_a_piece_has_its_place_alone(release):
    with refused_by("release_piece_is_one_of_its_release"):
        ReleasePiece.objects.create(release=release, order=0, content=b"")


def test_a_position_is_held_once(release):
    with refused_by("released_position_is_held_once"):
        held = release.held.get()
        ReleasedPosition.objects.create(release=release, position=held.position, version=2)


def test_nobody_asks_for_a_release_without_saying_what_for():
    user = make_user()

    with refused_by("releaserequest_note_is_not_blank"):
        ReleaseRequest.objects.create(note=" ", asked_by=user)
