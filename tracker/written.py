"""How numbers, days and moments are written in the language that is spoken, as CLDR has it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from babel.dates import format_date, format_datetime, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from tracker import languages

# Where no line breaks: before the tall marks of French and within its « », and before the % of both.
_PERCENT = r" (?=%%|%(?:\s|$))"
_NO_BREAK = {"es": re.compile(_PERCENT), "fr": re.compile(rf" (?=[;:?!»])|(?<=«) |{_PERCENT}")}
_THIN = "\u202f"


def set_in(language: str, words: str) -> str:
    """As that language is printed, from how it is typed: « mots » with spaces that never break."""
    spaces = _NO_BREAK.get(language)
    return spaces.sub(_THIN, words) if spaces else words


def number(value: int) -> str:
    """1234567 as 1,234,567, or 1.234.567."""
    return str(value) if -1000 < value < 1000 else _number(value, languages.locale())


def day(date: datetime.date) -> str:
    """15 April 2012, or 15 de abril de 2012."""
    return _day(date, languages.locale())


def month(date: datetime.date) -> str:
    """April 2012, or abril de 2012."""
    return _month(date, languages.locale())


def short_month(date: datetime.date) -> str:
    """Apr, or abr."""
    return str(format_date(date, "MMM", locale=languages.locale())).rstrip(".")


def moment(at: datetime.datetime, *, seconds: bool = False) -> str:
    """In UTC, as the record keeps it: 15 Apr 2012, 09:30."""
    time = "HH:mm:ss" if seconds else "HH:mm"
    clock = format_datetime(at, time, locale=languages.locale())
    return f"{format_date(at, 'medium', locale=languages.locale())}, {clock}"


def listed(words: Sequence[str], style: Literal["standard", "or"] = "standard") -> str:
    """A, B and C; with the style "or": A, B or C."""
    return str(format_list([*map(str, words)], style, locale=languages.locale()))


def in_alphabet(words: str) -> str:
    """The key to sort by, with É beside E and the case forgotten."""
    apart = unicodedata.normalize("NFD", words)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


@lru_cache(maxsize=20_000)
def _number(value: int, locale: str) -> str:
    return str(format_decimal(value, locale=locale))


@lru_cache(maxsize=20_000)
def _day(date: datetime.date, locale: str) -> str:
    written = format_date(date, "long", locale=locale)
    return written.replace("1 ", "1er ", 1) if locale == "fr" and date.day == 1 else written


@lru_cache(maxsize=2_000)
def _month(date: datetime.date, locale: str) -> str:
    return str(format_skeleton("yMMMM", date, locale=locale))
