"""Dates with honest precision: a day, a month, a year or unknown, and never a part that nobody knew."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import total_ordering

from django.utils.translation import gettext, ngettext

from tracker import written

# How many of year, month and day each precision keeps, the most precise first.
PARTS_KEPT = {"day": 3, "month": 2, "year": 1, "unknown": 0}
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

MONTHS_AS_YEARS = 24  # from so many on, an age is told in years

_EDTF_UNKNOWN = "XXXX"  # EDTF, ISO 8601-2: a year none of whose digits is known
_WRITTEN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PRECISION_OF_PARTS = {kept: precision for precision, kept in PARTS_KEPT.items()}


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of which only the parts that ``precision`` names are kept; the others become 1.

    Without a date the precision is unknown, and with unknown precision there is no date.
    """

    date: datetime.date | None
    precision: str = "day"

    def __post_init__(self) -> None:
        if self.precision not in PARTS_KEPT:
            known = ", ".join(PARTS_KEPT)
            raise ValueError(f"{self.precision!r} is not a precision of dates; one of {known} would be.")
        precision = "unknown" if self.date is None else self.precision
        object.__setattr__(self, "precision", precision)
        object.__setattr__(self, "date", self.first)

    @property
    def parts(self) -> tuple[int, ...]:
        """What is known of year, month and day, in that order."""
        if self.date is None:
            return ()
        return (self.date.year, self.date.month, self.date.day)[: PARTS_KEPT[self.precision]]

    @property
    def first(self) -> datetime.date | None:
        """The first day that it may have been; None when unknown."""
        if not self.parts:
            return None
        year, month, day = (*self.parts, 1, 1)[:3]
        return datetime.date(year, month, day)

    @property
    def last(self) -> datetime.date | None:
        """The last day that it may have been; None when unknown."""
        if not self.parts:
            return None
        year, month = (*self.parts, 12)[:2]
        day = self.parts[2] if self.precision == "day" else calendar.monthrange(year, month)[1]
        return datetime.date(year, month, day)

    def overlaps(self, first: datetime.date | None, last: datetime.date | None) -> bool:
        """May it have been between those days, both included? None leaves that side open.

        An unknown date overlaps nothing: it may not be counted to a time that nobody gave it.
        """
        if self.first is None or self.last is None:
            return False
        return (first is None or first <= self.last) and (last is None or self.first <= last)

    def age_on(self, day: datetime.date) -> str:
        """How old it was that day, as fine as it is known: 14 months old. Empty if it may be of that day."""
        if self.last is None or day <= self.last:
            return ""
        year, *rest = self.parts
        if not rest:
            years = day.year - year
            return ngettext("about %(years)s year old", "about %(years)s years old", years) % {"years": years}
        months = 12 * (day.year - year) + day.month - rest[0]
        if len(rest) > 1 and day.day < rest[1]:
            months -= 1
        if months >= MONTHS_AS_YEARS:
            years = months // 12
            return ngettext("%(years)s year old", "%(years)s years old", years) % {"years": years}
        if months:
            return ngettext("%(months)s month old", "%(months)s months old", months) % {"months": months}
        days = (day - self.last).days
        return ngettext("%(days)s day old", "%(days)s days old", days) % {"days": days}

    def edtf(self) -> str:
        """The date as EDTF writes it: 2012, 2012-04, 2012-04-15, and XXXX when unknown."""
        if not self.parts:
            return _EDTF_UNKNOWN
        year, *rest = self.parts
        return "-".join((f"{year:04}", *(f"{part:02}" for part in rest)))

    def display(self) -> str:
        """The date as a reader of the language writes it: 15 April 2012, abril de 2012, 2012."""
        if self.date is None:
            return gettext("date unknown")
        if self.precision == "year":
            return str(self.date.year)
        return written.day(self.date) if self.precision == "day" else written.month(self.date)

    def __str__(self) -> str:
        return self.display()

    def __lt__(self, other: object) -> bool:
        """By the first day, then the more precise first; unknown dates come last."""
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._rank() < other._rank()

    def _rank(self) -> tuple[bool, datetime.date, int]:
        return self.first is None, self.first or datetime.date.max, -PARTS_KEPT[self.precision]


UNKNOWN = PartialDate(None, "unknown")


def parse(sent: str) -> PartialDate:
    """Read 2012, 2012-04, 2012-04-15, or XXXX for an unknown date: the inverse of ``edtf``."""
    if sent == _EDTF_UNKNOWN:
        return UNKNOWN
    found = _WRITTEN.fullmatch(sent)
    if found is None:
        raise ValueError(_what_would_be_right(sent))
    parts = [int(part) for part in found.groups() if part is not None]
    year, month, day = (*parts, 1, 1)[:3]
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        raise ValueError(_what_would_be_right(sent)) from None
    return PartialDate(date, _PRECISION_OF_PARTS[len(parts)])


def _what_would_be_right(sent: str) -> str:
    return gettext(
        "%(written)r is not a date of the calendar: write a year (2012), a month (2012-04) "
        "or a day (2012-04-15), between the years 0001 and 9999."
    ) % {"written": sent}
