"""Dates with honest precision."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class PartialDate:
    date: datetime.date | None
    precision: str = "day"

    @property
    def first(self) -> datetime.date | None:
        return self.date

    @property
    def last(self) -> datetime.date | None:
        if self.date is None:
            return None
        if self.precision == "month":
            return self.date.replace(day=calendar.monthrange(self.date.year, self.date.month)[1])
        if self.precision == "year":
            return self.date.replace(month=12, day=31)
        return self.date
