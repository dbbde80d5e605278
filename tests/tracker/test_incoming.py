"""A file that is sent while the disk is full: a clear word, and no half of it left behind."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions.models import Import
from tests.disks import room_for
from tests.factories import make_user

pytestmark = pytest.mark.django_db

MEBIBYTE = 1024 * 1024
LARGE = b"country\n" + b"\n" * 3 * MEBIBYTE  # larger than what is held in memory


@pytest.fixture
def folder(settings, tmp_path) -> Path:
    """Where files are put that are sent."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    return tmp_path


@pytest.fixture
def desk(db) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make_user("editor"))
    return client


def hand_in(desk: Client):
    return desk.post(reverse("desk_imports"), {"file": SimpleUploadedFile("rows.csv", LARGE)})


def test_without_room_for_it_that_is_said_and_nothing_is_left_behind(folder, desk):
    with room_for(MEBIBYTE):
        refused = hand_in(desk)

    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert "no room left on its disk" in refused.content.decode()
    assert list(folder.iterdir()) == []
    assert not Import.objects.exists()


def test_django_s_own_handler_keeps_the_half_of_it(folder):
    """The twin."""
    own = TemporaryFileUploadHandler()
    own.new_file("file", "rows.csv", "text/csv", len(LARGE))

    with room_for(MEBIBYTE), pytest.raises(OSError, match="too large"):
        own.receive_data_chunk(LARGE, 0)

    assert len(list(folder.iterdir())) == 1
    with suppress(OSError):
        own.file.close()
