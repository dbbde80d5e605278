"""The review queue: what waits, the oldest first, and why each item needs care."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ... import access, review
from ...filters import QueueFilter
from ...models import Correction, Position
from ..requests import SignedInRequest
from .gate import editors_only

PAGE_SIZE = 25


class Row(NamedTuple):
    item: review.Item
    position: Position
    correction: Correction | None
    cares: list[review.Care]


@editors_only
@require_safe
def review_queue(request: SignedInRequest) -> HttpResponse:
    chosen = QueueFilter(request.GET, review.waiting(but_not_of=request.user))
    pages = Paginator(chosen.items, PAGE_SIZE)
    if chosen.page > pages.num_pages:
        raise Http404(
            gettext("There is no page %(page)s: what waits fills %(num_pages)s.")
            % {"page": chosen.page, "num_pages": pages.num_pages}
        )
    page = pages.page(chosen.page)
    context = {
        "filter": chosen,
        "page": page,
        "rows": _rows(list(page)),
        "may_publish": request.user.has_perm(access.PUBLISH),
        "own": Position.objects.awaiting_review().filter(drafted_by=request.user).count()
        + Correction.objects.awaiting_review().filter(proposed_by=request.user).count(),
    }
    return render(request, "edit/review_queue.html", context)


def _rows(items: list[review.Item]) -> list[Row]:
    """What one page shows, in a fixed number of queries."""
    changes = Correction.objects.in_bulk([item.pk for item in items if item.kind == review.CORRECTION])
    keys = {item: _position_of(item, changes) for item in items}
    positions = Position.objects.for_table().in_bulk(set(keys.values()))
    return [
        Row(
            item,
            positions[keys[item]],
            changes.get(item.pk) if item.kind == review.CORRECTION else None,
            [care for care in review.CARES if care.key in item.cares],
        )
        for item in items
        if keys[item] in positions
    ]


def _position_of(item: review.Item, changes: dict[Any, Correction]) -> int:
    return changes[item.pk].position_id if item.kind == review.CORRECTION else item.pk


def waiting(request: HttpRequest) -> dict[str, Any]:
    """For the places of every page: how many wait for this reviewer, asked only where it is shown."""
    return {"waiting": partial(_count, request)}


def _count(request: HttpRequest) -> int:
    return review.waiting_for(request.user) if request.user.has_perm(access.PUBLISH) else 0
