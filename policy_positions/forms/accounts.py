"""What people type about accounts: names, roles, codes, saved views."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import gettext

from tracker.languages import language_of
from tracker.words import labelled
from tracker.words import later as _

from ..vocabulary import ROLE_MEANINGS, AccountRole

# Pages that a filter can be kept of, by name.
KEPT = (
    "home",
    "positions",
    "matrix",
    "compare",
    "agreement",
    "coverage",
    "country",
    "leader",
    "summit",
    "issue",
)


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            choices=lambda: [(role.value, labelled(role.label, ROLE_MEANINGS[role])) for role in AccountRole],
            required=False,
            widget=forms.CheckboxSelectMultiple,
            label=_("Roles"),
            **options,
        )


class InvitationForm(forms.ModelForm):
    roles = RolesField()

    class Meta:
        model = User
        fields = ("username", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].help_text = gettext(
            "Letters, digits and @ . + - _; it stays, as acts are recorded under it."
        )
        self.fields["email"].help_text = gettext("To tell people apart; the site sends no mail.")


class RolesForm(forms.Form):
    roles = RolesField()
    reason = forms.CharField(max_length=300, required=False, help_text=_("Recorded with the act."))


class WhyForm(forms.Form):
    reason = forms.CharField(
        max_length=300,
        label=_("Why"),
        error_messages={"required": _("Say why: it is recorded.")},
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        label=_("Code"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autofocus": True,
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        """As people type it, in groups."""
        return str(self.cleaned_data["code"]).replace(" ", "").lower()


class SavedViewForm(forms.Form):
    name = forms.CharField(max_length=120, help_text=_("As you will look for it."))
    address = forms.CharField(max_length=2000, widget=forms.HiddenInput)

    def clean_address(self) -> str:
        """A page of this site that takes filters, and nothing else that a link could carry."""
        address = str(self.cleaned_data["address"])
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or parts.fragment or address.startswith("//"):
            raise ValidationError(gettext("A view is a page of this site: its address begins with one /."))
        try:
            with translation.override(language_of(parts.path)):
                name = resolve(parts.path).url_name
        except Resolver404:
            name = None
        if name not in KEPT:
            raise ValidationError(
                gettext("“%(path)s” is no page that a view can be kept of.") % {"path": parts.path}
            )
        return address
