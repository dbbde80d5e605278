"""Coding a passage at the reading desk: what is proposed is confirmed or changed before it is saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext

from tracker.words import later as _

from .. import quoting
from ..models import SourceText
from ..proposing import Proposed
from .desk import PASSAGES, PassageFormSet, PositionForm

# What an editor decides at one glance, in the order in which the words of a text answer it.
GROUPS = (
    ("who", _("Who holds it"), ("leader", "country", "organization")),
    ("what", _("What it says"), ("issue", "stance", "substance")),
    ("when", _("When and where"), ("stated", "date_note", "summit", "summit_relation")),
    ("how", _("How it reaches us"), ("voice", "attribution", "confidence")),
)
OF_THE_PASSAGE = ("voice", "attribution")
OWN_WORDS = ("summary", "coding_note")


class CodedField(NamedTuple):
    field: BoundField
    proposed: Proposed | None
    reason: str


@dataclass(frozen=True)
class Group:
    """Fields that are confirmed together."""

    key: str
    title: str
    fields: tuple[CodedField, ...]
    is_proposed: bool
    is_confirmed: bool
    error: str = ""


class Coding:
    """A position in the making: its form, its passages, what is proposed and what of that is confirmed."""

    def __init__(
        self,
        text: SourceText,
        span: quoting.Span,
        proposed: Mapping[str, Proposed],
        data: QueryDict | None = None,
    ) -> None:
        self.text, self.span, self.proposed, self.data = text, span, proposed, data
        values = {name: each.value for name, each in proposed.items()}
        self.form = PositionForm(data, initial=values)
        first = {
            "text": text.pk,
            "exact": (text.body or "")[span.start : span.end],
            "place": str(span.start),
            **{name: values.get(name, "") for name in OF_THE_PASSAGE},
        }
        self.passages = PassageFormSet(
            data,
            initial=[first],
            prefix=PASSAGES,
            form_kwargs={
                "texts": SourceText.objects.filter(pk=text.pk).select_related("source"),
                "text": text,
            },
        )

    def is_valid(self) -> bool:
        """The fields are as they should be, and nothing that was proposed goes in unseen."""
        valid = [self.form.is_valid(), self.passages.is_valid()]
        return all(valid) and not self.unconfirmed

    @property
    def is_refused(self) -> bool:
        return self.data is not None and not self.is_valid()

    @property
    def unconfirmed(self) -> list[str]:
        """Groups with a proposed value that the editor has neither confirmed nor changed."""
        if self.data is None:
            return []
        confirmed = self.data.getlist("confirmed")
        return [
            key
            for key, _, names in GROUPS
            if key not in confirmed and any(self._stands_as_proposed(name) for name in names)
        ]

    def _stands_as_proposed(self, name: str) -> bool:
        proposed = self.proposed.get(name)
        return proposed is not None and bool(proposed.value) and self._field(name).value() == proposed.value

    def _field(self, name: str) -> BoundField:
        return self.passages.forms[0][name] if name in OF_THE_PASSAGE else self.form[name]

    @property
    def groups(self) -> list[Group]:
        waiting = self.unconfirmed
        confirmed = self.data.getlist("confirmed") if self.data is not None else []
        return [
            Group(
                key,
                title,
                tuple(self._coded_fields(names)),
                is_proposed=any(self.proposed.get(name) and self.proposed[name].value for name in names),
                is_confirmed=key in confirmed,
                error=gettext("Confirm what is proposed here, or change it.") if key in waiting else "",
            )
            for key, title, names in GROUPS
        ]

    def _coded_fields(self, names: tuple[str, ...]) -> Iterator[CodedField]:
        """A reason that two fields share is said once."""
        said = set()
        for name in names:
            proposed = self.proposed.get(name)
            is_new = proposed is not None and proposed.reason not in said
            said.add(proposed.reason if proposed else "")
            yield CodedField(self._field(name), proposed, proposed.reason if proposed and is_new else "")

    @property
    def own_words(self) -> list[BoundField]:
        return [self.form[name] for name in OWN_WORDS]

    @property
    def further_passages(self) -> list[Any]:
        return list(self.passages.forms[1:])

    @property
    def exact(self) -> str:
        return (self.text.body or "")[self.span.start : self.span.end]

    @property
    def context(self) -> tuple[str, str]:
        return quoting.context(self.text.body or "", *self.span)

    @property
    def cautions(self) -> tuple[quoting.Caution, ...]:
        return quoting.cautions(self.text.body or "", *self.span, self.text.source.language)
