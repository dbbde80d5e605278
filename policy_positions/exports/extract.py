"""What a file holds and says of itself: rows, the filter that chose them, when, and under which licence."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

import numpy as np

from tracker import TITLE

from ..filters import PositionFilter
from ..models import DataRevision, Position
from ..models.addresses import with_query
from .rows import Rows, RowsInParts, count_rows

EVERYTHING = "All published positions"
LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
RIGHTS = (
    f"The coding may be reused under {LICENCE}. "
    "Passages belong to their publishers and are quoted as evidence."
)


@dataclass(frozen=True)
class Extract:
    """``filter`` is in words, ``query`` and ``address`` open the same rows; ``site`` is the root of links."""

    rows: Rows
    positions: int
    quotations: int
    filter: str
    query: str
    address: str
    site: str
    revision: int
    generated_at: datetime.datetime

    def link(self, name: str, *args: str) -> str:
        """The permanent address of a page of the record."""
        return self.site + reverse(name, args=args)

    def said(self) -> dict[str, str | int]:
        """What a reader of the file alone has to know, by label."""
        return {
            "Title": TITLE,
            "Filter": self.filter,
            "Page": self.address,
            "Positions": self.positions,
            "Rows (one a quotation)": self.quotations,
            "Generated at": self.generated_at.isoformat(timespec="seconds"),
            "Revision of the record": self.revision,
            "Licence": LICENCE,
            "Licence address": LICENCE_URL,
            "Rights": RIGHTS,
        }


def extract(chosen: PositionFilter, *, site: str, at: datetime.datetime) -> Extract:
    """Exactly what is filtered, in its order, as of now."""
    query = chosen.link(columns=None, page_size=None)
    ids = chosen.ordered
    revision = DataRevision.objects.of_this_request()
    return Extract(
        rows=Rows(ids),
        positions=chosen.selected.total,
        quotations=count_rows(ids),
        filter=chosen.title or EVERYTHING,
        query=query,
        address=site + with_query(reverse("positions"), query),
        site=site,
        revision=revision[0] if revision else 0,
        generated_at=at,
    )


def everything(
    *, site: str, at: datetime.datetime, after_each: Callable[[int], None] = lambda positions: None
) -> Extract:
    """All that is published, newest first, as this transaction sees it, with word of how far it is."""
    newest_first = Position.objects.published().newest_first().values_list("pk", flat=True)
    ids = np.fromiter(newest_first.iterator(), np.int64)
    revision = DataRevision.objects.current()
    return Extract(
        rows=RowsInParts(ids, after_each),
        positions=len(ids),
        quotations=count_rows(ids),
        filter=EVERYTHING,
        query="",
        address=site + reverse("positions"),
        site=site,
        revision=revision[0] if revision else 0,
        generated_at=at,
    )
