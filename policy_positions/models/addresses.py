"""Addresses of the site's pages. They never change, and one page holds hundreds: each is made once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language


def address(route: str, key: str) -> str:
    """The page of one record, in the language that is spoken."""
    return _address(route, key, get_language())


def addresses(route: str) -> Callable[[str], str]:
    """The same of many pages of one kind: which language is spoken is asked once."""
    language = get_language()
    return lambda key: _address(route, key, language)


def place(route: str) -> str:
    """A page without a key in its address, such as the list of positions, in the language that is spoken."""
    return _place(route, get_language())


def with_query(path: str, query: str) -> str:
    """The path with the query string behind it, where there is one."""
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=1024)
def _place(route: str, language: str | None) -> str:
    return reverse(route)


@lru_cache(maxsize=20_000)
def _address(route: str, key: str, language: str | None) -> str:
    return reverse(route, args=[key])
