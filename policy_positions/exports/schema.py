"""A model's fields in the words of Table Schema: types, closed lists, what is required."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

EDTF = r"^(XXXX|[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)$"
EDTF_MEANS = "A date as precise as it is known, in EDTF: 2012, 2012-04, 2012-04-15, or XXXX when unknown."
COUNTING = (models.PositiveIntegerField, models.PositiveSmallIntegerField)
# The first that fits; everything else is a string.
TYPES: tuple[tuple[tuple[type[models.Field], ...], dict[str, Any]], ...] = (
    ((ArrayField, models.JSONField), {"type": "array"}),
    ((models.BooleanField,), {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]}),
    ((models.DateField,), {"type": "date"}),
    ((models.IntegerField,), {"type": "integer"}),
    ((models.FloatField,), {"type": "number"}),
)

Descriptor = dict[str, Any]


def is_partial(field: Any) -> bool:
    """Has the date a precision of its own? To Table Schema it is a string then, since a month is no date."""
    names = {other.name for other in field.model._meta.fields}
    return isinstance(field, models.DateField) and f"{field.name}_precision" in names


def described(name: str, field: Any, *, is_key: bool) -> Descriptor:
    """The column ``name``, which holds ``field``, or the natural key of what it relates to."""
    title = str(field.verbose_name)
    meaning = " ".join(filter(None, (str(field.help_text), EDTF_MEANS if is_partial(field) else "")))
    return {
        "name": name,
        "title": title[:1].upper() + title[1:],
        **({"description": meaning} if meaning else {}),
        **_type(field),
        "constraints": _constraints(field, is_key),
    }


def _type(field: Any) -> Descriptor:
    if not field.is_relation and not is_partial(field):
        for fields, described in TYPES:
            if isinstance(field, fields):
                return described
    return {"type": "string"}


def _constraints(field: Any, is_key: bool) -> Descriptor:
    constraints: Descriptor = {"required": is_key or not (field.null or field.blank)}
    if field.unique and not field.is_relation:
        constraints["unique"] = True
    if field.choices:
        constraints["enum"] = [code for code, _ in field.flatchoices]
    if is_partial(field):
        constraints["pattern"] = EDTF
    if isinstance(field, COUNTING):
        constraints["minimum"] = 0
    return constraints
