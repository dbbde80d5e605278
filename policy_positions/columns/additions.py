"""Which of the selected positions were published last."""

from __future__ import annotations

import numpy as np

from ..models import Position
from .selection import Selected

FEW = 2_000  # of so few the database is asked by primary key
AT_FIRST = 1_000


def latest_additions(selected: Selected, most: int) -> list[int]:
    """Primary keys, the last published first.

    When each was published is in an index alone: it is read from its newest end, further each time, until
    enough of what stands there is selected.
    """
    published = Position.objects.published().latest_additions().values_list("pk", flat=True)
    if selected.total <= FEW:
        return list(published.filter(pk__in=selected.ids())[:most])
    ids, start, length = selected.ids_of(), 0, AT_FIRST
    found: list[int] = []
    while len(found) < most and (next_ones := np.fromiter(published[start : start + length], np.int64)).size:
        found += next_ones[np.isin(next_ones, ids)].tolist()
        start, length = start + length, length * 4
    return found[:most]
