"""The words of a row of the frame in the other languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst

from tracker.languages import OTHERS

from ..models.translated import Translated
from .fields import SpokenTextField
from .frame import CurationForm

LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code in OTHERS]
LONG = 90  # characters; longer words are written in a box of more lines
MOST = 3000


class TranslationForm(CurationForm):
    """A field a language for each of the row's words; an empty one leaves readers the English."""

    def __init__(self, *args: Any, row: Translated, read: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.row = row
        self.initial["read"] = read
        for name, words in row.to_translate.items():
            for code, language in LANGUAGES:
                self.fields[f"{name}_{code}"] = SpokenTextField(
                    label=language,
                    required=False,
                    max_length=MOST,
                    initial=row.translations.get(code, {}).get(words, ""),
                    widget=forms.Textarea(attrs={"lang": code, "rows": 2 if len(words) <= LONG else 5}),
                )

    @property
    def parts(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Each of the row's words: what they are, the English, and the fields of the languages."""
        return [
            (self._named(name), words, [self[f"{name}_{code}"] for code, _ in LANGUAGES])
            for name, words in self.row.to_translate.items()
        ]

    def _named(self, name: str) -> str:
        field: Any = self.row._meta.get_field(name)
        return capfirst(str(field.verbose_name))

    @property
    def written(self) -> dict[str, dict[str, str]]:
        """By language and field."""
        return {
            code: {name: self.cleaned_data[f"{name}_{code}"] for name in self.row.to_translate}
            for code, _ in LANGUAGES
        }
