"""The same words in another source: added to the position that quotes them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tracker.words import later as _

from ... import editing
from ...forms import AlsoReportedForm
from ...models import Position
from ...vocabulary import ReviewState
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
        try:
            editing.also_report(
                position,
                editing.Passage(**form.cut),
                by=request.user,
                version=position.version,
                reason=form.cleaned_data["reason"],
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, ADDED[ReviewState(position.state)])
            return redirect("desk_position", public_id=public_id)
    status = 422 if form.errors else 200
    return render(request, "edit/also_reported.html", {"form": form, "position": position}, status=status)
