"""Pages of a list. Of a filtered list any page is a slice of the ids that the columns hold."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404, QueryDict
from django.utils.translation import gettext

from ..filters import PositionFilter
from ..filters.fields import PageField

ROWS = 100  # of a list that is not filtered


@dataclass(frozen=True)
class Page:
    """``first`` and ``last`` number the rows of the page from 1; ``ids`` are those of a page of positions.

    ``asked`` is what stands before the number of a page in the address of an unfiltered list.
    """

    total: int
    number: int
    pages: int
    first: int
    last: int
    ids: tuple[int, ...] = ()
    asked: str = ""

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.pages else None

    @property
    def rows(self) -> slice:
        return slice(max(self.first - 1, 0), self.last)


def page_of(chosen: PositionFilter) -> Page:
    """The page asked for; one past the last is not found."""
    total, size = chosen.selected.total, chosen.page_size
    pages = _pages(total, size)
    if chosen.values["page"] > pages:
        raise Http404(
            gettext(
                "There is no page %(chosen)s: these filters leave %(total)s positions, on %(pages)s pages."
            )
            % {"chosen": chosen.values["page"], "total": total, "pages": pages}
        )
    start = (chosen.values["page"] - 1) * size
    ids = tuple(chosen.ordered[start : start + size].tolist())
    first = start + 1 if ids else 0
    return Page(total, chosen.values["page"], pages, first, last=start + len(ids), ids=ids)


def page_among(query: QueryDict, total: int, *, rows: int = ROWS) -> Page:
    """The page that ``query`` asks for of so many rows; one that is not there is not found."""
    try:
        number = PageField().clean(query.get("page"))
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    pages = _pages(total, rows)
    if number > pages:
        raise Http404(
            gettext("There is no page %(number)s: the last is %(pages)s.")
            % {"number": number, "pages": pages}
        )
    start = (number - 1) * rows
    last = min(start + rows, total)
    others = query.copy()
    others.pop("page", None)
    asked = f"{others.urlencode()}&" if others else ""
    return Page(total, number, pages, start + 1 if total else 0, last, asked=asked)


def _pages(total: int, size: int) -> int:
    return max(1, -(-total // size))
