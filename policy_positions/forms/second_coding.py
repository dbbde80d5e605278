"""What a second coder says of a passage, and what two coders agree on."""

from __future__ import annotations

from django import forms

from tracker.words import later as _

from ..models import SamplingPlan
from ..vocabulary import Confidence, Stance, Voice
from .fields import UNCHOSEN, SpokenTextField


class SecondCodeForm(forms.Form):
    stance = forms.ChoiceField(choices=[UNCHOSEN, *Stance.choices])
    voice = forms.ChoiceField(label=_("Voice of the first passage"), choices=[UNCHOSEN, *Voice.choices])
    confidence = forms.ChoiceField(choices=[UNCHOSEN, *Confidence.choices])
    note = SpokenTextField(
        label=_("Why"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class AgreementForm(forms.Form):
    stance = forms.ChoiceField(choices=Stance.choices)
    voice = forms.ChoiceField(label=_("Voice of the first passage"), choices=Voice.choices)
    note = SpokenTextField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class CommentForm(forms.Form):
    text = SpokenTextField(
        label=_("Say something to the other coder"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SamplingPlanForm(forms.ModelForm):
    class Meta:
        model = SamplingPlan
        fields = ("rate", "seed")
