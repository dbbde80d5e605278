"""PostgreSQL's own programs, pointed at the database of the settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from tracker.localdb import LocalDatabaseError, binaries

# Where the packages of Debian and of PostgreSQL itself put the programs of one version.
OF_THE_VERSION = ("/usr/lib/postgresql/{}/bin", "/usr/pgsql-{}/bin")


class ProgramError(RuntimeError):
    """The program is not here, or failed; the message is for whoever runs the command."""


def run(program: str, *options: str) -> None:
    """The password goes by the environment, where no list of processes shows it."""
    connection.ensure_connection()
    version = connection.connection.info.server_version // 10_000
    words = [_place_of(program, version=version), *options]
    done = subprocess.run(
        words, env={**os.environ, **_whereabouts()}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip() or f"it ended with {done.returncode}, without a word."
        raise ProgramError(f"{program} failed: {said}")


def _whereabouts() -> dict[str, str]:
    """Of the open connection: where no host is named, each build of libpq looks in a folder of its own."""
    held = connection.connection.info
    known = {"PGHOST": held.host, "PGPORT": held.port, "PGUSER": held.user, "PGDATABASE": held.dbname}
    return {name: str(value) for name, value in {**known, "PGPASSWORD": held.password}.items() if value}


def _place_of(program: str, *, version: int) -> str:
    """Of the server's own version, which knows its catalogues best; else the embedded server's, or any."""
    bundled = _bundled(program)
    installed = [Path(folder.format(version), program) for folder in OF_THE_VERSION]
    is_of_the_version = bundled is not None and int(binaries.major_version()) == version
    places = [bundled, *installed] if is_of_the_version else [*installed, bundled]
    found = next((str(place) for place in places if place and place.exists()), shutil.which(program))
    if found is None:
        raise ProgramError(f"{program} is not here: install PostgreSQL’s client programs.")
    return found


def _bundled(program: str) -> Path | None:
    try:
        return binaries.folder() / program
    except LocalDatabaseError:
        return None
