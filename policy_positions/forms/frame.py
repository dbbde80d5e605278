"""What admins type: meetings, people and their offices, propositions, two records that are one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from tracker.words import later as _

from ..models import Issue, Leader, Organization, Source, Summit, Tenure
from ..partial_dates import PartialDate
from ..vocabulary import MergedKind
from .fields import SpokenTextField, WrittenDateField, list_countries_by_name

ISSUE_WORDS = ("words", "support_words", "oppose_words")


class CurationForm(forms.Form):
    """Why a change is made, and what the one who makes it has seen."""

    reason = SpokenTextField(
        label=_("Why"),
        required=False,
        max_length=500,
        help_text=_("Kept with the change, for whoever asks later."),
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def basis(self) -> dict[str, Any]:
        """What every act of ``editing.frame`` asks beside the values: why, and what of the row was read."""
        return {"reason": self.cleaned_data["reason"], "read": self.cleaned_data["read"] or None}


class KeptForm(CurationForm, forms.ModelForm):
    """A row of the frame: ``values`` is what ``editing`` stores, dates with their precision."""

    dates: tuple[str, ...] = ()
    not_stored: tuple[str, ...] = ("reason", "read")

    def __init__(self, *args: Any, read: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        list_countries_by_name(self)
        self.initial["read"] = read
        for name in self.dates:
            written = PartialDate(
                getattr(self.instance, name), getattr(self.instance, f"{name}_precision", "unknown")
            )
            self.initial[name] = written.edtf() if written.date else ""
        if self.instance.pk and "slug" in self.fields:
            self.fields.pop("slug")  # it stands in addresses that were cited

    def _post_clean(self) -> None:
        """Leave the instance as it is stored: ``editing`` changes rows, and validates them whole."""

    @property
    def values(self) -> dict[str, Any]:
        links = {field.name for field in self.instance._meta.many_to_many}
        kept = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in self.not_stored and name not in links and name not in self.dates
        }
        for name in self.dates:
            kept |= {
                name: self.cleaned_data[name].date,
                f"{name}_precision": self.cleaned_data[name].precision,
            }
        return kept

    @property
    def links(self) -> dict[str, Any]:
        names = [field.name for field in self.instance._meta.many_to_many]
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class DocumentsField(forms.CharField):
    """A document a line: its title, then its address."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            help_text=_("One a line: title | https://address"),
            max_length=5000,
            **options,
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{document['title']} | {document['url']}" for document in value)
        return value

    def clean(self, value: Any) -> list[dict[str, str]]:
        address = forms.URLField(assume_scheme="https")
        documents = []
        for line in filter(str.strip, str(super().clean(value)).splitlines()):
            title, _, url = line.rpartition("|")
            if not title.strip():
                raise ValidationError(
                    gettext("“%(strip)s” has no title before a bar: title | https://address")
                    % {"strip": line.strip()}
                )
            documents.append({"title": title.strip(), "url": address.clean(url.strip())})
        return documents


class NamesField(forms.CharField):
    """A name a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return list(
            dict.fromkeys(line.strip() for line in str(super().clean(value)).splitlines() if line.strip())
        )


class SummitForm(KeptForm):
    start = WrittenDateField(
        label=_("First day"), help_text=_("As far as it is known: 2012, 2012-04 or 2012-04-14.")
    )
    end = WrittenDateField(label=_("Last day"), help_text=_("The same day again for a meeting of one day."))
    documents = DocumentsField()
    dates = ("start", "end")

    class Meta:
        model = Summit
        fields = (
            "name",
            "slug",
            "series",
            "edition",
            "host_country",
            "city",
            "start",
            "end",
            "status",
            "organizer",
            "agenda_issues",
            "documents",
            "reference",
        )
        widgets = {
            "agenda_issues": forms.CheckboxSelectMultiple,
            "reference": forms.Textarea(attrs={"rows": 2}),
        }

    field_order = Meta.fields

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        organizer: Any = self.fields["organizer"]
        organizer.queryset = Organization.objects.exclude(classification="group")


class LeaderForm(KeptForm):
    other_names = NamesField(
        label=_("Other names"), required=False, help_text=_("As sources print them, one a line.")
    )

    class Meta:
        model = Leader
        fields = ("name", "slug", "other_names", "wikidata")


class TenureForm(KeptForm):
    start = WrittenDateField(
        label=_("From"), help_text=_("As far as it is known: 2012, 2012-01 or 2012-01-14.")
    )
    end = WrittenDateField(
        label=_("Until"),
        help_text=_("The day of a handover is the successor’s. Empty: it goes on, or is not known."),
    )
    dates = ("start", "end")

    class Meta:
        model = Tenure
        fields = ("title", "role", "country", "organization", "start", "end", "reference")
        widgets = {"reference": forms.Textarea(attrs={"rows": 2})}

    field_order = Meta.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("country")) == bool(cleaned.get("organization")):
            self.add_error(
                "country", gettext("Name the country or the organization whose office it is: one, not both.")
            )
        return cleaned


class IssueForm(KeptForm):
    words = NamesField(
        required=False,
        label=_("Words of the issue"),
        help_text=_("One a line; legaliz* is any ending. A ~ before one: only where drugs are spoken of."),
    )
    support_words = NamesField(
        required=False, label=_("Words for it"), help_text=_("A ~ before one: it leans only.")
    )
    oppose_words = NamesField(
        required=False, label=_("Words against it"), help_text=_("A ~ before one: it leans only.")
    )

    class Meta:
        model = Issue
        fields = (
            "name",
            "slug",
            "proposition",
            "support_means",
            "oppose_means",
            "inclusion_rule",
            "example",
            "order",
            *ISSUE_WORDS,
        )
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {
                "proposition": 2,
                "support_means": 2,
                "oppose_means": 2,
                "inclusion_rule": 5,
                "example": 4,
            }.items()
        }


class MergeForm(forms.Form):
    """Which record goes into which; a leader by any name, a source or summit by its name in addresses."""

    kind = forms.ChoiceField(choices=MergedKind.choices, widget=forms.HiddenInput)
    former = forms.CharField(label=_("This one goes"), max_length=120)
    kept = forms.CharField(label=_("Into this one, which stays"), max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("former", "kept"):
            if cleaned.get(name) and cleaned.get("kind"):
                self._find(name, cleaned)
        if cleaned.get("former") and cleaned.get("former") == cleaned.get("kept"):
            self.add_error("kept", gettext("These are one record: choose two."))
        return cleaned

    def _find(self, name: str, cleaned: dict[str, Any]) -> None:
        written = cleaned[name]
        try:
            cleaned[name] = record_of(cleaned["kind"], written)
        except ValueError as error:
            self.add_error(name, str(error))


def record_of(kind: str, written: str) -> Any:
    """The record meant; ValueError says what would be right."""
    if kind == MergedKind.LEADER:
        named = Leader.objects.filter(slug=written).first()
        return named or Leader.objects.by_names().leader(written)
    model: Any = Summit if kind == MergedKind.SUMMIT else Source
    label = "name" if kind == MergedKind.SUMMIT else "title"
    found = model.objects.filter(slug=written).first() or model.objects.filter(**{label: written}).first()
    if found is None:
        raise ValueError(
            gettext("No %(kind)s is known by “%(written)s”: write its name in addresses.")
            % {"kind": kind, "written": written}
        )
    return found
