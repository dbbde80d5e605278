"""oEmbed: for the address of a picture of the record, the frame that shows it on another page."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from tracker import TITLE
from tracker.languages import language_of
from tracker.words import later as _

from ..filters import ImpossibleQuery, PositionFilter
from ..filters.position_filter import PRESENTATION
from ..freshness import revalidated
from ..models.addresses import with_query
from ..whole_numbers import whole_number
from .doors import A_DAY, open_to_every_origin

WIDEST, HIGHEST = 1200, 900
USUAL = {"maxwidth": 800, "maxheight": 600}
DIGITS = 6

# The routes whose pages can be framed, and the route of the frame.
FRAMES = {
    "home": "embed_map",
    "embed_map": "embed_map",
    "matrix": "embed_matrix",
    "embed_matrix": "embed_matrix",
    "country": "country_timeline_embed",
    "country_timeline_embed": "country_timeline_embed",
    "leader": "leader_timeline_embed",
    "leader_timeline_embed": "leader_timeline_embed",
}
TITLES = {
    "embed_map": _("Where the Americas stand"),
    "embed_matrix": _("Countries and issues"),
    "country_timeline_embed": _("What was said over time"),
    "leader_timeline_embed": _("What was said over time"),
}
# The filter that a frame is of already, and the name of its key in the address.
OF_ONE = {"country_timeline_embed": ("country", "iso3"), "leader_timeline_embed": ("leader", "slug")}


@dataclass(frozen=True)
class Frame:
    """A picture that can be framed, and the filter that the page has."""

    route: str
    keys: dict[str, str]
    filter: PositionFilter

    @property
    def title(self) -> str:
        title = str(TITLES[self.route])
        return f"{title} — {self.filter.title}" if self.filter.title else title

    @property
    def address(self) -> str:
        """Without the one that the frame is of: its path says that."""
        query = self.filter.link(**dict.fromkeys(OF_ONE.get(self.route, ())[:1]))
        return with_query(reverse(self.route, kwargs=self.keys), query)


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
    url = request.GET.get("url", "")
    with translation.override(_language_of(url)):
        frame = _framed(url, request.get_host())
        title, address = frame.title, frame.address
    return {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": TITLE,
        "provider_url": request.build_absolute_uri(reverse("home")),
        "cache_age": A_DAY,
        "width": width,
        "height": height,
        "html": format_html(
            '<iframe src="{}" width="{}" height="{}" title="{}" loading="lazy"></iframe>',
            request.build_absolute_uri(address),
            width,
            height,
            title,
        ),
    }


def _language_of(url: str) -> str:
    try:
        return language_of(urlsplit(url).path)
    except ValueError:
        return settings.LANGUAGE_CODE


def _framed(url: str, host: str) -> Frame:
    """The frame for a page of this very site."""
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or parts.netloc.casefold() != host.casefold():
            raise NoFrame(404, f"“{url}” is not a whole address on {host}.")
        page = resolve(parts.path)
        route = FRAMES[page.view_name]
        return Frame(route, page.kwargs, PositionFilter(_conditions(parts.query, route, page.kwargs)))
    except (ValueError, Resolver404, LookupError) as error:
        raise NoFrame(
            404, f"There is nothing to frame at “{url}”: maps, matrices and timelines can be."
        ) from error
    except ImpossibleQuery as error:
        raise NoFrame(404, str(error)) from error


def _conditions(query: str, route: str, keys: dict[str, str]) -> QueryDict:
    """What is shown; how the page presented it, such as the order of its matrix, is not the frame's."""
    kept = QueryDict(query, mutable=True)
    if route in OF_ONE:
        parameter, key = OF_ONE[route]
        kept[parameter] = keys[key]
    for name in PRESENTATION:
        kept.pop(name, None)
    return kept


def _most(name: str, query: QueryDict) -> int:
    sent = query.get(name, "")
    if not sent:
        return USUAL[name]
    pixels = whole_number(sent, digits=DIGITS)
    if not pixels:
        raise NoFrame(400, f"{name}: “{sent}” is not a number of pixels.")
    return pixels
