"""Seeded draws that are the same under every version of Python."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Rests on random() alone: of all that Python can draw, that is what it promises never to change."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed).random  # noqa: S311 - for a made-up record, no secret

    def below(self, count: int) -> int:
        return int(self._random() * count)

    def among(self, first: int, last: int) -> int:
        """Both included."""
        return first + self.below(last - first + 1)

    def of(self, values: Sequence[T]) -> T:
        return values[int(self._random() * len(values))]

    def happens(self, share: float) -> bool:
        return self._random() < share

    def skewed(self, count: int) -> int:
        """A place below ``count``, the first ones far more often, as words and names occur (Zipf's law)."""
        return min(int((count + 1) ** self._random()) - 1, count - 1)

    def shuffled(self, values: Iterable[T]) -> list[T]:
        left = list(values)
        return [left.pop(self.below(len(left))) for _ in range(len(left))]


def wheel(shares: Mapping[T, int]) -> tuple[T, ...]:
    """Each value as often as its share says: ``Chance.of`` then draws by share."""
    return tuple(value for value, share in shares.items() for _ in range(share))
