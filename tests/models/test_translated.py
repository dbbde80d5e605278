"""Translations are words, in one of the three languages, of words in English."""

from __future__ import annotations

import pytest

from tests.factories import make_issue, make_organization, make_summit
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db

KINDS = [
    (make_issue, "issue_translations_are_words"),
    (make_organization, "organization_translations_are_words"),
    (make_summit, "summit_translations_are_words"),
]


@pytest.mark.parametrize(("make", "promise"), KINDS)
@pytest.mark.parametrize(
    "translations", [{"de": {"Name": "Name"}}, {"es": {"Name": " "}}, {"es": {"Name": 1}}, {"es": "Nombre"}]
)
def test_what_is_no_translation_is_refused(make, promise, translations):
    row = make()

    with refused_by(promise):
        type(row).objects.filter(pk=row.pk).update(translations=translations)


@pytest.mark.parametrize(("make", "promise"), KINDS)
def test_words_in_each_language_are_held(make, promise):
    row, words = make(), {language: {"Name": f"{language}!"} for language in ("es", "fr", "pt")}

    type(row).objects.filter(pk=row.pk).update(translations=words)

    row.refresh_from_db()
    assert row.translations == words
