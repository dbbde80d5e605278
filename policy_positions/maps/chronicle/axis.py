"""Time from left to right: where a day stands, which years are named, where summits are labelled."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker import written

from ...partial_dates import PartialDate

LETTER = 6.9  # what a letter of a label takes, at most on average, at its 13 units
LABEL_ROW = 19
TOP = 4
YEARS_WITH_QUARTERS = 3
LEAST_BETWEEN_TICKS = 44
# How many years a tick or a column may stand for: the last is more than the calendar has.
SPANS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


@dataclass(frozen=True)
class Axis:
    """The years from ``first`` to ``last``, both whole, between ``left`` and ``right``."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: datetime.date) -> float:
        begin = datetime.date(self.first, 1, 1)
        days = (datetime.date(self.last, 12, 31) - begin).days + 1
        return round(self.left + (self.right - self.left) * (day - begin).days / days, 1)

    def after(self, day: datetime.date) -> float:
        """Where the day is over."""
        whole = datetime.date(self.last, 12, 31)
        return self.right if day >= whole else self.at(day + datetime.timedelta(days=1))

    def moment(self, x: float) -> str:
        """The time that stands at a place, to the minute, within the years of the axis."""
        begin = datetime.datetime(self.first, 1, 1)
        end = datetime.datetime(self.last, 12, 31, 23, 59)
        share = min(max((x - self.left) / (self.right - self.left), 0), 1)
        return (begin + (end - begin) * share).isoformat(timespec="minutes")


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Summit:
    name: str
    label: str
    held: PartialDate
    url: str


@dataclass(frozen=True)
class SummitLine:
    """A line down the chart and its label, which stands right of the line or ends at it."""

    summit: Summit
    x: float
    y: int
    anchor: str


def ticks(axis: Axis) -> tuple[Tick, ...]:
    """A year each, or every second, fifth … where they would touch; quarters where the years are few."""
    years = axis.last - axis.first + 1
    width = (axis.right - axis.left) / years
    if years <= YEARS_WITH_QUARTERS and width >= 4 * LEAST_BETWEEN_TICKS:
        starts = [
            datetime.date(year, month, 1)
            for year in range(axis.first, axis.last + 1)
            for month in (1, 4, 7, 10)
        ]
        return tuple(Tick(axis.at(day), _quarter(day)) for day in starts)
    step = next(step for step in SPANS if step * width >= LEAST_BETWEEN_TICKS)
    named = (year for year in range(axis.first, axis.last + 1) if year % step == 0 or step == 1)
    return tuple(Tick(axis.at(datetime.date(year, 1, 1)), str(year)) for year in named)


def _quarter(day: datetime.date) -> str:
    return str(day.year) if day.month == 1 else written.short_month(day)


def summit_lines(summits: Iterable[Summit], axis: Axis, width: float) -> tuple[SummitLine, ...]:
    """Each label in the first row where it touches none before it; ``y`` counts rows from the top."""
    rows: list[list[tuple[float, float]]] = []
    lines = []
    for summit in sorted(summits, key=lambda each: each.held):
        if summit.held.first is None or not axis.first <= summit.held.first.year <= axis.last:
            continue
        x, length = axis.at(summit.held.first), LETTER * len(summit.label) + 8
        anchor = "start" if x + length <= width else "end"
        span = (x, x + length) if anchor == "start" else (x - length, x)
        lines.append(SummitLine(summit, x, _row_for(span, rows) * LABEL_ROW, anchor))
    return tuple(lines)


def _row_for(span: tuple[float, float], rows: list[list[tuple[float, float]]]) -> int:
    """The first row in which the span touches none, which it then takes."""
    for number, taken in enumerate(rows):
        if all(span[1] <= begin or end <= span[0] for begin, end in taken):
            taken.append(span)
            return number
    rows.append([span])
    return len(rows) - 1


def packed(spans: Sequence[tuple[float, float]]) -> list[int]:
    """For each span its row: the first in which it touches none of those before it."""
    rows: list[list[tuple[float, float]]] = []
    return [_row_for(span, rows) for span in spans]


def head(lines: Sequence[SummitLine]) -> int:
    """How much room the labels of the summits take above the lanes."""
    return TOP + max((line.y + LABEL_ROW for line in lines), default=0)
