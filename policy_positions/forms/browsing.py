"""What readers ask a list for, where it is no list of positions."""

from __future__ import annotations

from typing import Any

from django import forms

from tracker.words import later as _

from ..models import Country
from .fields import list_countries_by_name


class LeaderListForm(forms.Form):
    country = forms.ModelChoiceField(
        Country.objects.all(), to_field_name="iso3", required=False, empty_label=_("All countries and bodies")
    )
    silent = forms.BooleanField(label=_("Also office-holders of whom nothing is recorded"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        list_countries_by_name(self)
