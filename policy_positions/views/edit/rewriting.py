"""Saving another coding of a position, and what happens when somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render

from ... import editing, versions
from ...models import Position
from ..form_pages import CONFLICT
from ..requests import SignedInRequest
from .typed import Typed, as_sent, merged


def rewrite(
    request: SignedInRequest,
    position: Position,
    *,
    act: Callable[..., Any],
    done: Callable[[Any], HttpResponse],
    template: str = "edit/position_form.html",
) -> HttpResponse:
    """The form of the position; what was typed goes to ``act``, and what that gives to ``done``."""
    if "merge" in request.POST:
        typed = Typed(merged(request.POST, position), position)
        return typed.page(request, template, position=position, is_merged=True)
    typed = Typed(request.POST, position)
    if typed.is_valid():
        try:
            saved = act(position, **typed.coding, by=request.user, version=typed.version)
        except ValidationError as error:
            typed.form.add_error(None, error)
        except editing.VersionConflict as conflict:
            return _conflict_page(request, conflict)
        else:
            return done(saved)
    return typed.page(request, template, position=position)


def _conflict_page(request: SignedInRequest, conflict: editing.VersionConflict) -> HttpResponse:
    """Both versions side by side, and ways on: theirs, yours on top of it, or line by line."""
    said = (conflict.base, conflict.theirs, conflict.yours)
    names = versions.Names.behind(said)
    context = {
        "conflict": conflict,
        "position": conflict.current,
        "choices": versions.choices(*said, names),
        "typed": as_sent(request.POST),
        "latest": conflict.current.revisions.select_related("by").first(),
    }
    return render(request, "edit/position_conflict.html", context, status=CONFLICT)
