"""Storing what a form holds: refusals are said beside the field, somebody else's change is told first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from ...editing import frame

CONFLICT, REFUSED = 409, 422


def stored(form: Form | ModelForm, act: Callable[[], Any]) -> Any:
    """What the act returns, or None with what speaks against it in the form's errors."""
    try:
        return act()
    except ValidationError as error:
        _tell(form, error)
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
        form.data[form.add_prefix("read")] = frame.fingerprint(conflict.record)  # type: ignore[index]
        form.conflict = conflict  # type: ignore[union-attr]
    return None


def form_page(request: HttpRequest, template: str, form: Form | ModelForm, **context: Any) -> HttpResponse:
    """The page of a form, with the status of what became of it."""
    status = 200
    if form.is_bound and form.errors:
        status = CONFLICT if hasattr(form, "conflict") else REFUSED
    return render(request, template, {"form": form, **context}, status=status)


def _tell(form: Form | ModelForm, error: ValidationError) -> None:
    """Beside the field where the form has it, else over the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.message_dict.items():
        place = name if name in form.fields and name != NON_FIELD_ERRORS else None
        form.add_error(place, messages)
