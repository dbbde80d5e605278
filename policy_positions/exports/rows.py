"""The rows that every file is made of: one a quotation, in the order of their positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from .. import tables
from ..models import Position, Quotation
from ..models.position import PositionQuerySet

CHUNK = 2000
COUNTED_AT_ONCE = 50_000
KEYS = tuple(field.key for field in tables.DOWNLOAD)

Row = dict[str, Any]


def rows(ids: Sequence[int], *, chunk: int = CHUNK) -> Iterator[Row]:
    """A row a quotation of the positions, as values by column key, a chunk of positions at a time.

    "Published" is asked again with each chunk: what is withdrawn while a file is written is left out of it.
    """
    for start in range(0, len(ids), chunk):
        for position in _with_every_column().in_order(ids[start : start + chunk]):
            for quotation in position.quotations.all():
                yield {field.key: field.value(position, quotation) for field in tables.DOWNLOAD}


def _with_every_column() -> PositionQuerySet:
    # The body of a text does not leave the database: a chunk would hold thousands of them in memory.
    quotations = Quotation.objects.select_related("text__source").defer("text__body")
    return (
        Position.objects.published()
        .select_related("country", "organization", "leader", "issue", "summit")
        .prefetch_related(
            "leader__tenures__country", "leader__tenures__organization", Prefetch("quotations", quotations)
        )
    )


def count_rows(ids: Sequence[int]) -> int:
    """How many rows the positions have."""
    return sum(
        Quotation.objects.published().filter(position__in=ids[start : start + COUNTED_AT_ONCE]).count()
        for start in range(0, len(ids), COUNTED_AT_ONCE)
    )
