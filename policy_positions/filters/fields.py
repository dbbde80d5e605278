"""Form fields of the query language: each says what was wrong and what would be right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

import django_filters

from .. import quoting
from ..columns.facets import Dimension
from ..partial_dates import PartialDate, parse
from ..whole_numbers import whole_number
from .faults import what_would_be_right

MAX_WORDS = 200
NO_VALUES = Dimension((), ())  # until the filter set binds the record's own


def filter_by(field: type[forms.Field], label: str = "", **options: Any) -> django_filters.Filter:
    """A parameter that the field understands; ``options`` are the field's."""
    made = django_filters.Filter(label=label, **options)
    made.field_class = field
    return made


class KeysField(forms.Field):
    """Any number of values of one facet, by the keys that stand in URLs."""

    widget = forms.SelectMultiple

    def __init__(self, *, dimension: Dimension = NO_VALUES, **options: Any) -> None:
        super().__init__(**options)
        self.dimension = dimension

    def clean(self, value: Any) -> tuple[str, ...]:
        keys = tuple(dict.fromkeys(value or ()))
        unknown = [key for key in keys if key not in self.dimension.code_of]
        if unknown:
            raise ValidationError(
                [
                    gettext("“%(key)s” is not a %(label)s. %(hint)s")
                    % {
                        "key": key,
                        "label": str(self.label).lower(),
                        "hint": what_would_be_right(key, self.dimension.keys),
                    }
                    for key in unknown
                ]
            )
        return keys


class PartialDateField(forms.CharField):
    def clean(self, value: Any) -> PartialDate | None:
        if not value:
            return None
        try:
            date = parse(value.strip())
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if date.date is None:
            raise ValidationError(
                gettext(
                    "“%(value)s” is no day to count from: positions without a date are in no "
                    "period. Leave it out for all of them, or write a date such as 2012-04."
                )
                % {"value": value}
            )
        return date


class WordsField(forms.CharField):
    def clean(self, value: Any) -> str:
        words = (value or "").strip()
        if len(words) > MAX_WORDS:
            raise ValidationError(
                gettext("%(words)s characters are too many to search for: at most %(max_words)s would do.")
                % {"words": len(words), "max_words": MAX_WORDS}
            )
        try:
            quoting.require_visible(words)
        except quoting.Refused as error:
            raise ValidationError(str(error)) from error
        return words


class OneOfField(forms.Field):
    def __init__(self, *, allowed: tuple[str, ...], **options: Any) -> None:
        super().__init__(**options)
        self.allowed = allowed

    def clean(self, value: Any) -> str | None:
        if not value:
            return None
        if value not in self.allowed:
            raise ValidationError(
                gettext("“%(value)s” is not possible here. %(hint)s")
                % {"value": value, "hint": what_would_be_right(value, self.allowed)}
            )
        return str(value)


class ColumnsField(forms.CharField):
    """Column keys with commas between them, in the order wanted."""

    def __init__(self, *, allowed: tuple[str, ...], **options: Any) -> None:
        super().__init__(**options)
        self.allowed = allowed

    def clean(self, value: Any) -> tuple[str, ...]:
        keys = tuple(key for key in (value or "").split(",") if key)
        for key in keys:
            if key not in self.allowed:
                raise ValidationError(
                    gettext("“%(key)s” is not a column. %(hint)s")
                    % {"key": key, "hint": what_would_be_right(key, self.allowed)}
                )
        return keys


class PageField(forms.CharField):
    def clean(self, value: Any) -> int:
        if not value:
            return 1
        page = whole_number(value)
        if not page:
            raise ValidationError(
                gettext("“%(value)s” is not a page: pages are counted 1, 2, 3 …") % {"value": value[:40]}
            )
        return page
