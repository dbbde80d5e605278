"""Fields that several forms have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tracker.words import later as _

from .. import quoting
from ..models.country import CountryQuerySet
from ..partial_dates import UNKNOWN, PartialDate, parse

UNCHOSEN = ("", "---------")  # what Django's own choices begin with


def list_countries_by_name(form: forms.BaseForm) -> None:
    """Offer countries in the alphabet of the language that is spoken."""
    for field in form.fields.values():
        offered = getattr(field, "queryset", None)
        if isinstance(offered, CountryQuerySet):
            field.queryset = offered.by_name()  # type: ignore[attr-defined] # it has one


class SpokenTextField(forms.CharField):
    """Text without characters that nobody sees."""

    def clean(self, value: Any) -> str:
        cleaned = super().clean(value)
        try:
            quoting.require_visible(cleaned)
        except quoting.Refused as error:
            raise ValidationError(str(error)) from error
        return cleaned


class PastedTextField(SpokenTextField):
    """A whole text as it was: nothing stripped, and without the CRs that browsers add to line ends."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, widget=forms.Textarea(attrs={"rows": 14}), **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n")


class WrittenDateField(forms.CharField):
    """2012, 2012-04 or 2012-04-15, as far as it is known; nothing when it is not."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        options.setdefault(
            "help_text", _("As far as the source tells: 2012, 2012-04 or 2012-04-15. Empty: not known.")
        )
        super().__init__(**options)

    def clean(self, value: Any) -> PartialDate:
        written = super().clean(value)
        if not written:
            return UNKNOWN
        try:
            return parse(written)
        except ValueError as error:
            raise ValidationError(str(error)) from error
