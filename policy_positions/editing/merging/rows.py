"""A row as JSON from which the same row can be made again, and that row made again."""

from __future__ import annotations

import json
from typing import Any

from django.core import serializers
from django.db import models

from ...models import SourceText

# A text of a source is private evidence, and is held once: by the twin that stays.
NEVER_WRITTEN: dict[type[models.Model], tuple[str, ...]] = {SourceText: ("body",)}


def written(row: models.Model) -> dict[str, Any]:
    """The fields of the row with its primary key; relations by theirs."""
    [told] = json.loads(serializers.serialize("json", [row]))
    fields = {
        name: value for name, value in told["fields"].items() if name not in NEVER_WRITTEN.get(type(row), ())
    }
    return {**fields, "pk": told["pk"]}


def restored(model: type[models.Model], told: dict[str, Any]) -> Any:
    """Store the row anew under its own primary key."""
    fields = {name: value for name, value in told.items() if name != "pk"}
    links = {field.name for field in model._meta.many_to_many}
    plain = {name: value for name, value in fields.items() if name not in links}
    serialized = [{"model": model._meta.label_lower, "pk": told["pk"], "fields": plain}]
    [deserialized] = serializers.deserialize("json", json.dumps(serialized))
    row = deserialized.object
    if isinstance(row, SourceText):
        row.body = _body_of(row.sha256)
    row.save(force_insert=True)
    return row


def _body_of(sha256: str) -> str | None:
    """The same digest is the same text."""
    held = SourceText.objects.held().filter(sha256=sha256).first()
    return held.body if held else None
