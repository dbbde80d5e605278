"""Text that people write, wherever it comes in: every character of it can be seen."""

from __future__ import annotations

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

import pytest

from policy_positions.models import Source
from policy_positions.models.text import Line, Prose, WebAddress

HIDDEN = {
    "NUL": "\0",
    "a lone surrogate": "\ud800",
    "a turn of direction": "\u202e",
    "an isolate": "\u2066",
    "a zero-width space": "\u200b",
    "a zero-width joiner": "\u200d",
    "a byte order mark": "\ufeff",
    "a private use": "\ue000",
    "a plane of private use": "\U000f0000",
    "a control": "\x1b",
    "a tag": "\U000e0041",
    "not a character": "\uffff",
}
# Written by the program, or cut from a text that was asked already.
NOT_WRITTEN = {
    *(
        "iso2",
        "iso3",
        "public_id",
        "sha256",
        "previous",
        "digest",
        "record",
        "kind",
        "file_sha256",
        "file_type",
    ),
    *("address", "column", "prefix", "suffix", "fault", "said", "slug", "act"),
}
# A source's own wording is evidence, kept as it was: the forms that take it in ask, and say where it stands.
EVIDENCE = {"body"}


def text_fields() -> list[models.Field]:
    ours = apps.get_app_config("policy_positions").get_models()
    return [
        field
        for model in ours
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, models.SlugField)
        and not field.choices
        and field.name not in NOT_WRITTEN | EVIDENCE
    ]


@pytest.mark.parametrize("field", text_fields(), ids=str)
def test_every_field_that_people_write_is_of_visible_text(field):
    assert isinstance(field, Line | Prose | WebAddress), f"Make {field} a Line, Prose or WebAddress."


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("field", [Line(max_length=40), Prose()], ids=["line", "prose"])
def test_a_character_that_nobody_sees_is_refused_by_name_and_place(field, character):
    with pytest.raises(
        ValidationError, match=r"cannot be seen: take it out. It is character 5, after .Otto."
    ):
        field.clean(f"Otto{character}", None)


@pytest.mark.parametrize("character", list(HIDDEN.values()), ids=HIDDEN)
def test_without_this_it_is_taken(character):
    assert models.TextField().clean(f"Otto{character}", None) == f"Otto{character}"


@pytest.mark.parametrize(
    "text", ["Otto Pérez Molina", "n\u00a0o", "co\u00adca", "“¿Qué?”", "两岸", "ação\tline\nline"]
)
def test_what_is_seen_is_taken_as_it_is(text):
    assert Prose().clean(text, None) == text


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "file:///etc/passwd"]
)
@pytest.mark.parametrize("name", ["url", "archive_url"])
def test_an_address_of_a_source_is_one_of_the_web(name, address):
    field = Source._meta.get_field(name)

    with pytest.raises(ValidationError):
        field.clean(address, None)


def test_without_this_an_address_of_another_scheme_is_taken():
    assert models.URLField().clean("ftp://a.example/", None)
