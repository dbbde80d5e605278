"""What several rooms' tests share."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.management import call_command

import pytest


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the two articles' texts, which are no part of the project: CI must have it."""
    folder = os.environ.get("ARTICLES_DIR", "")
    if folder and Path(folder).is_dir():
        return Path(folder).resolve()
    if os.environ.get("CI") == "true":
        pytest.fail("ARTICLES_DIR must name the folder of the articles' texts.")
    return pytest.skip("ARTICLES_DIR names no folder with the articles' texts.")


@pytest.fixture
def record(db) -> None:
    """The shipped record, loaded."""
    call_command("load_record", verbosity=0)


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Tests make accounts by the dozen and keep no secret."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    """Tests need no collected, hashed files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
