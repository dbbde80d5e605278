"""The query string of the review queue: which items, and how many each choice would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext

from tracker.words import label
from tracker.words import later as _

from ..models import Issue
from ..review import CARES, KINDS, Item
from .faults import Fault, ImpossibleQuery, what_would_be_right
from .fields import PageField
from .links import Chip, Facet, Option

LABELS = {"care": _("Why it needs care"), "kind": _("What it is"), "issue": _("Issue"), "author": _("Author")}


class QueueFilter:
    """Any number of values of each; of ``care``, an item needs all that are chosen."""

    def __init__(self, query: QueryDict, items: Sequence[Item]) -> None:
        self.everything = items
        self.labels: dict[str, Mapping[str, str]] = {
            "care": {care.key: care.label for care in CARES},
            "kind": KINDS,
            "issue": {issue.slug: label(issue) for issue in Issue.objects.all()},
            "author": {item.author: item.author for item in items},
        }
        self.values = {name: tuple(dict.fromkeys(filter(None, query.getlist(name)))) for name in LABELS}
        faults = [
            Fault(
                name,
                value,
                gettext("%(name)s: “%(value)s” is none. %(hint)s")
                % {
                    "name": name,
                    "value": value,
                    "hint": what_would_be_right(value, self.labels[name]),
                },
            )
            for name, values in self.values.items()
            for value in values
            if value not in self.labels[name] and name != "author"
        ]
        faults += [
            Fault(
                name,
                str(query[name]),
                gettext("There is no filter “%(name)s”. It takes: %(labels)s.")
                % {"name": name, "labels": ", ".join(LABELS)},
            )
            for name in query
            if name not in (*LABELS, "page")
        ]
        if faults:
            raise ImpossibleQuery(faults)
        try:
            self.page = PageField().clean(query.get("page", ""))
        except ValidationError as error:
            raise ImpossibleQuery([Fault("page", str(query["page"]), " ".join(error.messages))]) from error

    @cached_property
    def items(self) -> list[Item]:
        return [item for item in self.everything if self._meets(item)]

    def _meets(self, item: Item) -> bool:
        return set(self.values["care"]) <= item.cares and all(
            not self.values[name] or getattr(item, name) in self.values[name]
            for name in ("kind", "issue", "author")
        )

    @cached_property
    def facets(self) -> list[Facet]:
        """Each value with how many of the items shown have it."""
        return [self._facet(name) for name in LABELS]

    def _facet(self, name: str) -> Facet:
        counts: Counter[str] = Counter()
        for item in self.items:
            counts.update(item.cares if name == "care" else [getattr(item, name)])
        options = tuple(
            Option(value, label, counts[value], value in self.values[name])
            for value, label in self.labels[name].items()
            if counts[value] or value in self.values[name]
        )
        return Facet(name, LABELS[name], options, 0)

    @cached_property
    def chips(self) -> list[Chip]:
        return [
            Chip(name, LABELS[name], self.labels[name].get(value, value), self.link(name, value))
            for name, values in self.values.items()
            for value in values
        ]

    def link(self, name: str = "", value: str = "", page: int | None = None) -> str:
        """The query string with a value put in, or taken out where it is chosen; or of another page."""
        query = QueryDict(mutable=True)
        for each, values in self.values.items():
            kept = [one for one in values if (each, one) != (name, value)]
            if each == name and value not in values:
                kept.append(value)
            query.setlist(each, kept)
        if page:
            query["page"] = str(page)
        return query.urlencode()
