"""For those who index the site: where everything published is, and what is not worth their visit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.db.models import Max, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tracker.languages import in_english, in_language

from ... import columns
from ...models import Country, Issue, Leader, Position, Source, Summit

PAGES = (
    *("home", "positions", "countries", "leaders", "summits", "issues", "sources"),
    *("matrix", "compare", "agreement", "coverage", "methods"),
)
LANGUAGES = (
    *((language, language) for language, _ in settings.LANGUAGES),
    ("x-default", settings.LANGUAGE_CODE),
)

OF_WORK = ("/desk/", "/curate/", "/accounts/")
# Every filter has an address of its own: there is no end of them, and nothing in them that has no other.
ROBOTS = """User-agent: *
{places}
Disallow: /admin/
Disallow: /export/
Disallow: /*?

Sitemap: {sitemap}
"""


class InLanguages(Sitemap):
    """The pages of one language, each with where it is in the others."""

    def __init__(self, language: str) -> None:
        self.language = language

    def location(self, item: Any) -> str:
        return in_language(self.english(item), self.language)

    def english(self, item: Any) -> str:
        return in_english(item.get_absolute_url())

    def get_urls(self, *args: Any, **options: Any) -> list[dict[str, Any]]:
        urls = super().get_urls(*args, **options)
        for url in urls:
            path = self.english(url["item"])
            site = url["location"].removesuffix(in_language(path, self.language))
            url["alternates"] = [
                {"lang_code": code, "location": f"{site}{in_language(path, language)}"}
                for code, language in LANGUAGES
            ]
        return urls


class Pages(InLanguages):
    def items(self) -> Sequence[str]:
        return PAGES

    def english(self, item: str) -> str:
        return reverse(item)


class Positions(InLanguages):
    limit = 10_000

    def items(self) -> QuerySet[Position]:
        return Position.objects.published().order_by("pk").only("public_id", "published_at")

    def get_latest_lastmod(self) -> datetime.datetime | None:
        return Position.objects.published().aggregate(last=Max("published_at"))["last"]

    def lastmod(self, item: Position) -> datetime.datetime | None:
        return item.published_at


class WhatIsSpokenOf(InLanguages):
    """Countries and issues have a page in any case; the rest once something published names them."""

    def items(self) -> list[Model]:
        record = columns.current().everything
        spoken = {
            model: model._default_manager.filter(slug__in=record.counts(name)).order_by("pk")
            for model, name in ((Leader, "leader"), (Summit, "summit"), (Source, "source"))
        }
        always = (Country.objects.order_by("pk"), Issue.objects.order_by("pk"))
        return [row for rows in (*always, *spoken.values()) for row in rows]


class Machines(Sitemap):
    """Pages that are in English alone."""

    def items(self) -> Sequence[str]:
        return ("api:docs",)

    def location(self, item: str) -> str:
        return reverse(item)


# The English ones under the names that they have always had.
SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {
    name if language == settings.LANGUAGE_CODE else f"{name}-{language}": kind(language)
    for name, kind in (("pages", Pages), ("frame", WhatIsSpokenOf), ("positions", Positions))
    for language, _ in settings.LANGUAGES
}
SITEMAPS["machines"] = Machines


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return sitemap_views.index(request, SITEMAPS, sitemap_url_name="sitemap_section").render()


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap_views.sitemap(request, SITEMAPS, section).render()


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    places = "\n".join(
        f"Disallow: {in_language(place, language)}" for language, _ in settings.LANGUAGES for place in OF_WORK
    )
    return HttpResponse(ROBOTS.format(places=places, sitemap=sitemap), content_type="text/plain")
