"""The filterable table, and one position with its evidence."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from ... import tables
from ...filters import PAGE_SIZES, PositionFilter
from ...filters.sorts import SORTS
from ...models import Position
from ..paging import page_of
from ..requests import HtmxRequest


@require_safe
def position_list(request: HtmxRequest) -> HttpResponse:
    chosen = PositionFilter(request.GET)
    page = page_of(chosen)
    context = {
        "filter": chosen,
        "page": page,
        "rows": Position.objects.published().for_table(chosen.values["q"]).in_order(page.ids),
        "columns": chosen.shown_columns,
        "all_columns": tables.PAGE,
        "sorts": SORTS,
        "page_sizes": PAGE_SIZES,
    }
    template = (
        "browse/_results.html"
        if request.htmx and not request.htmx.history_restore_request
        else "browse/position_list.html"
    )
    response = render(request, template, context)
    response["Vary"] = "HX-Request"
    return response


@require_safe
def position_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    visible = Position.objects.visible_to(request.user).for_page()
    position = get_object_or_404(visible, public_id=public_id)
    return render(request, "browse/position_detail.html", {"position": position})
