"""Words that are translated when they are shown, not when they are named: for tables that are made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, cast

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from tracker import languages


def filled(words: str, **values: object) -> str:
    """Words with their {placeholders} filled, translated as late as the words are."""
    return cast(str, format_lazy(words, **values))


class Translated(Protocol):
    """A row that holds what its words are in other languages: by language, then by the English."""

    translations: Mapping[str, Mapping[str, str]]


def of_record(words: str, row: Translated | None = None) -> str:
    """The record's own words in the language that is spoken, where the row has them, or the catalogue."""
    return _own(words, row) or (gettext(words) if words else "")


def is_ours(words: str, row: Translated | None = None) -> bool:
    """Are those words to be had in the language that is spoken?"""
    if languages.spoken() == settings.LANGUAGE_CODE or _own(words, row):
        return True
    return gettext(words) != words


def _own(words: str, row: Translated | None) -> str:
    return row.translations.get(languages.spoken(), {}).get(words, "") if row is not None else ""


later = cast("Callable[[str], str]", gettext_lazy)
