"""What it takes to look up words that nobody asked for since the record changed, beside the bare query."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

from django.db import connection

from policy_positions.columns.words import ids_matching
from policy_positions.models.search import in_one

BARE = "SELECT id FROM policy_positions_position WHERE document @@ %s::tsquery AND state = 'published'"


def measured(words: Sequence[str], rounds: int) -> dict[str, float]:
    """Of a common word and a rare one. The bare query is given the words in PostgreSQL's own form."""
    found = {}
    for name, word in zip(("common", "rare"), words, strict=True):
        by_site, bare = _in_turn(partial(_by_site, word), _bare(word), rounds)
        found[f"a {name} word looked up, milliseconds"] = by_site
        found[f"a {name} word looked up, times the bare query"] = by_site / bare
    print(found, flush=True)
    return found


def _by_site(word: str) -> None:
    ids_matching(word, revision=object())


def _bare(word: str) -> Callable[[], None]:
    query = in_one(word)

    def ask() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BARE, [query])  # its rows are then here, as text

    return ask


def _in_turn(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians in milliseconds; each once before, so that PostgreSQL has read its pages."""
    taken: tuple[list[float], list[float]] = ([], [])
    for each in range(rounds + 1):
        for kept, ask in zip(taken, (one, other), strict=True):
            started = time.perf_counter()
            ask()
            if each:
                kept.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken[0]), statistics.median(taken[1])
