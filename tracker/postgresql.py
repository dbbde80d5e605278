"""PostgreSQL's own programs, pointed at the database of the settings."""

from __future__ import annotations

import os
import shutil
import subprocess

from django.db import connection

from tracker.localdb import LocalDatabaseError, binaries

VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
}


class ProgramError(RuntimeError):
    """The program is not here, or failed; the message is for whoever runs the command."""


def run(program: str, *options: str) -> None:
    """The password goes by the environment, where no list of processes shows it."""
    given = connection.get_connection_params()
    asked = {variable: str(given[name]) for name, variable in VARIABLES.items() if given.get(name)}
    words = [_place_of(program), *options]
    done = subprocess.run(words, env={**os.environ, **asked}, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip() or f"it ended with {done.returncode}, without a word."
        raise ProgramError(f"{program} failed: {said}")


def _place_of(program: str) -> str:
    """Beside the embedded server's, whose version it must not fall behind; else wherever it is installed."""
    try:
        bundled = binaries.folder() / program
    except LocalDatabaseError:
        bundled = None
    if bundled is not None and bundled.exists():
        return str(bundled)
    found = shutil.which(program)
    if found is None:
        raise ProgramError(f"{program} is not here: install PostgreSQL’s client programs.")
    return found
