"""What an admin can do, on one page."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tracker.words import later as _

from ..requests import SignedInRequest
from .gate import admins_only


class Task(NamedTuple):
    address: str
    label: str
    what_for: str


# In the order in which the page lists them; an address is the name of a page.
TASKS: tuple[tuple[str, tuple[Task, ...]], ...] = (
    (
        _("The frame"),
        (
            Task(
                "curate_summits",
                _("Summits"),
                _("Meetings: days, hosts, who took part, what was said round them."),
            ),
            Task("curate_offices", _("Offices"), _("Who is in office where, on any day; the gaps.")),
            Task(
                "curate_leaders",
                _("Leaders"),
                _("People, their names in sources, and the offices they held."),
            ),
            Task("curate_issues", _("Issues"), _("Propositions and the rules by which passages are coded.")),
            Task(
                "curate_translations",
                _("Translations"),
                _("What issues, summits and organizations are called in the other languages."),
            ),
            Task("curate_merges", _("Merges"), _("Two leaders, sources or summits that prove to be one.")),
        ),
    ),
    (
        _("People"),
        (
            Task(
                "curate_people",
                _("People and roles"),
                _("Who may draft, review and curate; invitations, second factors."),
            ),
        ),
    ),
    (
        _("The state of the record"),
        (
            Task(
                "curate_health",
                _("Health"),
                _("What is wrong or missing, and where to put it right."),
            ),
            Task(
                "curate_release",
                _("Release the data"),
                _("A numbered, citable snapshot of what is published."),
            ),
            Task(
                "curate_audit",
                _("Audit"),
                _("Every act on the record, by whom, when and why; to filter and to take away."),
            ),
        ),
    ),
    (
        _("Accounts and everything else"),
        (Task("admin:index", "Django’s admin", _("Every row of the frame, and the accounts of people.")),),
    ),
)


@admins_only
@require_safe
def index(request: SignedInRequest) -> HttpResponse:
    return render(request, "curate/index.html", {"groups": TASKS})
