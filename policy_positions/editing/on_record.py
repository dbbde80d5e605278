"""Positions as a file of rows would have them: what an import compares with, many at a time."""

from __future__ import annotations

from collections.abc import Collection
from operator import attrgetter
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Prefetch

from ..models import Quotation, SourceText
from .checking import COLUMNS, FIELDS, OF_THE_POSITION, OF_THE_QUOTATION
from .reading import NAMED_BY, Row

RELATIONS = tuple(f"position__{column}" for column in OF_THE_POSITION if FIELDS[column].is_relation)


def rows_on_record(
    public_ids: Collection[str], *, also_drafts_of: User | None = None
) -> dict[str, list[Row]]:
    """The coded columns of each row, quotation by quotation, by the position's public id."""
    texts = Prefetch("text", SourceText.objects.defer("body").select_related("source"))
    known = Quotation.objects.published()
    if also_drafts_of is not None:
        known |= Quotation.objects.drafted_by(also_drafts_of)
    quotations = (
        known.filter(position__public_id__in=public_ids)
        .prefetch_related(texts, "position", *RELATIONS)
        .order_by("order")
    )
    found: dict[str, list[Row]] = {}
    for quotation in quotations:
        row = {column: value(quotation) for column, value in VALUES.items()}
        found.setdefault(row["public_id"], []).append(row)
    return found


def _value_of(column: str) -> Any:
    if column == "stated_on":
        return lambda quotation: quotation.position.stated.edtf()
    if column == "source":
        return attrgetter("text.source.slug")
    if column == "text_sha256":
        return attrgetter("text.sha256")
    if column in OF_THE_QUOTATION:
        return attrgetter(OF_THE_QUOTATION[column])
    if FIELDS[column].is_relation:
        key = NAMED_BY[FIELDS[column].related_model][0]
        return lambda quotation: getattr(getattr(quotation.position, column), key, None)
    return attrgetter(f"position.{column}")


VALUES = {column: _value_of(column) for column in COLUMNS}
