"""Words of a row in the other languages, each stored under the English words that it translates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Value

Translations = Mapping[str, Mapping[str, str]]


class Translated(models.Model):
    """``translations[language][English words]`` is a translation.

    When the English words change, the new ones have no translation until one is written. The old ones keep
    theirs: positions that were coded under an earlier wording are still shown with it.
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
    """The translations of both; where they differ, those of the first."""
    return {
        language: {**second.get(language, {}), **first.get(language, {})}
        for language in sorted({*first, *second})
    }


class AreTranslations(Func):
    """Whether it is ``{language: {English words: translation}}`` with no translation empty."""

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
