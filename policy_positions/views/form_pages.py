"""A form at the desk: storing what it holds, saying why that was refused, its page with its status."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ..editing import frame

CONFLICT, REFUSED = 409, 422  # the statuses of a form that comes back


def stored(form: Form | ModelForm, act: Callable[[], Any]) -> Any:
    """What ``act`` returns; None where it was refused, with what speaks against it in the form's errors."""
    try:
        return act()
    except ValidationError as error:
        refuse(form, error)
    except frame.FrameConflict as conflict:
        form.add_error(
            None,
            gettext(
                "%(conflict)s Yours is not lost: look at theirs, then save again to put yours in its place."
            )
            % {"conflict": conflict},
        )
        sent: Any = form.data
        form.data = sent.copy()
        form.data[form.add_prefix("read")] = frame.fingerprint(conflict.record)  # type: ignore[index]  # a copy is
        form.conflict = conflict  # type: ignore[union-attr]  # for form_page, and for the template that shows theirs
    return None


def refuse(form: Form | ModelForm, error: ValidationError) -> None:
    """Say what an act objects to: beside the field that it names, or over a form that has no such field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.message_dict.items():
        place = name if name in form.fields and name != NON_FIELD_ERRORS else None
        form.add_error(place, messages)


def form_page(request: HttpRequest, template: str, form: Form | ModelForm, **context: Any) -> HttpResponse:
    """The page of a form: with 409 after a conflict, 422 where something is at fault, else 200."""
    _begin_at_the_first_fault(form)
    return render(request, template, {"form": form, **context}, status=status_of(form))


def _begin_at_the_first_fault(form: Form | ModelForm) -> None:
    """Who sent it by keyboard would otherwise pass the whole page again on the way to what was refused."""
    if not form.is_bound:
        return
    for name, field in form.fields.items():
        if name in form.errors and not field.widget.is_hidden:
            field.widget.attrs["autofocus"] = True
            return


def status_of(form: Form | ModelForm) -> int:
    if not (form.is_bound and form.errors):
        return 200
    return CONFLICT if hasattr(form, "conflict") else REFUSED
