"""Which values of a facet are worth listing, where there are too many to list them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ..columns import Selected


def listed(
    selected: Selected, facet: str, chosen: tuple[int, ...], most: int
) -> tuple[Mapping[str, int], int]:
    """The keys to list with their counts, and how many more have rows: worked out once for the same rows."""

    def work_out() -> tuple[Mapping[str, int], int]:
        tally, keys = selected.tally(facet), selected.columns.dimensions[facet].keys
        codes, more = most_frequent(tally, chosen, most)
        return {keys[code - 1]: int(tally[code]) for code in codes}, more

    return selected.once(("listed", facet, chosen, most), work_out)


def most_frequent(tally: NDArray[np.int64], chosen: Sequence[int], most: int) -> tuple[list[int], int]:
    """Codes to list, and how many more have rows. ``tally`` counts rows by code; code 0 is no value.

    A few stand in their own order. Of many, those chosen come first and then the most frequent; of two that
    are as frequent the earlier.
    """
    is_there = tally > 0
    is_there[list(chosen)] = True
    is_there[0] = False
    codes = np.flatnonzero(is_there)
    if len(codes) <= most:
        return codes.tolist(), 0
    ranks = tally[codes] * len(tally) - codes
    ranks[np.isin(codes, chosen)] += (int(tally.max()) + 1) * len(tally)
    top = np.argpartition(-ranks, most)[:most]
    return codes[top[np.argsort(-ranks[top])]].tolist(), len(codes) - most
