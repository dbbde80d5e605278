"""oEmbed: for the address of a picture of the record, the frame that shows it on another page."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from ..filters import ImpossibleQuery, PositionFilter
from ..filters.position_filter import PRESENTATION
from . import TRACKER
from .doors import A_DAY, open_to_every_origin, revalidated

WIDEST, HIGHEST = 1200, 900
USUAL = {"maxwidth": 800, "maxheight": 600}
DIGITS = 6

# The routes whose pages can be framed, and the route of the frame.
FRAMES = {
    "home": "embed_map",
    "embed_map": "embed_map",
    "matrix": "embed_matrix",
    "embed_matrix": "embed_matrix",
}
TITLES = {"embed_map": "Where the Americas stand", "embed_matrix": "Countries and issues"}


class NoFrame(Exception):
    """There is no frame for what is asked; the status says whether there might be one for something else."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@require_safe
@open_to_every_origin
@revalidated
def oembed(request: HttpRequest) -> HttpResponse:
    try:
        told, status = _described(request), 200
    except NoFrame as missing:
        told, status = {"error": str(missing)}, missing.status
    return JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})


def _described(request: HttpRequest) -> dict[str, object]:
    if request.GET.get("format", "json") != "json":
        raise NoFrame(501, "oEmbed is answered as JSON: ask for format=json.")
    width = min(_most("maxwidth", request.GET), WIDEST)
    height = min(_most("maxheight", request.GET), HIGHEST)
    route, chosen = _framed(request.GET.get("url", ""), request.get_host())
    title = f"{TITLES[route]} — {chosen.title}" if chosen.title else TITLES[route]
    address = request.build_absolute_uri(reverse(route))
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": TRACKER,
        "provider_url": request.build_absolute_uri(reverse("home")),
        "cache_age": A_DAY,
        "width": width,
        "height": height,
        "html": format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>',
            f"{address}?{chosen.conditions}" if chosen.conditions else address,
            width,
            height,
            title,
        ),
    }


def _framed(url: str, host: str) -> tuple[str, PositionFilter]:
    """The route of the frame for a page of this very site, and the filter that the page has."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc.casefold() != host.casefold():
            raise NoFrame(404, f"“{url}” is not a whole address on {host}.")
        route = FRAMES[resolve(parts.path).view_name]
        return route, PositionFilter(_conditions(parts.query))
    except (ValueError, Resolver404, LookupError) as error:
        raise NoFrame(404, f"There is nothing to frame at “{url}”: maps and matrices can be.") from error
    except ImpossibleQuery as error:
        raise NoFrame(404, str(error)) from error


def _conditions(query: str) -> QueryDict:
    """What is shown; how the page presented it, such as the order of its matrix, is not the frame's."""
    kept = QueryDict(query, mutable=True)
    for name in PRESENTATION:
        kept.pop(name, None)
    return kept


def _most(name: str, query: QueryDict) -> int:
    sent = query.get(name, "")
    if not sent:
        return USUAL[name]
    if not (sent.isascii() and sent.isdigit() and len(sent) <= DIGITS and int(sent)):
        raise NoFrame(400, f"{name}: “{sent}” is not a number of pixels.")
    return int(sent)
