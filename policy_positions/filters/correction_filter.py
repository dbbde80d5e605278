"""The query string of the corrections: which of the changes to published records."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext

import django_filters

from tracker.words import label
from tracker.words import later as _

from ..models import Country, Issue, Revision
from ..vocabulary import Act
from ..workflow import CORRECTING
from .faults import Fault, ImpossibleQuery
from .fields import OneOfField, PageField, filter_by
from .links import Chip, in_words

LABELS = {"act": _("What was done"), "country": _("Country"), "issue": _("Issue")}
PATHS = {"act": "act", "country": "position__country__iso3", "issue": "position__issue__slug"}


class CorrectionFilter(django_filters.FilterSet):
    """One query string, understood. Raises ImpossibleQuery when it cannot be."""

    class Meta:
        model = Revision
        fields: tuple[str, ...] = ()

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        return {**{name: filter_by(OneOfField) for name in LABELS}, "page": filter_by(PageField)}

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query, Revision.objects.corrections())
        self.options: dict[str, dict[str, str]] = {
            "act": {act.value: act.label for act in CORRECTING if act != Act.LOAD}
            | {Act.LOAD.value: gettext("Changed in the files of the record")},
            "country": {country.iso3: country.called for country in Country.objects.by_name()},
            "issue": {issue.slug: label(issue) for issue in Issue.objects.all()},
        }
        for name, options in self.options.items():
            self.filters[name].extra["allowed"] = tuple(options)
        if faults := list(self._faults()):
            raise ImpossibleQuery(faults)
        self.values: dict[str, Any] = {name: self.form.cleaned_data[name] for name in LABELS}
        self.page: int = self.form.cleaned_data["page"]

    def _faults(self) -> Iterator[Fault]:
        for name, value in self.data.items():
            if name not in self.filters:
                told = gettext("There is no filter “%(name)s”. The filters are: %(filters)s.") % {
                    "name": name,
                    "filters": ", ".join(self.filters),
                }
                yield Fault(name, value, told)
        for name, messages in self.form.errors.items():
            for message in messages:
                yield Fault(name, self.data.get(name, ""), f"{name}: {message}")

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{PATHS[name]: value for name, value in self.values.items() if value})

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(name, LABELS[name], self.options[name][value], self.link(**{name: None}))
            for name, value in self.values.items()
            if value
        ]

    def link(self, **changed: str | None) -> str:
        """The query string with some values changed, or ``page`` added; None leaves one out."""
        query = QueryDict(mutable=True)
        for name, value in {**self.values, **changed}.items():
            if value:
                query[name] = value
        return query.urlencode()

    @property
    def conditions(self) -> str:
        return self.link()

    @property
    def title(self) -> str:
        return in_words(self.chips)
