"""Rows of the record's files as models take them: references resolved, dates with their precision."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, models

from .. import partial_dates
from ..models import Country, Issue, Leader, Organization, Position, Source, Summit
from ..vocabulary import Precision
from .recording import PLAIN_FIELDS

Row = dict[str, Any]
Links = dict[str, list[models.Model]]

# How a reference names a row of the model, and the file in which that row would stand.
NAMED_BY = {
    Country: ("iso3", "countries.json"),
    Organization: ("slug", "organizations.json"),
    Leader: ("slug", "leaders.json"),
    Issue: ("slug", "issues.json"),
    Source: ("slug", "sources.json"),
    Summit: ("slug", "summits.json"),
}
REFERENCES = ("country", "organization", "leader", "issue", "summit")
# State follows from the act of loading, and precision from the date.
PLAIN = tuple(name for name in PLAIN_FIELDS if name not in ("state", "stated_on_precision"))


class RecordError(Exception):
    """A row that cannot be loaded; the message names file, row and field, and says what would be right."""


def rows(folder: Path, name: str, key: str) -> Iterator[tuple[str, Row]]:
    """Each row of a file, after the words that name it in an error."""
    path = folder / f"{name}.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RecordError(f"{path} is missing: the record has one file for each of its concepts.") from None
    except ValueError as error:
        raise RecordError(f"{path.name} must be JSON in UTF-8, and is not: {error}.") from None
    seen: set[str] = set()
    for number, row in enumerate(found, start=1):
        known_by = row.get(key)
        if not known_by:
            raise RecordError(f"{path.name}, row {number}, {key}: it is missing; a row is known by it.")
        if known_by in seen:
            raise RecordError(f"{path.name}, {known_by}, {key}: two rows have it; each needs its own.")
        seen.add(known_by)
        yield f"{path.name}, {known_by}", row


def read(model: type[models.Model], row: Row, where: str) -> tuple[Row, Links]:
    """The values of a row as its model takes them, and the rows that it links to."""
    values: Row = {}
    links: Links = {}
    columns = _columns(model)
    for name, written in row.items():
        column = columns.get(name)
        if column is None:
            raise RecordError(f"{where}, {name}: there is no such field; there are {', '.join(columns)}.")
        if column.many_to_many:
            links[name] = [_referred(column, one, where) for one in written]
        elif column.is_relation:
            values[name] = written and _referred(column, written, where)
        elif isinstance(column, models.DateField):
            values |= _date(model, name, written, where)
        else:
            values[name] = written
    return values, links


def _columns(model: type[models.Model]) -> dict[str, Any]:
    """The fields that a file may name: a precision comes with its date, a user from nowhere."""
    if model is Position:
        return {
            name: Position._meta.get_field(name) for name in ("public_id", *REFERENCES, "stated_on", *PLAIN)
        }
    return {
        column.name: column
        for column in (*model._meta.fields, *model._meta.many_to_many)
        if not column.primary_key
        and not column.name.endswith("_precision")
        and (column.related_model is None or column.related_model in NAMED_BY)
    }


def _referred(column: Any, named: str, where: str) -> models.Model:
    key, file = NAMED_BY[column.related_model]
    row = column.related_model._default_manager.filter(**{key: named}).first()
    if row is None:
        raise RecordError(f"{where}, {column.name}: no row of {file} has the {key} {named!r}.")
    return row


def _date(model: type[models.Model], name: str, written: str | None, where: str) -> Row:
    try:
        date = partial_dates.parse(written) if written else partial_dates.UNKNOWN
    except ValueError as error:
        raise RecordError(f"{where}, {name}: {error}") from None
    precision = f"{name}_precision"
    if precision in _names(model):
        return {name: date.date, precision: date.precision}
    if date.precision not in (Precision.DAY, Precision.UNKNOWN):
        raise RecordError(f"{where}, {name}: {written!r} is no day; write one, as in 2012-04-14, or nothing.")
    return {name: date.date}


def blank(model: type[models.Model]) -> models.Model:
    """A new row whose dates are unknown until it says them."""
    precisions = [name for name in _names(model) if name.endswith("_precision")]
    return model(**dict.fromkeys(precisions, Precision.UNKNOWN))


def _names(model: type[models.Model]) -> list[str]:
    return [column.name for column in model._meta.fields]


def defaults(model: type[models.Model], names: tuple[str, ...]) -> Row:
    return {name: _field(model, name).get_default() for name in names}


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def store(row: models.Model, where: str) -> None:
    """Save a row, or refuse it in words that lead to the place in the file.

    References have just been resolved, and the database checks what it promises as it stores the row: asking
    it for both beforehand would more than double the time that a load takes.
    """
    resolved = {
        column.name for column in row._meta.fields if column.is_relation and column.value_from_object(row)
    }
    try:
        row.full_clean(exclude=resolved, validate_unique=False, validate_constraints=False)
        row.save()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        choices = getattr(_field(type(row), name), "choices", None) if name != NON_FIELD_ERRORS else None
        right = f" One of {', '.join(value for value, _ in choices)} would be right." if choices else ""
        raise RecordError(f"{where}, {name}: {' '.join(messages)}{right}") from None
    except IntegrityError as error:
        raise RecordError(f"{where}: {_broken_promise(row, error)}") from None


def _broken_promise(row: models.Model, error: IntegrityError) -> str:
    """What the model says of the constraint that was broken, or else what the database says."""
    found = getattr(error.__cause__, "diag", None)
    name = getattr(found, "constraint_name", None)
    promises = {promise.name: str(promise.violation_error_message) for promise in row._meta.constraints}
    return promises.get(str(name)) or getattr(found, "message_detail", None) or str(error)
