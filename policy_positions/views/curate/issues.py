"""The scheme: propositions, in numbered wordings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ... import columns as record_columns
from ...editing import frame
from ...forms import IssueForm
from ...models import Issue, Position, Revision
from ...vocabulary import RecordKind
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only


@admins_only
@require_safe
def issue_list(request: SignedInRequest) -> HttpResponse:
    coded = record_columns.current().everything.counts("issue")
    return render(request, "curate/issues.html", {"issues": Issue.objects.order_by("order"), "coded": coded})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def issue_new(request: SignedInRequest) -> HttpResponse:
    last = Issue.objects.order_by("order").last()
    return _issue_page(request, Issue(order=last.order + 1 if last else 1))


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def issue_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    return _issue_page(request, get_object_or_404(Issue.objects.with_wordings(), slug=slug))


def _issue_page(request: SignedInRequest, issue: Issue) -> HttpResponse:
    """Another wording of what passages are coded by is a new version; the page says how many keep the old."""
    version = issue.scheme_version
    form = IssueForm(request.POST or None, instance=issue, read=frame.fingerprint(issue))
    if form.is_valid() and (
        kept := stored(form, lambda: frame.reword(issue, form.values, by=request.user, **form.basis))
    ):
        messages.success(request, f"{kept} {_became(kept, version)}.")
        return redirect("curate_issue", slug=kept.slug)
    coded = Position.objects.filter(issue=issue).count() if issue.pk else 0
    acts = Revision.objects.history_of(RecordKind.ISSUE, issue.slug)
    return form_page(request, "curate/issue_form.html", form, issue=issue, coded=coded, acts=acts[:10])


def _became(kept: Issue, former_version: int) -> str:
    """What the change made of the issue: the end of the sentence that begins with its name."""
    if kept.scheme_version > former_version:
        return gettext("is version %(scheme_version)s now; what was coded before keeps its own") % {
            "scheme_version": kept.scheme_version
        }
    return gettext("is kept")
