"""What an admin asks of the record of acts."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from tracker.words import later as _

from ..models.revision import RevisionQuerySet
from ..vocabulary import Act, FrameAct, RecordKind

EVERY_ACT = sorted(dict((*Act.choices, *FrameAct.choices)).items(), key=lambda choice: choice[1])
ANY = ("", _("any"))


class ReleaseForm(forms.Form):
    note = forms.CharField(
        max_length=500,
        label=_("What is this release for?"),
        help_text=_("One sentence, on the release’s page for good: “For the dissertation of …”, “Monthly.”"),
    )


class AuditForm(forms.Form):
    """Every field is a condition; an empty one asks for nothing."""

    person = forms.CharField(required=False, max_length=150, help_text=_("An account’s name."))
    kind = forms.ChoiceField(required=False, choices=[ANY, *RecordKind.choices], label=_("What"))
    record = forms.CharField(
        required=False, max_length=160, help_text=_("A public id, a slug, a name, as it stands in the table.")
    )
    act = forms.ChoiceField(required=False, choices=[ANY, *EVERY_ACT])
    since = forms.DateField(
        required=False,
        label=_("From"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("A day, UTC."),
    )
    until = forms.DateField(required=False, label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            raise ValidationError(gettext("The period ends before it begins: put the earlier day first."))

    def narrow(self, acts: RevisionQuerySet) -> RevisionQuerySet:
        """The acts that meet every condition; of a form with faults, none."""
        if not self.is_valid():
            return acts.none()
        asked = self.cleaned_data
        conditions = {
            "by__username": asked["person"],
            "kind": asked["kind"],
            "act": asked["act"],
            "at__date__gte": asked["since"],
            "at__date__lte": asked["until"],
        }
        narrowed = acts.filter(**{name: value for name, value in conditions.items() if value})
        return narrowed.named(asked["record"]) if asked["record"] else narrowed
