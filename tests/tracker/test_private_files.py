"""What is kept for the owner alone is kept once, and from everybody else."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from tracker.private_files import PrivateFolderError, keep_once, private_folder


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "outer" / "inner")

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_folder_that_others_can_read_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    with pytest.raises(PrivateFolderError, match=f"{tmp_path} is open to others: chmod 700"):
        private_folder(tmp_path)

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else's")
def test_the_folder_of_a_stranger_is_refused_even_behind_a_link(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o700)
    os.chown(theirs, 54321, 54321)
    link = tmp_path / "ours"
    link.symlink_to(theirs)

    with pytest.raises(PrivateFolderError, match="belongs to account 54321"):
        private_folder(link)

    assert private_folder(link, trusted_by_root=54321) == link


def test_a_folder_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(PrivateFolderError, match="file/inner cannot be made: Not a directory"):
        private_folder(tmp_path / "file" / "inner")


def test_a_secret_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    place = tmp_path / "secret_key"

    first = keep_once(place, lambda: "first")
    second = keep_once(place, lambda: "second")

    assert (first, second) == ("first", "first")
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_starts_at_once_agree_on_one_secret_and_leave_no_draft(tmp_path: Path) -> None:
    numbers = count()

    with ThreadPoolExecutor(16) as starts:
        read = set(starts.map(lambda _: keep_once(tmp_path / "key", lambda: str(next(numbers))), range(64)))

    assert len(read) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["key"]
