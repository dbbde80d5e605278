"""Nothing that a person opens is left out of the walks through every page type."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command

import pytest

from tests.access.table import rows
from tests.browser.page_types import MORE, NOT_PAGES, addresses, make_work, page_names
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)
LEAD_ON = {"login", "password_set"}  # who is signed in goes to another page from there


@pytest.fixture
def admin() -> User:
    call_command("load_record", verbosity=0)
    editor, reviewer, admin = (make_user(group) for group in ("editor", "reviewer", "admin"))
    make_work(editor, reviewer, admin)
    return admin


def test_every_address_that_answers_with_a_page_is_among_the_page_types(client, admin):
    client.force_login(admin)

    answered = {name: client.get(address) for name, address in addresses(admin).items() if name not in MORE}

    closed = {
        name: page.status_code
        for name, page in answered.items()
        if page.status_code != (302 if name in LEAD_ON else 200)
    }
    assert closed == {}
    files = {
        name
        for name, page in answered.items()
        if name not in LEAD_ON and not page["Content-Type"].startswith("text/html")
    }
    assert files == set()


def test_what_is_left_out_is_on_the_table_of_addresses():
    named = {row.name for row in rows()}

    assert named >= NOT_PAGES
    assert len(page_names()) > len(NOT_PAGES)


def test_every_picture_on_a_page_has_a_name_or_is_hidden_from_who_hears_the_page(client, admin):
    """The code for a camera, drawn by segno, has the name of the frame it stands in."""
    client.force_login(admin)

    unnamed = {
        name: tag
        for name, address in addresses(admin).items()
        for tag in re.findall(r"<svg[^>]*>|<img[^>]*>", client.get(address).content.decode())
        if not re.search(r'aria-hidden="true"|aria-label="[^"]+"|alt="[^"]+"|class="segno"', tag)
    }

    assert unnamed == {}


def test_what_moves_in_a_style_moves_only_for_who_has_not_asked_for_less():
    styles = (Path(settings.BASE_DIR) / "static/css").glob("*.css")
    still = r"@media \(prefers-reduced-motion: no-preference\) \{.*?\n\}"

    moving = {style.name: re.sub(still, "", style.read_text(), flags=re.DOTALL) for style in styles}

    assert [name for name, rest in moving.items() if re.search(r"\b(transition|animation)\b", rest)] == []
