"""Setting one field of many rows: first how many and which, then exactly those, each recorded."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..editing import frame
from .kinds import signed_in

MOST_AT_ONCE = 500
SHOWN = 20


def sets(field: str, label: str) -> Any:
    """An act that sets ``field`` of all that is chosen to one of its values."""

    @admin.action(description=label, permissions=["change"])
    def act(model_admin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet) -> HttpResponse | None:
        number = rows.count()
        if number > MOST_AT_ONCE:
            messages.error(
                request, f"{number:,} rows are too many at once: at most {MOST_AT_ONCE}. Nothing is changed."
            )
            return None
        form = _ValueForm(
            model_admin.model._meta.get_field(field), request.POST if "confirmed" in request.POST else None
        )
        if not form.is_valid():
            return _ask(request, rows, number, form, label)
        if request.POST.get("counted") != str(number):
            messages.error(
                request,
                f"There are {number} rows now, not {request.POST.get('counted')}. Nothing is changed.",
            )
            return None
        reason = f"{label}, {number} at once."
        for row in rows:
            frame.keep(row, {field: form.cleaned_data["value"]}, by=signed_in(request), reason=reason)
        messages.success(request, f"{number} changed.")
        return None

    act.__name__ = f"set_{field}"
    return act


class _ValueForm(forms.Form):
    value = forms.ChoiceField()

    def __init__(self, field: Any, data: Any) -> None:
        super().__init__(data)
        self.fields["value"] = forms.ChoiceField(
            label=str(field.verbose_name).capitalize(), choices=field.choices
        )


def _ask(request: HttpRequest, rows: QuerySet, number: int, form: forms.Form, label: str) -> HttpResponse:
    """The page that says how many, and sends the same choice back with the number."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in ("csrfmiddlewaretoken", "confirmed", "counted", "value")
    ]
    context = {"form": form, "label": label, "number": number, "rows": rows[:SHOWN], "sent": sent}
    return render(request, "curate/bulk.html", context)
