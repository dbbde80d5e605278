"""What an admin can do, on one page."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..requests import SignedInRequest
from .gate import admins_only


class Task(NamedTuple):
    address: str
    label: str
    what_for: str


# In the order in which the page lists them; an address is the name of a page.
TASKS: tuple[tuple[str, tuple[Task, ...]], ...] = (
    (
        "Accounts and everything else",
        (Task("admin:index", "Django’s admin", "Every row of the frame, and the accounts of people."),),
    ),
)


@admins_only
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    return render(request, "curate/index.html", {"groups": TASKS})
