"""What is wrong or missing in the record, by rule, and the rows behind each number."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ... import inspection
from ..requests import SignedInRequest
from .gate import admins_only

ROWS_A_PAGE = 50


@admins_only
@require_safe
def health(request: SignedInRequest) -> HttpResponse:
    return render(request, "curate/health.html", {"examination": inspection.last_examination()})


@admins_only
@require_safe
def health_rule(request: SignedInRequest, name: str) -> HttpResponse:
    if name not in inspection.BY_NAME:
        raise Http404(
            gettext("There is no rule “%(name)s”; there are: %(by_name)s.")
            % {"name": name, "by_name": ", ".join(inspection.BY_NAME)}
        )
    rule = inspection.BY_NAME[name]
    page = Paginator(rule.find(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"rule": rule, "page": page, "rows": [rule.tell(found) for found in page]}
    return render(request, "curate/health_rule.html", context)
