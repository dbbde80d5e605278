"""The question that a map answers: which issue, as of which date, between which months of the slider."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext

from ..partial_dates import PartialDate


@dataclass(frozen=True)
class Issue:
    slug: str
    name: str
    proposition: str
    version: int = 1

    @property
    def worded(self) -> str:
        """The proposition with the version of its wording: another version is another question."""
        told = {"proposition": self.proposition, "version": self.version}
        return gettext("%(proposition)s (version %(version)s)") % told


@dataclass(frozen=True)
class MapQuestion:
    """``changes`` are the days on which some standing changes: where the slider stops when it plays."""

    issue: Issue
    issues: tuple[Issue, ...]
    as_of: PartialDate
    first: datetime.date
    last: datetime.date
    changes: tuple[datetime.date, ...] = ()

    @property
    def month(self) -> int:
        """Where the slider stands."""
        return month_number(self.as_of.last or self.last)

    @property
    def first_month(self) -> int:
        return month_number(self.first)

    @property
    def last_month(self) -> int:
        return month_number(self.last)

    @property
    def stops(self) -> tuple[int, ...]:
        months = sorted({month_number(day) for day in self.changes})
        return tuple(month for month in months if self.first_month <= month <= self.last_month)


def month_number(day: datetime.date) -> int:
    """Months counted from year 0, as a slider needs them: steps of one, and none that does not exist."""
    return day.year * 12 + day.month - 1


def month_text(number: int) -> str:
    """The month that a slider without scripts sent, as ``as_of`` writes it: 24147 is 2012-04."""
    year, month = divmod(number, 12)
    return f"{year:04}-{month + 1:02}"
