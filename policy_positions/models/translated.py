"""What a row is called in the other languages: each translation is tied to the English it translates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Value

Translations = Mapping[str, Mapping[str, str]]


class Translated(models.Model):
    """By language, then by the English words: others in their place have no translation until one is written.

    The words of an earlier wording keep theirs, since what was coded under it is still shown by it.
    """

    TRANSLATED: ClassVar[tuple[str, ...]] = ()

    translations = models.JSONField(
        default=dict,
        db_default=Value({}, models.JSONField()),
        blank=True,
        editable=False,
        help_text="What its words are in the other languages: by language, then by the English words.",
    )

    class Meta:
        abstract = True

    @property
    def to_translate(self) -> dict[str, str]:
        """The row's words in English by field, each once, without what is empty."""
        by_words = {getattr(self, name): name for name in reversed(self.TRANSLATED) if getattr(self, name)}
        return {name: words for words, name in reversed(by_words.items())}

    def lacking(self, language: str) -> list[str]:
        """The fields whose words have no translation."""
        said = self.translations.get(language, {})
        return [name for name, words in self.to_translate.items() if words not in said]


def together(first: Translations, second: Translations) -> dict[str, dict[str, str]]:
    """Both; where they differ, as the first has it."""
    return {
        language: {**second.get(language, {}), **first.get(language, {})}
        for language in sorted({*first, *second})
    }


class AreTranslations(Func):
    """An object by language of objects of words, none of them empty."""

    template = (
        "NOT jsonb_path_exists(%(expressions)s, '$.keyvalue() ? "
        '(!(@.key like_regex "^(es|pt|fr)$") || @.value.type() != "object" '
        '|| exists(@.value.* ? (@.type() != "string" || !(@ like_regex "[^[:space:]]"))))\')'
    )
    output_field = models.BooleanField()


def translations_are_words(*, model: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=AreTranslations(F("translations")),
        name=f"{model}_translations_are_words",
        violation_error_message=(
            "translations are words by language (es, pt, fr) and by what they are in English."
        ),
    )
