"""The files of deploy/, taken apart: which commands they call."""

from __future__ import annotations

import configparser
import os
import re
import shutil
from pathlib import Path

from django.conf import settings

import pytest

DEPLOY = settings.BASE_DIR / "deploy"
UNITS = DEPLOY / "systemd"
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])


def instructions(path: Path) -> list[tuple[str, str]]:
    """Of a container file, in their order: (RUN, what is run)."""
    written = re.sub(r"\\\n\s*", "", path.read_text())
    lines = (line for line in written.splitlines() if line and not line.startswith("#"))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in lines)]


def last_stage(path: Path) -> list[tuple[str, str]]:
    told = instructions(path)
    starts = [place for place, (word, _) in enumerate(told) if word == "FROM"]
    return told[starts[-1] :]


def unit(name: str) -> dict[str, str]:
    """What a unit says of its service; where a word stands twice, the last."""
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(UNITS / name)
    return dict(parser["Service"])


def program(name: str) -> str:
    """Where it is; CI installs what is missing, elsewhere the test is skipped."""
    found = shutil.which(name, path=PATH)
    if found is None and os.environ.get("CI") != "true":
        pytest.skip(f"{name} is not installed here")
    assert found, f"{name} is not installed: .ci/run should have done that."
    return found
