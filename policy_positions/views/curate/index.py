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
        "People",
        (
            Task(
                "curate_people",
                "People and roles",
                "Who may draft, review and curate; invitations, second factors.",
            ),
        ),
    ),
    (
        "The state of the record",
        (
            Task(
                "curate_audit",
                "Audit",
                "Every act on the record, by whom, when and why; to filter and to take away.",
            ),
        ),
    ),
    (
        "Accounts and everything else",
        (Task("admin:index", "Django’s admin", "Every row of the frame, and the accounts of people."),),
    ),
)


@admins_only
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    return render(request, "curate/index.html", {"groups": TASKS})
