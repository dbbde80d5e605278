"""A passage of another source that says what a position quotes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext

from tracker.words import later as _

from ..models import SourceText
from ..vocabulary import Voice
from .fields import SpokenTextField

REASON = _("Another source reports the same words.")


class AlsoReportedForm(forms.Form):
    text = forms.ModelChoiceField(
        SourceText.objects.held().select_related("source"), widget=forms.HiddenInput
    )
    start = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    voice = forms.ChoiceField(choices=Voice.choices)
    attribution = SpokenTextField(
        required=False,
        max_length=300,
        help_text=_("Words that say whose it is, where they stand outside the passage."),
    )
    reason = SpokenTextField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        text, start, end = (cleaned.get(name) for name in ("text", "start", "end"))
        if text and start is not None and end and not start < end <= text.length:
            raise forms.ValidationError(
                gettext("%(start)s to %(end)s is no piece of that text: choose the passage again.")
                % {"start": start, "end": end}
            )
        return cleaned

    @classmethod
    def proposed(cls) -> dict[str, str]:
        """The words that the form begins with, where the address says none."""
        return {"reason": REASON}

    @property
    def passage(self) -> str:
        """The words of the text at that place; empty where it names none."""
        text, start, end = (self.cleaned_data.get(name) for name in ("text", "start", "end"))
        return text.body[start:end] if text and not self.errors else ""

    @property
    def cut(self) -> dict[str, Any]:
        """What ``editing.Passage`` takes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}
