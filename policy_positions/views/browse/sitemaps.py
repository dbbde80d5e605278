"""For those who index the site: where everything published is, and what is not worth their visit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from ... import columns
from ...models import Country, Issue, Leader, Position, Source, Summit

PAGES = (
    *("home", "positions", "countries", "leaders", "summits", "issues", "sources"),
    *("matrix", "compare", "agreement", "coverage", "methods", "api:docs"),
)

# Every filter has an address of its own: there is no end of them, and nothing in them that has no other.
ROBOTS = """User-agent: *
Disallow: /desk/
Disallow: /curate/
Disallow: /admin/
Disallow: /accounts/
Disallow: /export/
Disallow: /*?

Sitemap: {sitemap}
"""


class Pages(Sitemap):
    def items(self) -> Sequence[str]:
        return PAGES

    def location(self, item: str) -> str:
        return reverse(item)


class Positions(Sitemap):
    limit = 10_000

    def items(self) -> QuerySet[Position]:
        return Position.objects.published().order_by("pk").only("public_id", "published_at")

    def lastmod(self, item: Position) -> datetime.datetime | None:
        return item.published_at


class WhatIsSpokenOf(Sitemap):
    """Countries and issues have a page in any case; the rest once something published names them."""

    def items(self) -> list[Model]:
        record = columns.current().everything
        spoken = {
            model: model._default_manager.filter(slug__in=record.counts(name)).order_by("pk")
            for model, name in ((Leader, "leader"), (Summit, "summit"), (Source, "source"))
        }
        always = (Country.objects.order_by("pk"), Issue.objects.order_by("pk"))
        return [row for rows in (*always, *spoken.values()) for row in rows]


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    "pages": Pages,
    "frame": WhatIsSpokenOf,
    "positions": Positions,
}


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return sitemap_views.index(request, SITEMAPS, sitemap_url_name="sitemap_section").render()


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_views.sitemap(request, SITEMAPS, section).render()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain")
