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
        "The frame",
        (
            Task(
                "curate_summits", "Summits", "Meetings: days, hosts, who took part, what was said round them."
            ),
            Task("curate_offices", "Offices", "Who is in office where, on any day; the gaps."),
            Task("curate_leaders", "Leaders", "People, their names in sources, and the offices they held."),
            Task("curate_issues", "Issues", "Propositions and the rules by which passages are coded."),
            Task("curate_merges", "Merges", "Two leaders, sources or summits that prove to be one."),
        ),
    ),
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
                "curate_health",
                "Health",
                "What is wrong or missing, and where to put it right.",
            ),
            Task("curate_release", "Release the data", "A numbered, citable snapshot of what is published."),
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
