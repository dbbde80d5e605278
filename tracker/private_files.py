"""Folders and files that only their owner may read: the local database, the local secrets."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path


class PrivateFolderError(RuntimeError):
    """A folder cannot be made, or others could read it or put things into it."""


def private_folder(path: Path, *, trusted_by_root: int | None = None) -> Path:
    """Return ``path``, made if it was missing, and open to nobody but its owner.

    The owner must be this account. Root may also work in the folder of the account that it trusts.
    """
    trusted = {os.geteuid(), trusted_by_root} if os.geteuid() == 0 else {os.geteuid()}
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.stat()
        owners = {found.st_uid, path.lstat().st_uid}  # of the folder, and of a link that leads to it
    except OSError as error:
        raise PrivateFolderError(f"The folder {path} cannot be made: {error.strerror}.") from error
    if strangers := owners - trusted:
        raise PrivateFolderError(
            f"The folder {path} belongs to account {strangers.pop()}, and this runs as {os.geteuid()}: "
            "run as its owner, or hand it over with chown -R."
        )
    if found.st_mode & 0o077:
        raise PrivateFolderError(f"The folder {path} is open to others: chmod 700 {path}, or remove it.")
    return path


def keep_once(path: Path, make: Callable[[], str]) -> str:
    """Return what the private file ``path`` holds, written with ``make()`` the first time.

    Two processes that start at once read the same text: the file appears whole, and only once.
    """
    if not path.exists():
        text = make()
        draft, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(draft, "w", encoding="utf-8") as file:
            file.write(text)
        try:
            os.link(name, path)
        except FileExistsError:
            pass  # another process was first: what it wrote holds for both
        finally:
            Path(name).unlink()
    return path.read_text(encoding="utf-8")
