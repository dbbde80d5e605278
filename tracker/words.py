"""Words that are translated when they are shown, not when they are named: for tables that are made once."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from tracker import languages


def filled(words: str, **values: object) -> str:
    """Words with their {placeholders} filled, translated as late as the words are."""
    return cast(str, format_lazy(words, **values))


def of_record(words: str) -> str:
    """The record's own words (a proposition, the name of a meeting), where the catalogue has them."""
    return gettext(words) if words else ""


def is_ours(words: str) -> bool:
    """Are those words to be had in the language that is spoken?"""
    return languages.spoken() == settings.LANGUAGE_CODE or of_record(words) != words


later = cast("Callable[[str], str]", gettext_lazy)
