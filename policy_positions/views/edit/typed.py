"""What the form of a position sent: as it was typed, and as ``editing`` takes it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.forms import BaseFormSet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from ... import editing
from ...forms import PassageFormSet, PositionForm
from ...forms.desk import PASSAGES
from ...models import Position, Quotation, SourceText
from ...versions import TAKEN_BY
from ...whole_numbers import whole_number
from ..requests import SignedInRequest

TAKE = "take-"
STEERING = ("csrfmiddlewaretoken", "version", "merge")


class Typed:
    """The coding and the passages of one position; ``initial`` begins the passages of a new draft."""

    def __init__(
        self,
        data: QueryDict | None,
        position: Position | None = None,
        initial: list[dict[str, Any]] | None = None,
    ) -> None:
        quotations = list(position.quotations.all()) if position else []
        self.position = position
        self.form = PositionForm(data or None, instance=position)
        self.passages = PassageFormSet(
            data or None,
            initial=initial or [_as_typed(quotation) for quotation in quotations],
            prefix=PASSAGES,
            form_kwargs={"texts": _texts(quotations), "kept": quotations},
        )
        standing = position.version if position else 1
        self.version = version_sent(data) if data else standing

    def is_valid(self) -> bool:
        return bool(self.form.is_valid() and self.passages.is_valid())

    @property
    def was_refused(self) -> bool:
        return bool(self.form.is_bound and not self.is_valid())

    @property
    def coding(self) -> dict[str, Any]:
        """What ``editing`` takes."""
        return {
            "fields": self.form.fields_of_position,
            "passages": passages_kept(self.passages),
            "reason": self.form.cleaned_data["reason"],
        }

    def page(
        self, request: SignedInRequest, template: str = "edit/position_form.html", **context: Any
    ) -> HttpResponse:
        context = {"form": self.form, "passages": self.passages, "version": self.version, **context}
        return render(request, template, context, status=422 if self.was_refused else 200)


def passages_kept(passages: BaseFormSet) -> list[editing.Passage]:
    """In their order: an empty extra passage is none, and one that is left out is none."""
    kept = [form for form in passages.forms if form.cleaned_data and not form.cleaned_data.get("DELETE")]
    return [editing.Passage(**cut) for form in kept for cut in form.cuts]


def version_sent(data: QueryDict) -> int:
    """The version that the editor began from, which the form carries."""
    version = whole_number(data.get("version", ""))
    return -1 if version is None else version


def as_sent(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed, for hidden fields that send it again."""
    return [
        (name, value)
        for name, values in data.lists()
        if name not in STEERING and not name.startswith(TAKE)
        for value in values
    ]


def merged(typed: QueryDict, position: Position) -> QueryDict:
    """What was typed, and what stands now of the lines for which the editor chose that."""
    data = typed.copy()
    stands = PositionForm(instance=position)
    theirs = [key for key in TAKEN_BY if typed.get(f"{TAKE}{key}") == "theirs"]
    for name in (name for key in theirs for name in TAKEN_BY[key]):
        value = stands[name].value()
        data[name] = "" if value is None else str(value)
    if typed.get(f"{TAKE}{PASSAGES}") == "theirs":
        _put_passages(data, [_as_typed(quotation) for quotation in position.quotations.all()])
    return data


def _put_passages(data: QueryDict, passages: list[dict[str, Any]]) -> None:
    for name in [name for name in data if name.startswith(f"{PASSAGES}-")]:
        del data[name]
    for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
        data[f"{PASSAGES}-{count}"] = str(len(passages))
    for number, passage in enumerate(passages):
        for name, value in passage.items():
            data[f"{PASSAGES}-{number}-{name}"] = str(value)


def _texts(quotations: list[Quotation]) -> Any:
    """Passages are cut from texts that are held; those on record are kept whether theirs is held or not."""
    kept = Q(pk__in=[quotation.text_id for quotation in quotations])
    return SourceText.objects.filter(Q(body__isnull=False) | kept).select_related("source")


def _as_typed(quotation: Quotation) -> dict[str, Any]:
    return {
        "text": quotation.text_id,
        "exact": quotation.exact,
        "place": str(quotation.start),
        "voice": quotation.voice,
        "attribution": quotation.attribution,
        "translation": quotation.translation,
    }
