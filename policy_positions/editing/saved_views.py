"""Views that an account keeps: a name for a filtered address."""

from __future__ import annotations

from django.contrib.auth.models import User

from ..models import SavedView


def save_view(owner: User, *, name: str, address: str) -> SavedView:
    """Keep the address under the name; refuse, in the form's words, what the model does not take."""
    view = SavedView(owner=owner, name=name, address=address)
    view.full_clean()
    view.save()
    return view


def rename_view(view: SavedView, name: str) -> SavedView:
    view.name = name
    view.full_clean()
    view.save()
    return view
