"""What waits for this editor, and what there is to draft from."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...models import Position, Source
from ..paging import page_among
from ..requests import SignedInRequest
from .gate import editors_only

RECENT = 10
ROWS = 50


@editors_only
@require_safe
def desk(request: SignedInRequest) -> HttpResponse:
    positions = Position.objects.visible_to(request.user).for_table()
    drafts = positions.drafted_by(request.user)
    context = {
        "drafts": drafts.order_by("-pk")[:RECENT],
        "draft_count": drafts.count(),
        "queue": positions.awaiting_review().exclude(drafted_by=request.user).order_by("pk")[:RECENT],
        "published": positions.published().latest_additions()[:RECENT],
        "sources": Source.objects.for_desk()[:RECENT],
        "source_count": Source.objects.count(),
        "recent": RECENT,
    }
    return render(request, "edit/desk.html", context)


@editors_only
@require_safe
def desk_sources(request: SignedInRequest) -> HttpResponse:
    """Every source, those taken in last first; ``find`` narrows them by their names."""
    words = request.GET.get("find", "").strip()
    found = Source.objects.named_like(words)
    page = page_among(request.GET, found.count(), rows=ROWS)
    context = {"sources": found.for_desk()[page.rows], "page": page, "words": words}
    return render(request, "edit/desk_sources.html", context)


@editors_only
@require_safe
def desk_drafts(request: SignedInRequest) -> HttpResponse:
    drafts = Position.objects.visible_to(request.user).drafted_by(request.user)
    page = page_among(request.GET, drafts.count(), rows=ROWS)
    context = {"drafts": drafts.for_table().order_by("-pk")[page.rows], "page": page}
    return render(request, "edit/desk_drafts.html", context)
