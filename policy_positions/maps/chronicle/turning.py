"""From one year to the next in words, where in the chart: “2012 supports legalization → 2013 supports …”."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from ...partial_dates import PartialDate
from ...vocabulary import Stance
from .axis import LETTER, Axis

MOST = 6  # lines, or the words would outgrow the drawing
LINE = 17
TITLE = 24
FOOT = 8
GAP = 6


@dataclass(frozen=True)
class Said:
    """What was said in a year: issues by name, under the stance taken on them."""

    year: int
    stances: tuple[tuple[str, str], ...]

    @property
    def words(self) -> str:
        by_stance: dict[str, list[str]] = {}
        for stance, issue in self.stances:
            by_stance.setdefault(str(Stance(stance).label), []).append(issue)
        told = "; ".join(f"{label} {', '.join(issues)}" for label, issues in by_stance.items())
        return f"{self.year} {told}".lower()


@dataclass(frozen=True)
class Turn:
    """Two years of speaking that differ; ``since`` is the first statement that made the difference."""

    before: Said
    after: Said
    since: PartialDate

    @property
    def words(self) -> str:
        return f"{self.before.words} → {self.after.words}"


@dataclass(frozen=True)
class TurnLine:
    """A line of words. With a moment it ends at ``x``, when the turn came, else it begins at the edge."""

    words: str
    x: float
    y: float
    has_moment: bool


@dataclass(frozen=True)
class Turning:
    """The latest turns below the lanes; ``left_out`` were earlier and have no room."""

    top: float = 0
    height: float = 0
    lines: tuple[TurnLine, ...] = ()
    left_out: int = 0


def turning(turns: Sequence[Turn], axis: Axis, top: float, width: int) -> Turning:
    """``turns`` ascend."""
    shown = _latest([turn for turn in turns if turn.since.first], int(width / LETTER))
    lines: list[TurnLine] = []
    for turn, wrapped in shown:
        at = _moment(turn, wrapped, axis)
        for words in wrapped:
            y = top + TITLE + LINE * (len(lines) + 1) - 5
            lines.append(TurnLine(words, at or 0, y, at is not None))
    height = TITLE + LINE * len(lines) + FOOT if lines else 0
    return Turning(top, height, tuple(lines), len(turns) - len(shown))


def _latest(turns: Sequence[Turn], letters: int) -> list[tuple[Turn, list[str]]]:
    """The latest turns in lines of so many letters, as far as there is room; the last in any case."""
    shown: list[tuple[Turn, list[str]]] = []
    room = MOST
    for turn in reversed(turns):
        wrapped = textwrap.wrap(turn.words, letters)
        if shown and len(wrapped) > room:
            break
        shown.insert(0, (turn, wrapped))
        room -= len(wrapped)
    return shown


def _moment(turn: Turn, wrapped: Sequence[str], axis: Axis) -> float | None:
    """Where the turn came, if its words are one line that fits before it."""
    first = turn.since.first
    at = axis.at(first) if first else 0.0
    return at if len(wrapped) == 1 and LETTER * len(wrapped[0]) + GAP <= at else None
