"""Pages that go on from a row, not from a count: what is added or withdrawn meanwhile moves none of them."""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rest_framework.request import Request

from ..models import Position
from . import cursors
from .orders import Order, order_of
from .queries import PagedQuery, PositionQuery


@dataclass(frozen=True)
class Page:
    """``after`` leads to the next page and ``before`` to the one before; None where there is none."""

    total: int
    after: str | None
    before: str | None


def answer(page: Page, results: object, *, request: Request, chosen: PagedQuery) -> dict[str, object]:
    """A page of results, with the addresses of the pages beside it."""

    def address(name: str, cursor: str | None) -> str | None:
        query = chosen.link(**{"after": None, "before": None, name: cursor})
        return request.build_absolute_uri(f"{request.path}?{query}") if cursor else None

    return {
        "total": page.total,
        "next": address("after", page.after),
        "previous": address("before", page.before),
        "results": results,
    }


def page_of_positions(chosen: PositionQuery) -> tuple[list[Position], Page]:
    order = order_of(chosen)
    start, end = _bounds(chosen, _place_in(order, chosen), len(order.rows))
    ids = chosen.selected.ids(order.rows[start:end])
    positions = Position.objects.published().for_table().in_order(ids)
    rows = dict(zip(ids, order.rows[start:end].tolist(), strict=True))
    marks = [
        cursors.write(chosen.sort, order.lead(rows[position.pk]), _day(position), position.public_id)
        for position in (*positions[:1], *positions[-1:])
    ]
    return positions, _page(marks, start, end, len(order.rows))


def page_of_keys(chosen: PagedQuery, kind: str, keys: Sequence[str]) -> tuple[Sequence[str], Page]:
    """A page of ``keys``, all of which stand in the order of the facet ``kind``."""
    code_of = chosen.record.dimensions[kind].code_of
    place: int | None = None
    if (words := chosen.cursor) is not None:
        if len(words) != 2 or words[0] != kind or words[1] not in code_of:
            raise chosen.refused_cursor()
        at = code_of[words[1]]
        bisect = bisect_left if chosen.goes_back else bisect_right
        place = bisect(keys, at, key=code_of.__getitem__)
    start, end = _bounds(chosen, place, len(keys))
    shown = keys[start:end]
    marks = [cursors.write(kind, key) for key in (*shown[:1], *shown[-1:])]
    return shown, _page(marks, start, end, len(keys))


def _bounds(chosen: PagedQuery, place: int | None, total: int) -> tuple[int, int]:
    if place is not None and chosen.goes_back:
        return max(0, place - chosen.page_size), place
    start = place or 0
    return start, min(start + chosen.page_size, total)


def _page(marks: Sequence[str], start: int, end: int, total: int) -> Page:
    """``marks`` name the first and the last row; a page without rows has none, and leads nowhere."""
    return Page(
        total,
        after=marks[-1] if marks and end < total else None,
        before=marks[0] if marks and start > 0 else None,
    )


def _place_in(order: Order, chosen: PositionQuery) -> int | None:
    """Where the cursor's row stands, or would; None without a cursor."""
    if (words := chosen.cursor) is None:
        return None
    if len(words) != 4:
        raise chosen.refused_cursor()
    sort, lead, day, public_id = words
    if sort != chosen.sort:
        raise chosen.refused_cursor(f"this cursor is of “sort={sort}”: ask for that order, or begin anew.")
    try:
        stated_on = datetime.date.fromisoformat(day) if day else None
        # A cursor carries no primary key: that would tell how many drafts there are.
        key = Position.objects.with_a_page().values_list("pk", flat=True).get(public_id=public_id)
        return order.place(lead, stated_on, key, behind=not chosen.goes_back)
    except (Position.DoesNotExist, LookupError, ValueError):
        raise chosen.refused_cursor() from None


def _day(position: Position) -> str:
    return position.stated_on.isoformat() if position.stated_on else ""
