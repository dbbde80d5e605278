"""What editors hand in of a source: a file or a text, its reference, corrections of either."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.text import slugify
from django.utils.translation import gettext

from tracker.words import later as _

from ..extracting import FILE_TYPES, LONGEST_TEXT, Extract
from ..models import Source
from .fields import PastedTextField, SpokenTextField, WrittenDateField

LONGEST_SLUG = 80
FILE_READ = "file of a source"  # the salt of what says which file a text was read from


class ConfirmedTextForm(forms.Form):
    """A text on its way into the record: which file it was read from, and that it is no duplicate."""

    body = PastedTextField(
        label=_("Text of the source"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "Paste it as it stands. It is kept as evidence, never published; passages are cut from it."
        ),
        error_messages={
            "max_length": _(
                "The text has %(show_value)s characters, and %(limit_value)s is the most: "
                "take in a long document chapter by chapter."
            )
        },
    )
    although_alike = forms.BooleanField(
        label=_("It is another text: take it in although it is so like that one"),
        required=False,
        widget=forms.HiddenInput,
    )
    file = forms.CharField(required=False, widget=forms.HiddenInput)

    def add_error(self, field: str | None, error: Any) -> None:
        """The box that confirms a likeness is there once there is one to confirm."""
        super().add_error(field, error)
        if "although_alike" in self.errors:
            self.fields["although_alike"].widget = forms.CheckboxInput()

    def clean_file(self) -> dict[str, str]:
        """Which file the text was read from, as this site has signed it; empty where it was pasted."""
        try:
            return dict(signing.loads(self.cleaned_data["file"] or "", salt=FILE_READ))
        except signing.BadSignature:
            return {}

    @property
    def text(self) -> dict[str, Any]:
        """What ``editing`` asks of a text that is kept."""
        return {name: self.cleaned_data[name] for name in ("body", "file", "although_alike")}

    def fill_in(self, extract: Extract) -> None:
        """Show a text that has just been read, to be looked at before it is kept."""
        self.initial["body"] = extract.text
        if extract.file_sha256:
            file = {"sha256": extract.file_sha256, "type": extract.file_type}
            self.initial["file"] = signing.dumps(file, salt=FILE_READ)


class UploadForm(forms.Form):
    """A file to read, or a text that has been pasted already."""

    upload = forms.FileField(
        label=_("Or a file: text or HTML"),
        required=False,
        help_text=_(
            "A page saved from a browser, or a text. It is read and shown before anything is kept; "
            "nothing is fetched from the network."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(FILE_TYPES)}),
    )


class ReferenceForm(forms.ModelForm):
    """A source in CSL's terms, its date as far as it is known."""

    issued_on = WrittenDateField(label=_("Issued"))
    url = forms.URLField(label=_("Address"), required=False, assume_scheme="https")
    archive_url = forms.URLField(label=_("Archived copy"), required=False, assume_scheme="https")

    class Meta:
        model = Source
        fields: tuple[str, ...] = (
            "type",
            "title",
            "title_is_supplied",
            "author",
            "publisher",
            "dateline",
            "issued_note",
            "url",
            "archive_url",
            "language",
        )

    field_order: tuple[str, ...] = (
        *("title", "title_is_supplied", "publisher", "author", "issued_on", "issued_note", "dateline"),
        *("type", "language", "url", "archive_url"),
    )

    def _post_clean(self) -> None:
        """Leave the instance as it is stored: ``editing`` changes sources, and validates them whole."""

    @property
    def reference(self) -> dict[str, Any]:
        """The fields of the source, dates with their precision."""
        issued = self.cleaned_data["issued_on"]
        fields = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**fields, "issued": issued.date, "issued_precision": issued.precision}


class SourceForm(UploadForm, ConfirmedTextForm, ReferenceForm):
    """All of a new source on one page; what its text says of itself can be filled in first."""

    slug = forms.SlugField(
        label=_("Name in addresses"),
        required=False,
        max_length=100,
        help_text=_(
            "Letters, digits, hyphens. Empty: made from publisher, date and title. It never changes."
        ),
    )

    field_order = ("body", "upload", *ReferenceForm.field_order, "slug", "although_alike")

    def fill_in(self, extract: Extract) -> None:
        """The text, and where nobody has typed yet what it says of itself, each with where it is from."""
        super().fill_in(extract)
        for name, proposal in extract.proposals.items():
            field, typed = self.fields[name], self.initial.get(name)
            if not typed or (name == "language" and typed == field.initial):
                self.initial[name] = proposal.value
                said = gettext("Proposed, from %(origin)s: look at it.") % {"origin": proposal.origin}
            elif str(typed) != proposal.value:
                said = gettext("The text says “%(value)s” (%(origin)s).") % {
                    "value": proposal.value,
                    "origin": proposal.origin,
                }
            else:
                said = gettext("So does the text say (%(origin)s).") % {"origin": proposal.origin}
            field.help_text = f"{said} {field.help_text}".strip()
            field.widget.attrs["data-proposed"] = ""

    @property
    def reference(self) -> dict[str, Any]:
        fields = super().reference
        issued = self.cleaned_data["issued_on"]
        words = (fields["publisher"], issued.edtf() if issued.date else "", fields["title"])
        slug = self.cleaned_data["slug"] or slugify(" ".join(words))[:LONGEST_SLUG].strip("-")
        return {**fields, "slug": slug}


class AmendedSourceForm(ReferenceForm):
    """A correction of what is on record of a source."""

    reason = SpokenTextField(label=_("Reason for this change"), max_length=500)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.issued:
            self.initial["issued_on"] = self.instance.issued_on.edtf()


class CorrectedTextForm(UploadForm, ConfirmedTextForm):
    """A new version of a text, beside the one that older passages were cut from."""

    reason = SpokenTextField(
        label=_("What is corrected"),
        max_length=500,
        help_text=_("Such as: the publisher’s correction of 3 May; the second page was missing."),
    )

    field_order = ("body", "upload", "reason")


class HeldTextForm(forms.Form):
    """The very text of a source whose passages alone are on record."""

    body = PastedTextField(label=_("Text of the source"), max_length=LONGEST_TEXT)
