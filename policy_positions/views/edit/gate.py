"""Who may come to the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse

from ... import access

View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Sign in first; an account without the right to draft is told so."""
    return login_required(permission_required(access.DRAFT, raise_exception=True)(view))
