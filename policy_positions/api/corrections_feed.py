"""The Atom feed of corrections: what was changed on the published record, and why."""

from __future__ import annotations

import datetime

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from tracker import TITLE

from ..filters import CorrectionFilter
from ..freshness import revalidated
from ..models import Revision
from ..models.addresses import with_query
from ..versions import Changes, Names, compare

NEWEST = 50


class CorrectionFeed(Feed):
    """Takes every filter of the page of corrections."""

    feed_type = Atom1Feed
    author_name = TITLE
    description_template = "api/correction_entry.html"

    def get_object(self, request: HttpRequest) -> CorrectionFilter:
        return CorrectionFilter(request.GET)

    def title(self, chosen: CorrectionFilter) -> str:
        return f"Corrections — {chosen.title}" if chosen.title else "Corrections"

    def subtitle(self, chosen: CorrectionFilter) -> str:
        return f"What was changed on the published record of the {TITLE}, and why."

    def link(self, chosen: CorrectionFilter) -> str:
        return with_query(reverse("corrections"), chosen.conditions)

    def feed_url(self, chosen: CorrectionFilter) -> str:
        return with_query(reverse("corrections_feed"), chosen.conditions)

    def items(self, chosen: CorrectionFilter) -> list[Revision]:
        newest = list(chosen.qs.with_positions()[:NEWEST])
        names = Names.behind(said for each in newest for said in (each.before, each.after))
        for each in newest:
            each.changes = compare(each.before, each.after, names)
        return newest

    def item_title(self, item: Revision) -> str:
        return f"{item.get_act_display()}: {item.position}"

    def item_link(self, item: Revision) -> str:
        return f"{reverse('position_history', args=[item.name])}#version-{item.version}"

    def item_guid(self, item: Revision) -> str:
        return f"{item.name}/{item.version}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Revision) -> datetime.datetime:
        return item.at

    item_updateddate = item_pubdate

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        item = kwargs["item"]
        changes: Changes = item.changes  # type: ignore[attr-defined] # laid on it by items()
        return {**super().get_context_data(**kwargs), "changes": changes}


corrections_feed = require_safe(revalidated(CorrectionFeed()))
