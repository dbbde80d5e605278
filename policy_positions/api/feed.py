"""The Atom feed of any filter: what was published last, each entry with its passages."""

from __future__ import annotations

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from tracker import TITLE

from ..columns.additions import latest_additions
from ..filters import PositionFilter
from ..freshness import revalidated
from ..models import Position
from ..models.addresses import with_query

NEWEST = 50


class PositionFeed(Feed):
    """Follow "new statements of Guatemala": takes every filter of the positions page."""

    feed_type = Atom1Feed
    author_name = TITLE
    feed_copyright = "The coding is under CC BY 4.0. The passages belong to their publishers."
    description_template = "api/feed_entry.html"

    def get_object(self, request: HttpRequest) -> PositionFilter:
        return PositionFilter(request.GET)

    def title(self, chosen: PositionFilter) -> str:
        return f"New statements — {chosen.title}" if chosen.title else "New statements"

    def subtitle(self, chosen: PositionFilter) -> str:
        return f"From the {TITLE}: each position with its verbatim passages."

    def link(self, chosen: PositionFilter) -> str:
        return with_query(reverse("positions"), chosen.conditions)

    def feed_url(self, chosen: PositionFilter) -> str:
        return with_query(reverse("feed"), chosen.conditions)

    def items(self, chosen: PositionFilter) -> list[Position]:
        ids = latest_additions(chosen.selected, NEWEST)
        return Position.objects.published().for_table().in_order(ids)

    def item_title(self, item: Position) -> str:
        who = item.speaker or item.holder
        return f"{who}, on {item.issue.name.lower()}: {item.get_stance_display().lower()}"

    def item_pubdate(self, item: Position) -> datetime.datetime | None:
        return item.published_at

    item_updateddate = item_pubdate

    def item_categories(self, item: Position) -> tuple[str, ...]:
        return (item.issue.slug, item.country.iso3 if item.country else str(item.organization))


feed = require_safe(revalidated(PositionFeed()))
