"""While the record can only be read, reading goes on, and what an editor typed is not lost."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.forms.labels import labels
from policy_positions.models import Position
from tests.factories import make_text, make_user
from tests.sent_forms import sent_by
from tests.test_editing import fields, passage
from tests.views.test_conflicts import typed

pytestmark = pytest.mark.django_db(transaction=True)

SUMMARY = "He wants “<b>legal</b>” drugs,\nand said it twice."
READ = (
    "countries",
    "leaders",
    "positions",
    "matrix",
    "coverage",
    "desk",
    "desk_imports",
    "desk_review",
    "sitemap",
)


@pytest.fixture
def author(transactional_db) -> User:
    return make_user("editor")


@pytest.fixture
def draft(author) -> Position:
    text = make_text("Señor Pérez said: “Drugs should be legal.” Nobody answered, and Cuba was not there.")
    return editing.draft(fields(), [passage(text)], by=author)


@pytest.fixture
def desk(author) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(author)
    return client


@pytest.fixture
def read_only(draft, desk) -> Iterator[None]:
    _only_read(True)
    yield
    _only_read(False)


def _only_read(is_so: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('default_transaction_read_only', %s, false)", [str(is_so).lower()])


def sent(draft: Position) -> dict[str, object]:
    text = draft.quotations.get().text
    return typed(draft, text, summary=SUMMARY, **{"passages-0-text": text.pk})


def test_what_was_typed_comes_back_with_a_button_and_is_saved_when_it_can_be(desk, draft, read_only):
    address = reverse("desk_position_edit", args=[draft.public_id])

    refused = desk.post(address, sent(draft))

    page = refused.content.decode()
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    assert "the record is kept for reading only" in page
    assert "<b>" not in page
    draft.refresh_from_db()
    assert (draft.version, draft.summary) == (1, "Drugs should be legal, he said.")
    _only_read(False)
    assert desk.post(address, sent_by(page)).status_code == 302
    draft.refresh_from_db()
    assert (draft.version, draft.summary.replace("\r\n", "\n")) == (2, SUMMARY)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "el registro está solo para lectura"),
        ("pt", "o registro está só para leitura"),
        ("fr", "le registre est en lecture seule"),
    ],
)
def test_it_is_said_in_the_language_of_the_address(desk, draft, read_only, language, said):
    address = reverse("desk_position_edit", args=[draft.public_id])

    page = desk.post(f"/{language}{address}", sent(draft)).content.decode()

    assert f'<html lang="{language}">' in page
    assert said in page
    assert "Nothing" not in page


LABEL = re.compile(r'<label for="[^"]*">\s*([^<]*?)\s*<')


@pytest.mark.parametrize(
    ("language", "called"), [("", ["Passage 1", "Summary, in the record’s own words"]), ("/es", None)]
)
def test_what_was_typed_is_called_as_on_its_form(desk, draft, read_only, language, called):
    address = language + reverse("desk_position_edit", args=[draft.public_id])

    shown = sorted(LABEL.findall(desk.post(address, sent(draft)).content.decode()))

    on_the_form = set(LABEL.findall(desk.get(address).content.decode()))
    assert len(shown) == 2
    assert shown == (called or shown)
    assert {re.sub(r" \d+$", "", label) for label in shown} <= on_the_form


def test_of_forms_with_one_field_in_common_the_one_that_was_sent_names_it():
    of_a_position = labels(["country", "issue", "stance", "summary", "reason"])
    of_an_act = labels(["reason"])

    assert of_a_position["reason"] == "Reason for this change"
    assert of_an_act["reason"] == "Reason"


def test_a_name_that_no_form_has_is_written_as_words():
    assert labels(["what_nobody_asked-3-in_any_form"]) == {"what_nobody_asked-3-in_any_form": "In any form 4"}


@pytest.mark.parametrize("name", READ)
def test_reading_goes_on(desk, read_only, name):
    answer = desk.get(reverse(name))

    assert answer.status_code == 200
    assert "kept for reading only" not in answer.content.decode()


def test_a_password_is_not_repeated(read_only, draft):
    client = Client(raise_request_exception=False)

    refused = client.post(
        reverse("login"), {"username": draft.drafted_by.username, "password": "a long enough password"}
    )

    assert refused.status_code == 503
    assert "a long enough password" not in refused.content.decode()


def test_a_file_is_not_said_to_be_kept(desk, read_only):
    refused = desk.post(reverse("desk_imports"), {"file": SimpleUploadedFile("rows.csv", b"country\nGTM\n")})

    assert refused.status_code == 503
    assert "What you typed is still here" not in refused.content.decode()


def test_a_full_disk_of_the_database_is_said_and_nothing_is_kept(desk, draft):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = 'disk_full'; END $$; "
            "CREATE TRIGGER no_room BEFORE INSERT ON policy_positions_revision EXECUTE FUNCTION no_room()"
        )

    try:
        refused = desk.post(reverse("desk_position_edit", args=[draft.public_id]), sent(draft))
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION no_room CASCADE")

    assert refused.status_code == 503
    assert "no room left on its disk" in refused.content.decode()
    assert sent_by(refused.content.decode())["summary"].replace("\r\n", "\n") == SUMMARY
    draft.refresh_from_db()
    assert (draft.version, draft.revisions.count()) == (1, 1)
