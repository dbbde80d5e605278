"""Who may curate."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http.response import HttpResponseBase

from ... import access

View = Callable[..., HttpResponseBase]


def admins_only(view: View) -> View:
    """Sign in first; an account without the right to change the frame is told so."""
    return login_required(permission_required(access.CURATE, raise_exception=True)(view))
