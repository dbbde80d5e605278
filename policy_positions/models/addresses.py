"""Addresses of the record's pages, which are asked for by the hundred a page and never change."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language


def address(route: str, key: str) -> str:
    """In the language that is spoken."""
    return _address(route, key, get_language())


def place(route: str) -> str:
    """A page that every other page leads to, as the list of positions, in that language."""
    return _place(route, get_language())


@lru_cache(maxsize=1024)
def _place(route: str, language: str | None) -> str:
    return reverse(route)


@lru_cache(maxsize=20_000)
def _address(route: str, key: str, language: str | None) -> str:
    return reverse(route, args=[key])
