"""Accounts to try the workflow with, on one machine: an editor, a reviewer and an admin."""

import json
import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tracker.private_files import keep_once

NAMES = ("editor", "reviewer", "admin")  # each in the group of the same name


class Command(BaseCommand):
    help = "Make the accounts editor, reviewer and admin, on the embedded database only."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_LOCAL:
            raise CommandError(
                "Demo accounts are for the embedded database only, and DATABASE_URL is set: "
                "use createsuperuser, and add people to the groups in the admin."
            )
        made = make_missing_accounts()
        self.stdout.write(f"Made {', '.join(made)}." if made else "The demo accounts are there already.")


def make_missing_accounts() -> list[str]:
    """Return the names made now. A password that was changed since stays changed."""
    return [name for name, password in first_passwords().items() if _make_account(name, password)]


def first_passwords() -> dict[str, str]:
    """Return the password that each account is made with, drawn once per installation."""
    kept = keep_once(settings.LOCALDB_DIR / "demo_accounts", _draw_passwords)
    return dict(json.loads(kept))


@transaction.atomic
def _make_account(name: str, password: str) -> bool:
    user, is_new = User.objects.get_or_create(username=name, defaults={"is_staff": name == "admin"})
    if is_new:
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name=name))
    return is_new


def _draw_passwords() -> str:
    return json.dumps({name: secrets.token_urlsafe(9) for name in NAMES}, indent=2)
