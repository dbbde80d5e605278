"""Files of rows: handed in, looked at row by row, then imported as a whole."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ... import access, editing, exports, uploads
from ...forms import ReasonForm
from ...models import Import
from ...vocabulary import ImportState, RowOutcome
from ..form_pages import REFUSED, stored
from ..requests import SignedInRequest
from .gate import editors_only

RECENT = 20
LINES_A_PAGE = 100


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request: SignedInRequest) -> HttpResponse:
    refused = ""
    if file := request.FILES.get("file"):
        try:
            made = uploads.hand_in(file.name or "file", file.read(uploads.LARGEST_FILE + 1), by=request.user)
        except uploads.Refused as error:
            refused = str(error)
        else:
            return redirect(made)
    elif request.method == "POST":
        refused = gettext("Choose a file first.")
    context = {
        "imports": Import.objects.visible_to(request.user).for_list()[:RECENT],
        "sees_others": access.may_see_imports(request.user),
        "columns": uploads.explained(),
        "refused": refused,
    }
    return render(request, "edit/import_list.html", context, status=REFUSED if refused else 200)


@editors_only
@require_safe
def import_template(request: SignedInRequest) -> HttpResponse:
    named = {"Content-Disposition": 'attachment; filename="positions.xlsx"'}
    return HttpResponse(uploads.workbook(), content_type=exports.FORMATS["xlsx"].content_type, headers=named)


@editors_only
@require_safe
def import_detail(request: SignedInRequest, number: int) -> HttpResponse:
    """How far it has come, or what the dry run says: faults first, page by page."""
    return _page(request, _visible(request, number), ReasonForm())


def _page(request: SignedInRequest, held: Import, form: ReasonForm, status: int = 200) -> HttpResponse:
    tally = held.lines.tally()
    outcome = request.GET.get("outcome", RowOutcome.REJECTED if RowOutcome.REJECTED in tally else "")
    lines = held.lines.filter(outcome=outcome) if outcome in RowOutcome.values else held.lines.all()
    context = {
        "held": held,
        "progress": uploads.progress_of_import(held) if held.is_under_way else None,
        "tally": tally,
        "outcome": outcome,
        "page": Paginator(lines.in_order(), LINES_A_PAGE).get_page(request.GET.get("page")),
        "may_import": held.state == "checked" and RowOutcome.REJECTED not in tally and _writes(tally),
        "brought": editing.brought_by(held) if held.state == ImportState.IMPORTED else None,
        "may_withdraw": access.may_withdraw_import(request.user, held),
        "form": form,
    }
    return render(request, "edit/import_detail.html", context, status=status)


@editors_only
@require_POST
def import_begin(request: SignedInRequest, number: int) -> HttpResponse:
    return _done(request, number, uploads.begin)


@editors_only
@require_POST
def import_discard(request: SignedInRequest, number: int) -> HttpResponse:
    return _done(request, number, uploads.discard)


@editors_only
@require_POST
def import_take_back(request: SignedInRequest, number: int) -> HttpResponse:
    """Undo an import as a whole, with the reason; what speaks against it is said, and nothing changes."""
    held = _visible(request, number)
    form = ReasonForm(request.POST)
    if form.is_valid() and stored(
        form, lambda: editing.take_back_import(held, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, gettext("Undone: all that this file brought."))
        return redirect(held)
    return _page(request, held, form, status=REFUSED)


def _visible(request: SignedInRequest, number: int) -> Import:
    return get_object_or_404(Import.objects.visible_to(request.user), pk=number)


def _own(request: SignedInRequest, number: int) -> Import:
    return get_object_or_404(Import.objects.made_by(request.user), pk=number)


def _writes(tally: dict[str, int]) -> bool:
    return bool({RowOutcome.CREATED, RowOutcome.CHANGED} & tally.keys())


def _done(request: SignedInRequest, number: int, act: Callable[..., None]) -> HttpResponse:
    held = _own(request, number)
    try:
        act(held, by=request.user)
    except uploads.Refused as error:
        messages.error(request, str(error))
    return redirect(held)
