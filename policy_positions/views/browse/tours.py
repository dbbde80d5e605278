"""Two minutes for each of the three who use the site, on what is on record here."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from ... import columns
from ...columns import Columns
from ...filters import PositionFilter
from ...models import Position
from ..kept_pages import of_the_record
from .examples import most_said_of

TOURS = {
    "analyst": gettext_noop("Two minutes as an analyst"),
    "editor": gettext_noop("Two minutes as an editor"),
    "admin": gettext_noop("Two minutes as an admin"),
}
GREETED = "greeted"
FOR_GOOD = 10 * 365 * 24 * 60 * 60  # seconds, as far as browsers keep a cookie
SPOKEN = QueryDict("voice=direct")


@of_the_record
@require_safe
def tour(request: HttpRequest, who: str) -> HttpResponse:
    if who not in TOURS:
        raise Http404(f"There is no tour for “{who}”; there are: {', '.join(TOURS)}.")
    record = columns.current()
    if not record.size:
        return render(request, "browse/nothing_yet.html")
    context = {"who": who, "tours": TOURS, "is_local": settings.IS_LOCAL, **_examples(record)}
    return render(request, "browse/tour.html", context)


def _examples(record: Columns) -> dict[str, Any]:
    """Of each kind what most is said of, and a position in the speaker's own words where there is one."""
    most = {facet: most_said_of(record, facet) for facet in ("country", "issue")}
    chosen = PositionFilter(SPOKEN, record=record)
    ids = chosen.selected.ids() or record.everything.ids()
    position = Position.objects.published().for_table().in_order(ids[:1])[0]
    return {"most": most, "position": position, "source": position.quotations.all()[0].source}


@require_safe
def greeted(request: HttpRequest) -> HttpResponse:
    """The greeting of a new installation was read: this browser is not greeted again."""
    response = redirect("home")
    response.set_cookie(GREETED, "1", max_age=FOR_GOOD, samesite="Lax", httponly=True)
    return response


def greets(request: HttpRequest) -> bool:
    """Only the installation on one's own machine greets, and every browser once."""
    return settings.IS_LOCAL and GREETED not in request.COOKIES
