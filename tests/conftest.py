"""What several rooms' tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.models.signals import post_migrate
from django.test import override_settings

import pytest

from policy_positions.models.search import in_one
from tests.models.breaking import emptying_is_refused_by
from tracker.catalogues import compile_what_changed


def pytest_configure() -> None:
    compile_what_changed()


@pytest.fixture(scope="session")
def articles() -> Path:
    """The folder of the two articles' texts, which are no part of the project: CI must have it."""
    folder = os.environ.get("ARTICLES_DIR", "")
    if folder and Path(folder).is_dir():
        return Path(folder).resolve()
    if os.environ.get("CI") == "true":
        pytest.fail("ARTICLES_DIR must name the folder of the articles' texts.")
    return pytest.skip("ARTICLES_DIR names no folder with the articles' texts.")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """Tests that commit empty all tables after them, which the record of acts refuses everybody else."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for trigger in emptying_is_refused_by(cursor):
            cursor.execute(f"ALTER TABLE {trigger.table} DISABLE TRIGGER {trigger.name}")


@pytest.fixture(scope="session", autouse=True)
def _groups_outlive_a_flush() -> Iterator[None]:
    """A test that commits empties all tables after it, those that migrations filled as well."""
    groups = import_module("policy_positions.migrations.0002_groups")
    analysts = import_module("policy_positions.migrations.0012_analysts")

    def make_them_again(using: str, **options: object) -> None:
        with connections[using].schema_editor() as editor:
            groups.make_groups(apps, editor)
            analysts.make_group(apps, editor)

    post_migrate.connect(make_them_again, sender=apps.get_app_config("policy_positions"))
    yield
    post_migrate.disconnect(make_them_again)


@pytest.fixture
def record(db) -> None:
    """The shipped record, loaded."""
    call_command("load_record", verbosity=0)


@pytest.fixture
def made_anew(client) -> None:
    """Pages cost what making them costs: who brings a cookie is handed none that is kept."""
    client.cookies["any"] = "cookie"


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """Tests make accounts by the dozen and keep no secret."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _no_second_factor(settings) -> None:
    """Asked of nobody, but in the tests that are about it: see tests/accounts."""
    settings.SECOND_FACTOR_ROLES = ()


@pytest.fixture(autouse=True)
def _no_forms_of_words_kept() -> None:
    """Else what a page asks of the database would depend on which tests ran before."""
    in_one.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def _static_files_as_they_stand() -> Iterator[None]:
    """The live server serves what is in static/, uncollected; whoever asks for it first starts it for all."""
    with override_settings(WHITENOISE_USE_FINDERS=True, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(autouse=True)
def _plain_static_files(settings) -> None:
    """Tests need no collected, hashed files."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
