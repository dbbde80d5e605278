"""Which values of a facet are worth listing, where there are too many to list them all."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


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
