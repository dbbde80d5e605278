"""The scheme: propositions, in numbered wordings."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ...editing import frame
from ...forms import IssueForm
from ...models import Issue, Position, Revision
from ...vocabulary import RecordKind
from ..requests import SignedInRequest
from .gate import admins_only
from .keeping import form_page, stored


@admins_only
@require_safe
def issue_list(request: SignedInRequest) -> HttpResponse:
    issues = Issue.objects.annotate(coded=Count("positions")).order_by("order")
    return render(request, "curate/issues.html", {"issues": issues})


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
    if form.is_valid():
        cleaned = form.cleaned_data
        read = cleaned["read"] or None
        kept = stored(
            form,
            lambda: frame.reword(issue, form.values, by=request.user, reason=cleaned["reason"], read=read),
        )
        if kept:
            is_new = kept.scheme_version > version
            told = (
                gettext("is version %(scheme_version)s now; what was coded before keeps its own")
                % {"scheme_version": kept.scheme_version}
                if is_new
                else gettext("is kept")
            )
            messages.success(request, f"{kept} {told}.")
            return redirect("curate_issue", slug=kept.slug)
    coded = Position.objects.filter(issue=issue).count() if issue.pk else 0
    acts = Revision.objects.history_of(RecordKind.ISSUE, issue.slug)
    return form_page(request, "curate/issue_form.html", form, issue=issue, coded=coded, acts=acts[:10])
