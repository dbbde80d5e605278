"""The query language as machines speak it: the site's own filters, with cursors in place of page numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

import django_filters

from ..filters import Fault, ImpossibleQuery, PositionFilter
from ..filters.fields import OneOfField, filter_by
from ..filters.sorts import SORTS
from ..whole_numbers import whole_number
from . import cursors

LARGEST_PAGE = 200
SHOWN = 40  # of a value that is not understood
PAGES_OF_THE_SITE = ("sort", "columns", "page", "page_size")
PAGING = ("page_size", "after", "before")


class PageSizeField(forms.CharField):
    """How many rows a page has."""

    def clean(self, value: Any) -> int | None:
        if not value:
            return None
        rows = whole_number(value)
        if rows is None or not 1 <= rows <= LARGEST_PAGE:
            raise ValidationError(f"“{value[:SHOWN]}” is not a number of rows: it takes 1 to {LARGEST_PAGE}.")
        return rows


class CursorField(forms.CharField):
    def clean(self, value: Any) -> tuple[str, ...] | None:
        if not value:
            return None
        try:
            return cursors.read(value)
        except ValueError as error:
            raise ValidationError(broken(value)) from error


def broken(cursor: str) -> str:
    return f"“{cursor[:SHOWN]}” is not a cursor: follow an answer’s “next” or “previous” as it stands."


class ConditionsQuery(PositionFilter):
    """Conditions on positions, for answers that count or list all that they leave."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        taken = super().get_filters()
        return {name: each for name, each in taken.items() if name not in PAGES_OF_THE_SITE}

    def rows_of(self, facet: str, key: str) -> str:
        """The query string of the positions that have ``key``, under the other conditions."""
        return self.link(**{**dict.fromkeys(PAGING), facet: key})


class PagedQuery(ConditionsQuery):
    """Conditions, and which page of what they leave."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return {
            **super().get_filters(),
            "page_size": filter_by(PageSizeField),
            "after": filter_by(CursorField),
            "before": filter_by(CursorField),
        }

    @property
    def cursor(self) -> tuple[str, ...] | None:
        """The words of the one cursor given, or None for the first page."""
        after, before = self.values["after"], self.values["before"]
        if after is not None and before is not None:
            raise self.refused("before", "before: a page is after a row or before one: give one of the two.")
        return before if after is None else after

    @property
    def goes_back(self) -> bool:
        return self.values["before"] is not None

    def refused_cursor(self, message: str = "") -> ImpossibleQuery:
        name = "before" if self.goes_back else "after"
        return self.refused(name, f"{name}: {message or broken(self.data[name])}")

    def refused(self, name: str, message: str) -> ImpossibleQuery:
        return ImpossibleQuery([Fault(name, self.data[name], message)])


class PositionQuery(PagedQuery):
    """Conditions, an order, and which page of it."""

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return {**super().get_filters(), "sort": filter_by(OneOfField, allowed=tuple(SORTS))}


def refuse_parameters(query: QueryDict) -> None:
    """For addresses that name one record: there is nothing to choose."""
    faults = [
        Fault(name, values[-1], f"There is no parameter “{name}” here: the address says all.")
        for name, values in query.lists()
    ]
    if faults:
        raise ImpossibleQuery(faults)
