"""Drafts, submits and publishes without end, and says of each act that it is done when it is."""

from __future__ import annotations

import os
import secrets
import sys
from datetime import date

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    from django.contrib.auth.models import Group, User

    from policy_positions import editing
    from policy_positions.models import Source
    from tests.factories import make_text
    from tests.test_editing import fields, passage

    def named(group: str) -> User:
        user = User.objects.create_user(f"{group}-{secrets.token_hex(6)}")
        user.groups.add(Group.objects.get(name=group))
        return user

    author, reviewer = named("editor"), named("reviewer")
    while True:
        slug = f"source-{secrets.token_hex(6)}"
        source = Source.objects.create(
            slug=slug, title=slug, publisher="The Paper", issued=date(2012, 4, 1), issued_precision="month"
        )
        text = make_text(f"Text {slug}. Drugs should be legal. It ends.", source=source)
        draft = editing.draft(fields(), [passage(text)], by=author, apart=True)
        tell(draft.public_id, 1)
        submitted = editing.submit(draft, by=author)
        tell(draft.public_id, 2)
        editing.publish(submitted, by=reviewer)
        tell(draft.public_id, 3)


def tell(name: str, done: object) -> None:
    sys.stdout.write(f"{name} {done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
