"""The states at a summit, all on one page; the positions round it; a summit as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext

from tracker import written
from tracker.words import later as _

from ..models import Country, Leader, Participation, Position, Source
from ..models.leader import Names
from ..vocabulary import Attendance, SummitRelation
from .frame import CurationForm

LARGEST_FILE = 200_000  # bytes
KEYS = {
    "": "0",
    Attendance.ATTENDED: "a",
    Attendance.ABSENT: "b",
    Attendance.EXCLUDED: "e",
    Attendance.INVITED: "i",
}


class StatusChoice(forms.RadioSelect):
    """Each choice carries the key that sets it."""

    def create_option(self, name: str, value: Any, *args: Any, **options: Any) -> dict[str, Any]:
        made = super().create_option(name, value, *args, **options)
        made["attrs"]["data-key"] = KEYS[value]
        return made


class LeaderField(forms.CharField):
    """A person by any name on record; nobody where it is empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=120, **options)
        self.names = Names(())  # until the form binds those on record

    def clean(self, value: Any) -> Leader | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            return self.names.leader(written)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class SeatForm(forms.Form):
    """One state at a summit."""

    status = forms.ChoiceField(
        choices=[("", _("Not recorded")), *Attendance.choices], required=False, widget=StatusChoice
    )
    delegate = LeaderField()
    reason = forms.CharField(required=False, max_length=300)

    def __init__(
        self, country: Country, names: Names, in_office: str, data: Any, initial: dict[str, Any]
    ) -> None:
        super().__init__(data, prefix=country.iso3, initial=initial)
        self.country = country
        self.fields["delegate"].names = names  # type: ignore[attr-defined] # a LeaderField
        suggested = {"placeholder": f"{in_office}?", "data-suggested": in_office} if in_office else {}
        self.fields["delegate"].widget.attrs |= suggested | {"list": "leaders", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("status") and (cleaned.get("delegate") or cleaned.get("reason")):
            self.add_error("status", gettext("Say whether it attended, was absent, excluded or invited."))
        return cleaned


class SeatingForm(CurationForm):
    """All states at a summit, with one reason and one source for what changes."""

    source = forms.CharField(
        label=_("Source of what you change"),
        required=False,
        max_length=100,
        help_text=_("Its name in addresses. Rows that you do not change keep theirs."),
    )
    field_order = ("source", "reason")

    def __init__(
        self,
        countries: Iterable[Country],
        held: Mapping[int, Participation],
        in_office: Mapping[int, str],
        names: Names,
        data: Any = None,
        read: str = "",
    ) -> None:
        super().__init__(data, initial={"read": read})
        self.rows = [
            SeatForm(country, names, in_office.get(country.pk, ""), data, _as_typed(held.get(country.pk)))
            for country in countries
        ]

    def is_valid(self) -> bool:
        return super().is_valid() and _all_valid(self, self.rows)

    def clean_source(self) -> Source | None:
        written = self.cleaned_data["source"]
        source = Source.objects.filter(slug=written).first()
        if written and source is None:
            raise forms.ValidationError(
                gettext("No source is known by “%(written)s”.") % {"written": written}
            )
        return source


def _all_valid(form: forms.Form, rows: Sequence[forms.Form]) -> bool:
    at_fault = sum(not row.is_valid() for row in rows)
    if at_fault:
        form.add_error(
            None,
            ngettext(
                "Nothing was saved: %(at_fault)s of the rows below has a fault.",
                "Nothing was saved: %(at_fault)s of the rows below have a fault.",
                at_fault,
            )
            % {"at_fault": at_fault},
        )
    return not at_fault


def _as_typed(row: Participation | None) -> dict[str, Any]:
    if row is None:
        return {"status": ""}
    return {"status": row.status, "delegate": row.delegate.name if row.delegate else "", "reason": row.reason}


class TieForm(forms.Form):
    """Whether one position is tied to the summit, and how."""

    tied = forms.BooleanField(required=False)
    relation = forms.ChoiceField(choices=[("", _("Choose")), *SummitRelation.choices], required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, position: Position, proposed: str, data: Any) -> None:
        initial = {
            "tied": bool(position.summit_id),
            "relation": position.summit_relation or proposed,
            "version": position.version,
        }
        super().__init__(data, prefix=position.public_id, initial=initial)
        self.position = position

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("tied") and not cleaned.get("relation"):
            self.add_error("relation", gettext("Before, at, after or about?"))
        return cleaned

    @property
    def wanted(self) -> str:
        return str(self.cleaned_data["relation"]) if self.cleaned_data["tied"] else ""


class TiesForm(CurationForm):
    """The positions listed on one page of a summit."""

    def __init__(self, listed: Iterable[tuple[Position, str]], data: Any = None) -> None:
        super().__init__(data)
        self.rows = [TieForm(position, proposed, data) for position, proposed in listed]

    def is_valid(self) -> bool:
        return super().is_valid() and _all_valid(self, self.rows)

    @property
    def changed(self) -> Iterator[TieForm]:
        for row in self.rows:
            if row.wanted != row.position.summit_relation:
                yield row


class DaysForm(forms.Form):
    """Between which days positions are looked for."""

    first = forms.DateField(
        label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", gettext("This is before the first day."))
        return cleaned


class SummitFileForm(CurationForm):
    """The file itself, or, to confirm it, its text once more."""

    file = forms.FileField(
        label=_("CSV file"), required=False, widget=forms.FileInput(attrs={"accept": ".csv,text/csv"})
    )
    text = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    field_order = ("file", "reason")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if held := cleaned.get("file"):
            if held.size > LARGEST_FILE:
                raise forms.ValidationError(
                    gettext("%(size)s bytes are no summit: at most %(largest_file)s would be.")
                    % {"size": written.number(held.size), "largest_file": written.number(LARGEST_FILE)}
                )
            try:
                cleaned["text"] = held.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise forms.ValidationError(
                    gettext("The file is not in UTF-8: save it as “CSV UTF-8”.")
                ) from error
        if not cleaned.get("text"):
            raise forms.ValidationError(gettext("Choose the file."))
        return cleaned
