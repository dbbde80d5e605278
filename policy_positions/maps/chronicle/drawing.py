"""What was said over time as a drawing: a lane an issue, a mark a statement, a strip where a stance held."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext

from tracker import written

from ...partial_dates import PartialDate
from ...vocabulary import Stance
from .axis import LETTER, Axis, Summit, SummitLine, Tick, head, packed, summit_lines, ticks
from .turning import Turn, Turning, turning

MARGIN = 12
HALF_MARK = 10
MARK_ROW = 26
LANE_HEAD = 26
STRIP = 10
ROOM_FOR_SYMBOL = 16
LANE_FOOT = 12
AXIS_FOOT = 26


@dataclass(frozen=True)
class Statement:
    """One position. ``words`` say it whole, for those who hear the chart or point at a mark."""

    issue: str
    stance: str
    voice: str
    stated: PartialDate
    words: str
    url: str


@dataclass(frozen=True)
class Held:
    """From ``first`` to ``last`` the stance held, both where office-holders differed."""

    issue: str
    stances: tuple[str, ...]
    first: datetime.date
    last: datetime.date
    url: str = ""


@dataclass(frozen=True)
class Mark:
    """``begin`` to ``end`` are the days that the date may mean; a day itself needs no bar."""

    statement: Statement
    x: float
    y: float
    begin: float
    end: float

    @property
    def has_bar(self) -> bool:
        return self.statement.stated.precision != "day"


@dataclass(frozen=True)
class Strip:
    stances: tuple[str, ...]
    x: float
    width: float
    y: float

    @property
    def shows_symbol(self) -> bool:
        return len(self.stances) == 1 and self.width >= ROOM_FOR_SYMBOL


@dataclass(slots=True)  # not frozen, which takes three times as long: a chart has a thousand
class Cell:
    """So many statements of one stance in some years, and the address of these rows."""

    stance: str
    x: float
    y: float
    width: float
    count: int
    words: str
    url: str


@dataclass(frozen=True)
class Change:
    """A stance that gave way to another: where in the chart, and in words.

    ``label`` is what has room beside the name of the lane, empty where a label before it is in the way.
    """

    issue: str
    since: datetime.date
    before: str
    after: str
    x: float
    url: str
    label: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class Lane:
    name: str
    top: float
    height: float
    marks: tuple[Mark, ...] = ()
    strips: tuple[Strip, ...] = ()
    changes: tuple[Change, ...] = ()
    cells: tuple[Cell, ...] = ()
    rows: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True)
class Chart:
    """Everything at its place, in units of which ``width`` times ``height`` make the whole."""

    width: int
    height: float
    top: float
    axis: Axis
    ticks: tuple[Tick, ...]
    summits: tuple[SummitLine, ...]
    lanes: tuple[Lane, ...]
    turning: Turning

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(sorted((c for lane in self.lanes for c in lane.changes), key=lambda each: each.since))


def chronicle(
    statements: Sequence[Statement],
    held: Sequence[Held],
    summits: Sequence[Summit],
    *,
    issues: dict[str, str],
    width: int,
    turns: Sequence[Turn] = (),
) -> Chart | None:
    """None when no statement has a date. ``issues`` are names by slug, in the order of the lanes."""
    dated = sorted((each for each in statements if each.stated.first), key=lambda each: each.stated)
    if not dated:
        return None
    last = max(each.stated.parts[0] for each in dated)
    axis = Axis(dated[0].stated.parts[0], last, MARGIN, width - MARGIN)
    lines = summit_lines(summits, axis, width)
    top = head(lines)
    lanes: list[Lane] = []
    for slug, name in issues.items():
        said = [each for each in dated if each.issue == slug]
        if said:
            begin = lanes[-1].top + lanes[-1].height if lanes else top
            lanes.append(_lane(name, said, [each for each in held if each.issue == slug], axis, begin))
    return whole(width, top, axis, lines, lanes, turns)


def whole(
    width: int,
    top: float,
    axis: Axis,
    lines: tuple[SummitLine, ...],
    lanes: Sequence[Lane],
    turns: Sequence[Turn] = (),
) -> Chart:
    bottom = lanes[-1].top + lanes[-1].height
    turned = turning(turns, axis, bottom, width)
    height = bottom + turned.height + AXIS_FOOT
    return Chart(width, height, top, axis, ticks(axis), lines, tuple(lanes), turned)


def _lane(name: str, said: Sequence[Statement], held: Sequence[Held], axis: Axis, top: float) -> Lane:
    marks = _marks(said, axis, top + LANE_HEAD)
    below = max(mark.y for mark in marks) + MARK_ROW / 2 + 2
    strips = tuple(_strip(each, axis, below) for each in held if each.first.year <= axis.last)
    foot = below + (STRIP if strips else 0) + LANE_FOOT
    return Lane(name, top, foot - top, marks, strips, _changes(name, held, axis))


def _marks(said: Sequence[Statement], axis: Axis, top: float) -> tuple[Mark, ...]:
    """In the middle of the days that a date may mean, in rows in which they do not touch."""
    placed = []
    for statement in said:
        first, last = statement.stated.first, statement.stated.last
        if first is None or last is None:
            continue
        begin, end = axis.at(first), axis.after(last)
        x = min(max((begin + end) / 2, axis.left), axis.right)
        placed.append((statement, round(x, 1), begin, end))
    rows = packed([(min(b, x - HALF_MARK), max(e, x + HALF_MARK)) for _, x, b, e in placed])
    return tuple(
        Mark(statement, x, top + MARK_ROW * (row + 0.5), begin, end)
        for (statement, x, begin, end), row in zip(placed, rows, strict=True)
    )


def _strip(held: Held, axis: Axis, y: float) -> Strip:
    begin = axis.at(held.first)
    return Strip(held.stances, begin, round(axis.after(held.last) - begin, 1), y)


def _changes(name: str, held: Sequence[Held], axis: Axis) -> tuple[Change, ...]:
    """Between stances that follow each other, whether or not somebody else held the office in between."""
    changes: list[Change] = []
    taken = LETTER * 1.15 * len(name) + 8  # the name of the lane is set larger than a label
    for old, new in pairwise(held):
        if old.stances == new.stances:
            continue
        before, after, x = _words(old.stances), _words(new.stances), axis.at(new.first)
        label, anchor, end = _label(
            x, f"{old.first.year} {before} → {new.first.year} {after}", taken, axis.right
        )
        taken = max(taken, end)
        changes.append(Change(name, new.first, before, after, x, new.url, label, anchor))
    return tuple(changes)


def _label(x: float, words: str, taken: float, right: float) -> tuple[str, str, float]:
    """The words, or the mere fact, on the side of the change where they touch nothing; and where they end."""
    for text in (words, gettext("Changed")):
        length = LETTER * len(text) + 6
        if x >= taken and x + length <= right:
            return text, "start", x + length
        if x - length >= taken:
            return text, "end", x
    return "", "start", taken


def _words(stances: Sequence[str]) -> str:
    return written.listed([str(Stance(code).label) for code in stances])
