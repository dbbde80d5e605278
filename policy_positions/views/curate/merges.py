"""Two records that prove to be one: chosen, looked at, merged, and separated again."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ...editing import merging
from ...forms import CurationForm, MergeForm
from ...models import Leader, Merge, Source, Summit
from ...vocabulary import MergedKind
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import admins_only

SUGGESTED = 500
LATEST = 50


@admins_only
@require_safe
def merge_list(request: SignedInRequest) -> HttpResponse:
    merges = Merge.objects.newest_first()[:LATEST]
    return render(request, "curate/merges.html", {"merges": merges, "kinds": MergedKind})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, kind: str) -> HttpResponse:
    """GET chooses and shows what would move; POST moves it."""
    if kind not in MergedKind.values:
        raise Http404(
            gettext("Records of the kind “%(kind)s” are not merged; those of %(values)s are.")
            % {"kind": kind, "values": ", ".join(MergedKind.values)}
        )
    asked = request.POST or request.GET
    form = MergeForm({**asked.dict(), "kind": kind} if "former" in asked else None, initial={"kind": kind})
    plan = None
    if form.is_valid():
        plan = merging.plan(form.cleaned_data["kept"], form.cleaned_data["former"])
        if request.method == "POST" and (done := stored(form, lambda: _merge(request, plan))):
            messages.success(
                request,
                gettext("%(former_name)s is merged. The old address leads here.")
                % {"former_name": done.former_name},
            )
            return redirect(plan.kept.get_absolute_url())
    context = {"kind": MergedKind(kind), "plan": plan, "suggested": _suggested(kind)}
    return form_page(request, "curate/merge.html", form, **context)


@admins_only
@require_POST
def merge_undo(request: SignedInRequest, pk: int) -> HttpResponse:
    done = get_object_or_404(Merge, pk=pk)
    form = CurationForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        former = merging.separate(done, by=request.user, reason=reason)
    except ValidationError as error:
        messages.error(request, gettext("Not undone. %(messages)s") % {"messages": " ".join(error.messages)})
    else:
        messages.success(
            request, gettext("%(former)s is back, with all that was moved.") % {"former": former}
        )
    return redirect("curate_merges")


def _merge(request: SignedInRequest, plan: merging.Plan) -> Merge:
    return merging.merge(
        plan.kept, plan.former, by=request.user, reason=request.POST.get("reason", "").strip()[:500]
    )


def _suggested(kind: str) -> list[tuple[str, str]]:
    """Names in addresses, with what they stand for."""
    if kind == MergedKind.LEADER:
        return list(Leader.objects.values_list("slug", "name")[:SUGGESTED])
    if kind == MergedKind.SUMMIT:
        return list(Summit.objects.values_list("slug", "name")[:SUGGESTED])
    return list(Source.objects.values_list("slug", "title")[:SUGGESTED])
