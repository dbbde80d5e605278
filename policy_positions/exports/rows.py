"""The rows that every file is made of: one a quotation, in the order of their positions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch

from .. import tables
from ..models import Quotation, SourceText
from ..models.quotation import QuotationQuerySet

CHUNK = 2000
COUNTED_AT_ONCE = 50_000
KEYS = tuple(field.key for field in tables.DOWNLOAD)

Row = dict[str, Any]


def rows(ids: Sequence[int], *, chunk: int = CHUNK) -> Iterator[Row]:
    """A row a quotation of the positions, as values by column key, a chunk of positions at a time.

    "Published" is asked again with each chunk: what is withdrawn while a file is written is left out of it.
    """
    for start in range(0, len(ids), chunk):
        place = {key: number for number, key in enumerate(ids[start : start + chunk])}
        quotations = _with_every_column().filter(position__in=place)
        for quotation in sorted(quotations, key=lambda one: (place[one.position_id], one.order)):
            yield {field.key: field.value(quotation.position, quotation) for field in tables.DOWNLOAD}


def _with_every_column() -> QuotationQuerySet:
    """Each country, leader, source … is fetched once a chunk, and shared by the rows that name it."""
    # The body of a text does not leave the database: a chunk would hold thousands of them in memory.
    texts = Prefetch("text", SourceText.objects.defer("body").select_related("source"))
    return Quotation.objects.published().prefetch_related(
        texts,
        "position__country",
        "position__organization",
        "position__issue",
        "position__summit",
        "position__leader__tenures__country",
        "position__leader__tenures__organization",
    )


def count_rows(ids: Sequence[int]) -> int:
    """How many rows the positions have."""
    return sum(
        Quotation.objects.published().filter(position__in=ids[start : start + COUNTED_AT_ONCE]).count()
        for start in range(0, len(ids), COUNTED_AT_ONCE)
    )
