"""The same words in another source: added to the position that quotes them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

from tracker.words import later as _

from ... import editing
from ...forms import AlsoReportedForm
from ...models import Position
from ...vocabulary import ReviewState
from ..form_pages import form_page, stored
from ..requests import SignedInRequest
from .gate import editors_only

ADDED = {
    ReviewState.DRAFT: _("The draft rests on both sources now."),
    ReviewState.PUBLISHED: _("It is proposed that the position rest on both sources. Somebody else decides."),
}


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def also_reported(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The address names the passage; what it would be added to is looked at first."""
    position = get_object_or_404(Position.objects.visible_to(request.user).for_page(), public_id=public_id)
    form = AlsoReportedForm({**request.GET.dict(), **AlsoReportedForm.proposed(), **request.POST.dict()})
    if form.is_valid() and request.method == "POST":
        reason, version = form.cleaned_data["reason"], position.version
        passage = editing.Passage(**form.cut)
        if stored(
            form,
            lambda: editing.also_report(position, passage, by=request.user, version=version, reason=reason),
        ):
            messages.success(request, ADDED[ReviewState(position.state)])
            return redirect("desk_position", public_id=public_id)
    return form_page(request, "edit/also_reported.html", form, position=position)
