"""Is each cell of an imported row what its column takes? The answer is its value, or what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext

from tracker import written

from .. import partial_dates
from ..models import Position, Quotation, SourceText
from ..models.position import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH
from ..whole_numbers import DIGITS_OF_A_KEY, whole_number
from .loading import PUBLIC_ID
from .reading import NAMED_BY, PLAIN, REFERENCES

# The columns that are coded, by the names that files give them, and the fields that they fill. What else an
# export has (names, offices, the particulars of sources) follows from these.
OF_THE_POSITION = {name: name for name in ("public_id", *REFERENCES, "stated_on", *PLAIN)}
OF_THE_QUOTATION = {
    "quotation": "order",
    "voice": "voice",
    "exact": "exact",
    "prefix": "prefix",
    "suffix": "suffix",
    "start": "start",
    "end": "end",
    "attribution": "attribution",
    "language": "language",
    "translation": "translation",
    "source": "source",
    "text_sha256": "text",
}
COLUMNS = (*OF_THE_POSITION, *OF_THE_QUOTATION)

Cell = str | int | None


class Faulty(ValueError):
    """The cell is not what its column takes; the message says what would be right."""


def _field_of(column: str) -> Any:
    if column in OF_THE_POSITION:
        return Position._meta.get_field(column)
    if column in ("source", "text_sha256"):
        return SourceText._meta.get_field(column.removeprefix("text_"))
    return Quotation._meta.get_field(OF_THE_QUOTATION[column])


FIELDS = {column: _field_of(column) for column in COLUMNS}


def _keys_on_record() -> dict[str, frozenset[str]]:
    """The natural keys that each column of references may name."""
    keys = {}
    for column, relation in FIELDS.items():
        if relation.is_relation:
            model = relation.related_model
            keys[column] = frozenset(model._default_manager.values_list(NAMED_BY[model][0], flat=True))
    return keys


@dataclass(frozen=True)
class Checker:
    """Holds what references may name, read once for a whole file."""

    keys: dict[str, frozenset[str]] = field(default_factory=_keys_on_record)

    def value(self, column: str, cell: Cell) -> Any:
        """What the column makes of the cell; raises Faulty when it can make nothing of it."""
        column_field = FIELDS[column]
        if isinstance(column_field, models.IntegerField):
            return _clean(column_field, _number(cell))
        text = _text(cell)
        if column == "public_id":
            return _public_id(text)
        if column == "stated_on":
            return _date(text)
        if column_field.is_relation:
            return self._key(column, text)
        if column_field.choices:
            _require_choice(column_field, text)
        return _clean(column_field, text)

    def _key(self, column: str, text: str) -> str | None:
        if not text and FIELDS[column].null:
            return None
        if not text:
            raise Faulty(gettext("it is empty: name the %(column)s.") % {"column": column})
        if text not in self.keys[column]:
            raise Faulty(
                gettext("“%(text)s” is no %(column)s on record.%(near)s")
                % {"text": text, "column": column, "near": _near(text, self.keys[column])}
            )
        return text


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        raise Faulty(gettext("%(cell)s stands there as a number: write it as text.") % {"cell": cell})
    if "\0" in cell:
        raise Faulty(gettext("it holds a NUL, which no text may."))
    try:
        cell.encode()
    except UnicodeEncodeError as error:
        raise Faulty(
            gettext("it holds %(cell)r, half of a character.") % {"cell": cell[error.start]}
        ) from error
    return cell


def _number(cell: Cell) -> int:
    if isinstance(cell, str) and (number := whole_number(cell, digits=DIGITS_OF_A_KEY)) is not None:
        return number
    if cell is None or cell == "":
        raise Faulty(gettext("it is empty: write a whole number, such as 12."))
    if not isinstance(cell, int):
        raise Faulty(gettext("“%(cell)s” is no whole number: write one, such as 12.") % {"cell": cell})
    return cell


def _public_id(text: str) -> str:
    if not PUBLIC_ID.fullmatch(text):
        raise Faulty(
            gettext(
                "“%(text)s” is no public id: write %(public_id_length)s characters of %(public_id_alphabet)s."
            )
            % {"text": text, "public_id_length": PUBLIC_ID_LENGTH, "public_id_alphabet": PUBLIC_ID_ALPHABET}
        )
    return text


def _date(text: str) -> str:
    if not text:
        raise Faulty(gettext("it is empty: write a date, such as 2012-04-15, or XXXX where it is not known."))
    try:
        return partial_dates.parse(text).edtf()
    except ValueError as error:
        raise Faulty(gettext("%(error)s Where it is not known, write XXXX.") % {"error": error}) from error


def _require_choice(choosing: Any, text: str) -> None:
    if text or not choosing.blank:
        require_one_of([code for code, _ in choosing.flatchoices], text)


def require_one_of(allowed: Collection[str], text: str) -> None:
    if text in allowed:
        return
    told = {"text": text, "allowed": ", ".join(allowed)}
    if not text:
        raise Faulty(gettext("it is empty: write one of %(allowed)s.") % told)
    raise Faulty(gettext("“%(text)s” is none of: %(allowed)s.") % told)


def _clean(column_field: Any, value: str | int) -> Any:
    """The field's own rules: length, range, whether it may be empty."""
    try:
        return column_field.clean(value, None)
    except ValidationError as error:
        raise Faulty(" ".join(error.messages)) from error


def _near(text: str, keys: Collection[str]) -> str:
    near = difflib.get_close_matches(text[:100], keys, n=3, cutoff=0.6)
    return gettext(" Did you mean %(near)s?") % {"near": written.listed(near, "or")} if near else ""
