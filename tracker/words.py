"""Words that are translated when they are shown, not when they are named: for tables that are made once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy

from markupsafe import Markup, escape

from tracker import languages
from tracker.written import set_in


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
    if row is None:
        return ""
    language = languages.spoken()
    return set_in(language, row.translations.get(language, {}).get(words, ""))


def marked(words: str, language: str) -> Markup:
    """As HTML that says in which language they are."""
    return Markup('<span lang="{}">{}</span>').format(language, words)


def recorded(words: str, row: Translated | None = None) -> str:
    """The record's own words, marked as English where neither the row nor the catalogue has them."""
    if not words or is_ours(words, row):
        return of_record(words or "", row)
    return marked(words, settings.LANGUAGE_CODE)


def named(row: Any) -> str:
    """What a row is called, marked as English where it has no name in the language that is spoken."""
    if row is None:
        return ""
    return recorded(row.name, row) if hasattr(row, "translations") else cast(str, row.called)


class Label(str):
    """Text that says its language where it becomes a part of a page: as a heading, a choice, a link.

    In the title of a file, in a message and in an alphabet it is the text alone.
    """

    html: str

    def __new__(cls, text: str, html: str) -> Label:
        label = super().__new__(cls, text)
        label.html = html
        return label

    def __html__(self) -> str:
        return escape(self.html)


def label(row: Any) -> Label:
    return Label(row.called if row else "", named(row))


def text(words: object) -> str:
    """Without the languages, for a title or an attribute, which cannot say them."""
    return str.__str__(str(words))


def label_of(words: str) -> Label:
    return Label(of_record(words), recorded(words))


def composed(sentence: str, **parts: object) -> Label:
    """A sentence whose parts keep their languages."""
    return Label(sentence % parts, escape(sentence) % parts)


def labelled(called: object, value: object) -> str:
    """Country: Guatemala; French has a space before the colon."""
    return gettext("%(label)s: %(value)s") % {"label": called, "value": value}


def one_after_another(sentences: Iterable[str]) -> Label:
    """Whole sentences as one text, whose parts keep their languages."""
    said = [*sentences]
    return Label(" ".join(said), Markup(" ").join(said))


def ascribed(sentence: str, whom: str) -> Label:
    """The same for a sentence with one {} in it."""
    return Label(sentence.format(whom), escape(sentence).format(whom))


later = cast("Callable[[str], str]", gettext_lazy)
