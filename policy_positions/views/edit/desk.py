"""What waits for this editor."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...models import Position, Source
from ..requests import SignedInRequest
from .gate import editors_only

RECENT = 10


@editors_only
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    positions = Position.objects.visible_to(request.user).for_table()
    context = {
        "drafts": positions.drafted_by(request.user),
        "queue": positions.awaiting_review().exclude(drafted_by=request.user).order_by("pk")[:RECENT],
        "published": positions.published().latest_additions()[:RECENT],
        "sources": Source.objects.with_texts(),
    }
    return render(request, "edit/desk.html", context)
