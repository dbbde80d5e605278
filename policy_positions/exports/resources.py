"""A table of a data package: its columns, the key that its rows are known by, and what they refer to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import models
from django.db.models import QuerySet

import numpy as np

from ..models import Country, Issue, Leader, Organization, Position, Source, Summit
from ..partial_dates import PartialDate
from .schema import Descriptor, described, is_partial

READ_AT_ONCE = 2000

# A relation is written as the natural key of what it points to, and refers to that table.
KEYS = {
    Country: ("countries", "iso3"),
    Organization: ("organizations", "slug"),
    Leader: ("leaders", "slug"),
    Issue: ("issues", "slug"),
    Source: ("sources", "slug"),
    Summit: ("summits", "slug"),
    Position: ("positions", "public_id"),
}


class Column(NamedTuple):
    name: str
    field: Any

    def cell(self, row: models.Model) -> Any:
        """What the column holds of a row of its model."""
        value = getattr(row, self.field.name)
        if self.field.is_relation:
            return value and getattr(value, KEYS[self.field.related_model][1])
        if is_partial(self.field):
            return PartialDate(value, getattr(row, f"{self.field.name}_precision")).edtf()
        return json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) else value


@dataclass(frozen=True)
class Table:
    """One CSV of the package. ``refers`` names the foreign keys of several columns."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    refers: dict[tuple[str, ...], tuple[str, tuple[str, ...]]] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def schema(self) -> Descriptor:
        relations = {
            (column.name,): (KEYS[column.field.related_model][0], (KEYS[column.field.related_model][1],))
            for column in self.columns
            if column.field.related_model in KEYS
        }
        return {
            "fields": [described(*column, is_key=column.name in self.key) for column in self.columns],
            "primaryKey": list(self.key),
            "foreignKeys": [
                {"fields": list(own), "reference": {"resource": table, "fields": list(key)}}
                for own, (table, key) in (relations | self.refers).items()
            ],
            "missingValues": [""],
        }

    def cells(self, rows: QuerySet) -> Iterator[list[Any]]:
        """The rows of the table's model, in the order of its key.

        Their primary keys alone are held: behind a pooler there is no cursor of the server's to read on from.
        """
        related = [column.field.name for column in self.columns if column.field.is_relation]
        order = [_sorted_by(column) for column in self.columns if column.name in self.key]
        keys = np.fromiter(rows.order_by(*order).values_list("pk", flat=True).iterator(), np.int64)
        for start in range(0, len(keys), READ_AT_ONCE):
            part = keys[start : start + READ_AT_ONCE].tolist()
            held = rows.select_related(*related).order_by().in_bulk(part)
            for key in part:
                if key in held:
                    yield [column.cell(held[key]) for column in self.columns]


def _sorted_by(column: Column) -> str:
    if not column.field.is_relation:
        return str(column.field.name)
    return f"{column.field.name}__{KEYS[column.field.related_model][1]}"


def columns_of(model: type[models.Model], *names: str, **renamed: str) -> tuple[Column, ...]:
    """Columns that are named as their fields are; ``renamed`` maps the others to their fields."""
    return tuple(
        Column(name, model._meta.get_field(own))
        for name, own in (*((name, name) for name in names), *renamed.items())
    )
