"""The filterable table, and one position with its evidence."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ... import access, citations, columns, tables
from ...filters import PAGE_SIZES, PositionFilter
from ...filters.sorts import SORTS
from ...models import Position
from ..kept_pages import of_the_record
from ..paging import Page, page_of
from ..requests import HtmxRequest


@of_the_record
@require_safe
def position_list(request: HtmxRequest) -> HttpResponse:
    chosen, page, rows = _found(request.GET)
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
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


def _found(query: QueryDict) -> tuple[PositionFilter, Page, list[columns.Published]]:
    """A page of rows with its count. Where a row has gone since it was counted, both are asked for again."""
    chosen = PositionFilter(query)
    page, rows = _rows(chosen)
    if len(rows) < len(page.ids):
        chosen = PositionFilter(query, record=columns.renewed())
        page, rows = _rows(chosen)
    return chosen, page, rows


def _rows(chosen: PositionFilter) -> tuple[Page, list[columns.Published]]:
    page = page_of(chosen)
    return page, columns.published_in_order(chosen.record, page.ids, chosen.values["q"])


@require_safe
def position_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    visible = Position.objects.visible_to(request.user).for_page()
    position = get_object_or_404(visible, public_id=public_id)
    cited = _references(request, position)
    context = {
        "position": position,
        "may_see_drafts": access.may_see_drafts(request.user),
        "reference": next(iter(cited), None),
        "citations": {order: citations.written(each) for order, each in enumerate(cited, start=1)},
        "citation_files": citations.FILES,
    }
    return render(request, "browse/position_detail.html", context)


@require_safe
def position_citation(request: HttpRequest, public_id: str, extension: str) -> HttpResponse:
    """The position's references, one a passage, as a file for reference managers."""
    if extension not in citations.FILES:
        raise Http404(
            gettext("There is no citation in “%(extension)s”; there are: %(files)s.")
            % {"extension": extension, "files": ", ".join(citations.FILES)}
        )
    visible = Position.objects.visible_to(request.user).for_page()
    position = get_object_or_404(visible, public_id=public_id)
    written = citations.FILES[extension]
    response = HttpResponse(written.write(_references(request, position)), content_type=written.content_type)
    response["Content-Disposition"] = f'attachment; filename="{public_id}.{extension}"'
    return response


def _references(request: HttpRequest, position: Position) -> list[citations.Reference]:
    """One a passage, in their order."""
    with translation.override(settings.LANGUAGE_CODE):  # a citation is the same wherever it is read
        permalink = request.build_absolute_uri(position.get_absolute_url())
        return [
            citations.reference_to(quotation, position, permalink=permalink)
            for quotation in position.quotations.all()
        ]
