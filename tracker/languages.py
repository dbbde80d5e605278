"""The site's languages: in which one an address is, and where the same page is in another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

OTHERS = tuple(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)  # than English

# Whose numbers and dates a language writes: Spanish as in Latin America, English with the day first.
LOCALES = {"en": "en_GB", "es": "es_419", "pt": "pt_BR", "fr": "fr"}


class Edition(NamedTuple):
    """The same page in one of the languages."""

    language: str
    name: str
    path: str
    query: str
    is_current: bool

    @property
    def address(self) -> str:
        """With what the page is asked, so that a question is kept from one language to another."""
        return f"{self.path}?{self.query}" if self.query else self.path


def spoken() -> str:
    """The language of the answer that is being made."""
    return get_language() or settings.LANGUAGE_CODE


def locale() -> str:
    return LOCALES[spoken()]


def language_of(path: str) -> str:
    """That of an address, which its first part names; English has none."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in OTHERS else settings.LANGUAGE_CODE


def in_english(path: str) -> str:
    """The address to cite: the page's English one."""
    language = language_of(path)
    return path if language == settings.LANGUAGE_CODE else path.removeprefix(f"/{language}")


def in_language(path: str, language: str) -> str:
    """Where the page of this address is in that language."""
    plain = in_english(path)
    return plain if language == settings.LANGUAGE_CODE else f"/{language}{plain}"


def editions(request: HttpRequest) -> list[Edition]:
    """The page in every language; nothing where it is in English alone, or is no page at all."""
    match = request.resolver_match
    if match is None or match.namespaces:
        return []
    return list(_editions(request.path, request.META.get("QUERY_STRING", "")))


def _editions(path: str, query: str) -> Iterator[Edition]:
    for language, name in settings.LANGUAGES:
        yield Edition(language, name, in_language(path, language), query, language == spoken())
