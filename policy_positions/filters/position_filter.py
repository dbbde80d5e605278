"""The filter set: parses and validates the query string, and asks the columns."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any
from urllib.parse import quote_plus, urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext

import django_filters
import numpy as np

from tracker.words import later as _
from tracker.written import in_alphabet

from .. import columns as record_columns
from .. import tables
from ..columns import FACETS, Columns, Selected, Selection
from ..columns import words as words_search
from ..models import Position
from .faults import Fault, ImpossibleQuery
from .fields import ColumnsField, KeysField, OneOfField, PageField, PartialDateField, WordsField, filter_by
from .links import Chip, Facet, Option, WayOut, in_words
from .listing import listed
from .sorts import DEFAULT_SORT, SORTS

PAGE_SIZES = ("25", "50", "100", "200")
DEFAULT_PAGE_SIZE = 50
LISTED_OPTIONS = 40

LABELS = {
    "country": _("Country"),
    "subregion": _("Subregion"),
    "organization": _("Organization"),
    "leader": _("Leader"),
    "role": _("Office"),
    "issue": _("Issue"),
    "stance": _("Stance"),
    "substance": _("Substance"),
    "voice": _("Voice"),
    "confidence": _("Confidence"),
    "summit": _("Summit"),
    "source": _("Source"),
    "from": _("From"),
    "to": _("To"),
    "as_of": _("As of"),
    "q": _("Words"),
}
IN_ALPHABET = ("country", "organization")  # facets; the values of others have an order of their own
# What is no condition on rows: changing one of these keeps the same rows.
PRESENTATION = ("sort", "columns", "page", "page_size")


class PositionFilter(django_filters.FilterSet):
    """One query string, understood. Raises ImpossibleQuery when it cannot be."""

    class Meta:
        model = Position
        fields: tuple[str, ...] = ()

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """All parameters, in the order in which pages and messages name them."""
        return {
            **{name: filter_by(KeysField, LABELS[name]) for name in FACETS},
            **{name: filter_by(PartialDateField, LABELS[name]) for name in ("from", "to", "as_of")},
            "q": filter_by(WordsField, LABELS["q"]),
            "sort": filter_by(OneOfField, allowed=tuple(SORTS)),
            "columns": filter_by(ColumnsField, allowed=tuple(column.key for column in tables.PAGE)),
            "page": filter_by(PageField),
            "page_size": filter_by(OneOfField, allowed=PAGE_SIZES),
        }

    def __init__(
        self, query: QueryDict, *, record: Columns | None = None, sorts: tuple[str, ...] = ()
    ) -> None:
        """``sorts`` are the orders of a page that has others than the table, as a matrix does."""
        self.record = record or record_columns.current()
        super().__init__(_as_known_now(_without_blanks(query), self.record), Position.objects.published())
        for name in FACETS:
            self.filters[name].extra["dimension"] = self.record.dimensions[name]
        if sorts:
            self.filters["sort"].extra["allowed"] = sorts
        faults = list(self._faults())
        if faults:
            raise ImpossibleQuery(faults)
        self.values: dict[str, Any] = self.form.cleaned_data

    def _faults(self) -> Iterator[Fault]:
        for name, values in self.data.lists():
            if name not in self.filters:
                yield Fault(
                    name,
                    values[-1],
                    gettext("There is no filter “%(name)s”. The filters are: %(filters)s.")
                    % {"name": name, "filters": ", ".join(self.filters)},
                )
            elif name not in FACETS and len(values) > 1:
                yield Fault(
                    name,
                    ", ".join(values),
                    gettext("“%(name)s” is given %(values)s times: give it once.")
                    % {"name": name, "values": len(values)},
                )
        for name, messages in self.form.errors.items():
            for message in messages:
                yield Fault(name, ", ".join(self.data.getlist(name)), f"{name}: {message}")
        first, last = (self.form.cleaned_data.get(name) for name in ("from", "to"))
        if first and last and last.last < first.first:
            yield Fault(
                "to",
                self.data["to"],
                gettext("to: %(last)s ends before %(first)s begins.")
                % {"last": self.data["to"], "first": self.data["from"]},
            )

    # What is selected

    @cached_property
    def selected(self) -> Selected:
        return self.record.select(self._selection(self.as_of))

    @cached_property
    def ever_selected(self) -> Selected:
        """The same rows without regard to the day asked for: what a slider over the days moves through."""
        return self.record.select(self._selection(None))

    def narrowed(self, **facets: str) -> Selected:
        """What is selected and has these values too, without regard to the day asked for."""
        selection = self._selection(None)
        asked = {name: frozenset({key}) for name, key in facets.items()}
        return self.record.select(replace(selection, facets={**selection.facets, **asked}))

    def without(self, *facets: str) -> Selected:
        """What is selected without regard to those facets, nor to the day asked for."""
        selection = self._selection(None)
        kept = {name: keys for name, keys in selection.facets.items() if name not in facets}
        return self.record.select(replace(selection, facets=kept))

    @property
    def as_of(self) -> datetime.date | None:
        """The last day of what was asked for: as of 2012-04 is as of 30 April 2012."""
        return self.values["as_of"].last if self.values["as_of"] else None

    def _selection(self, as_of: datetime.date | None) -> Selection:
        first, last = self.values["from"], self.values["to"]
        return Selection(
            facets={name: frozenset(self.values[name]) for name in FACETS},
            first=first and first.first,
            last=last and last.last,
            as_of=as_of,
            ids=self._ids_with_words,
        )

    @cached_property
    def _ids_with_words(self) -> np.ndarray | None:
        words = self.values["q"]
        if not words:
            return None
        return words_search.ids_matching(words, self.record.revision)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """``.qs``, for callers that want a queryset: the very rows that the columns found."""
        return queryset.filter(pk__in=self.selected.ids())

    # What the page shows

    @property
    def page_size(self) -> int:
        return int(self.values["page_size"] or DEFAULT_PAGE_SIZE)

    @property
    def sort(self) -> str:
        return self.values["sort"] or DEFAULT_SORT

    @cached_property
    def ordered(self) -> np.ndarray:
        """Every selected primary key, in the order asked for."""
        return SORTS[self.sort].order(self)

    @property
    def ordered_ids(self) -> list[int]:
        return self.ordered.tolist()

    @property
    def shown_columns(self) -> tuple[tables.Column, ...]:
        by_key = {column.key: column for column in tables.PAGE}
        chosen = dict.fromkeys(self.values["columns"])
        return tuple(by_key[key] for key in chosen) or tuple(
            column for column in tables.PAGE if column.by_default
        )

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(self._facet(name) for name in FACETS)

    def _facet(self, name: str) -> Facet:
        dimension = self.record.dimensions[name]
        chosen = tuple(dimension.code_of[key] for key in self.values[name])
        counts, more = listed(self.selected, name, chosen, LISTED_OPTIONS)
        labels = dimension.labels_of(counts)
        options = tuple(
            Option(key, labels[key], count, key in self.values[name])
            for key, count in counts.items()
            if key in labels
        )
        if name in IN_ALPHABET:
            options = tuple(sorted(options, key=lambda option: in_alphabet(option.label)))
        return Facet(name, LABELS[name], options, more=more)

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        return tuple(self._chips())

    def _chips(self) -> Iterator[Chip]:
        for name in LABELS:
            for value in self.data.getlist(name):
                yield Chip(name, LABELS[name], self._label(name, value), self._without(name, value))

    def _label(self, name: str, value: str) -> str:
        if name in FACETS:
            return self.record.dimensions[name].labels_of([value]).get(value, value)
        return self.values[name].display() if name in ("from", "to", "as_of") else value

    def _without(self, name: str, value: str) -> str:
        query = self._conditions()
        query.setlist(name, [other for other in self.data.getlist(name) if other != value])
        return query.urlencode()

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """Where nothing is found: what would be without one of the filters, the most first."""
        ways = [self._way_out(name) for name in dict.fromkeys(chip.parameter for chip in self.chips)]
        return sorted(ways, key=lambda way: -way.count)

    def _way_out(self, name: str) -> WayOut:
        query = self.link(**{name: None})
        found = type(self)(QueryDict(query), record=self.record).selected.total
        values = ", ".join(chip.value for chip in self.chips if chip.parameter == name)
        return WayOut(LABELS[name], values, query, found)

    def _conditions(self) -> QueryDict:
        """The query string without the page, which another selection would not have."""
        query = self.data.copy()
        query.pop("page", None)
        return query

    def link(self, **changes: str | None) -> str:
        """The query string with some values changed; None takes a parameter away."""
        kept = [written for name, written in self._written.items() if name not in changes]
        new = [f"{name}={quote_plus(value)}" for name, value in changes.items() if value is not None]
        return "&".join(kept + new)

    @cached_property
    def _written(self) -> dict[str, str]:
        """Each parameter as the query string has it; a page may write thousands of links."""
        conditions = self._conditions()
        return {name: urlencode([(name, value) for value in values]) for name, values in conditions.lists()}

    @cached_property
    def conditions(self) -> str:
        """The query string of the same rows, whatever the presentation: for map, feed and downloads."""
        return self.link(**dict.fromkeys(PRESENTATION))

    @cached_property
    def title(self) -> str:
        """The filter in words: Country: Guatemala; Issue: Legalization."""
        return in_words(self.chips)


def _without_blanks(query: QueryDict) -> QueryDict:
    """Fields of a form that were left empty ask for nothing; a value ticked twice is ticked."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        filled = [value for value in values if value.strip()]
        if filled:
            kept.setlist(name, list(dict.fromkeys(filled)) if name in FACETS else filled)
    return kept


def _as_known_now(query: QueryDict, record: Columns) -> QueryDict:
    """An address that was cited before a merge asks for the record that stands for the one it names."""
    for name in FACETS:
        successors = record.dimensions[name].successors
        if successors.keys() & set(query.getlist(name)):
            now = [successors.get(key, key) for key in query.getlist(name)]
            query.setlist(name, list(dict.fromkeys(now)))
    return query
