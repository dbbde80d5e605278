"""Accounts to try the workflow with: on one machine only, with passwords that nobody else has."""

import stat
from io import StringIO
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client

import pytest

from policy_positions.management.commands.make_demo_accounts import first_passwords

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, settings) -> Path:
    settings.IS_LOCAL = True
    settings.LOCALDB_DIR = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return tmp_path


def make_demo_accounts() -> str:
    said = StringIO()
    call_command("make_demo_accounts", stdout=said)
    return said.getvalue().strip()


def test_an_editor_a_reviewer_and_an_admin_can_sign_in_each_in_the_group_of_that_name() -> None:
    assert make_demo_accounts() == "Made editor, reviewer, admin."

    made = {
        user.username: ([group.name for group in user.groups.all()], user.is_staff, user.is_superuser)
        for user in User.objects.all()
    }
    assert made == {
        "editor": (["editor"], False, False),
        "reviewer": (["reviewer"], False, False),
        "admin": (["admin"], True, False),
    }
    for name, password in first_passwords().items():
        visitor = Client()
        visitor.post("/accounts/login/", {"username": name, "password": password})
        assert "_auth_user_id" in visitor.session


def test_passwords_differ_between_accounts_and_installations(tmp_path: Path, settings) -> None:
    here = first_passwords()
    settings.LOCALDB_DIR = tmp_path / "elsewhere"
    settings.LOCALDB_DIR.mkdir()
    there = first_passwords()

    assert len({*here.values(), *there.values()}) == 6
    assert min(map(len, here.values())) >= 12


def test_passwords_are_kept_for_the_owner_alone(installation: Path) -> None:
    make_demo_accounts()

    kept = installation / "demo_accounts"
    assert first_passwords()["editor"] in kept.read_text()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_a_second_run_leaves_a_changed_password_and_group_alone() -> None:
    make_demo_accounts()
    editor = User.objects.get(username="editor")
    editor.set_password("chosen since")
    editor.save()
    editor.groups.clear()

    assert make_demo_accounts() == "The demo accounts are there already."

    editor.refresh_from_db()
    assert editor.check_password("chosen since")
    assert not editor.groups.exists()


def test_a_site_with_a_database_of_its_own_gets_no_demo_accounts(installation: Path, settings) -> None:
    settings.IS_LOCAL = False

    with pytest.raises(CommandError, match="DATABASE_URL is set: use createsuperuser"):
        make_demo_accounts()

    assert not User.objects.exists()
    assert not list(installation.iterdir())
