"""Pages of a filtered list: any page is a slice of the ids that the columns hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404

from ..filters import PositionFilter


@dataclass(frozen=True)
class Page:
    """``ids`` are the primary keys to show; ``first`` and ``last`` number the rows of the page from 1."""

    ids: list[int]
    total: int
    number: int
    pages: int
    first: int
    last: int

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None


def page_of(chosen: PositionFilter) -> Page:
    """The page asked for; one past the last is not found."""
    size, number, total = chosen.page_size, chosen.values["page"], chosen.selected.total
    pages = max(1, -(-total // size))
    if number > pages:
        raise Http404(f"There is no page {number}: these filters leave {total} positions, on {pages} pages.")
    start = (number - 1) * size
    ids = chosen.ordered[start : start + size].tolist()
    return Page(ids, total, number, pages, first=start + 1 if ids else 0, last=start + len(ids))
