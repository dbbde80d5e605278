"""Addresses of the record's pages, which are asked for by the hundred a page and never change."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=20_000)
def address(route: str, key: str) -> str:
    return reverse(route, args=[key])
