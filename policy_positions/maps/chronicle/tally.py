"""What was said over time where it is too much for a mark each: counts by stance and years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR
from typing import NamedTuple

from django.utils.translation import gettext, ngettext

from ...vocabulary import Stance
from .axis import SPANS, Axis, Summit, head, summit_lines
from .drawing import LANE_FOOT, LANE_HEAD, MARGIN, Cell, Chart, Lane, whole

GUTTER = 30  # for the symbol of each row
ROW = 24
CELL_WIDTH = 42

Address = Callable[[str, str, int, int], str]


class YearTally(NamedTuple):
    """So many statements on an issue took the stance in the year."""

    issue: str
    stance: str
    year: int
    statements: int


@dataclass(frozen=True)
class Line:
    """The cells of one stance on one issue, called ``name``."""

    name: str
    issue: str
    stance: str
    label: str
    y: float


@dataclass(frozen=True)
class Years:
    """Columns of ``span`` years each."""

    axis: Axis
    span: int

    def column(self, year: int) -> tuple[int, int]:
        """The first and the last year of the column that the year is in."""
        first = self.axis.first + (year - self.axis.first) // self.span * self.span
        return first, first + self.span - 1


def tally_chart(
    tallies: Iterable[YearTally],
    summits: Sequence[Summit],
    *,
    issues: dict[str, str],
    width: int,
    address: Address,
) -> Chart:
    """``address`` leads to the rows of an issue and a stance from one year to another."""
    given = list(tallies)
    years = _years([each.year for each in given], width)
    lines = summit_lines(summits, years.axis, width)
    top = head(lines)
    lanes: list[Lane] = []
    for slug, name in issues.items():
        own = [each for each in given if each.issue == slug]
        if own:
            begin = lanes[-1].top + lanes[-1].height if lanes else top
            lanes.append(_lane(name, own, years, begin, address))
    return whole(width, top, years.axis, lines, lanes)


def _years(given: Sequence[int], width: int) -> Years:
    """As many years a column as it takes for a number to fit in."""
    first, last = min(given), max(given)
    fitting = (width - GUTTER - MARGIN) // CELL_WIDTH
    span = next(span for span in SPANS if (last - first) // span + 1 <= fitting)
    end = first + ((last - first) // span + 1) * span - 1
    return Years(Axis(first, min(end, MAXYEAR), GUTTER, width - MARGIN), span)


def _lane(name: str, own: Sequence[YearTally], years: Years, top: float, address: Address) -> Lane:
    taken = {each.stance for each in own}
    stances = [stance for stance in Stance if stance in taken]
    lines = {
        stance.value: Line(name, own[0].issue, stance.value, str(stance.label), top + LANE_HEAD + ROW * place)
        for place, stance in enumerate(stances)
    }
    counts: Counter[tuple[str, int]] = Counter()
    for each in own:
        counts[each.stance, years.column(each.year)[0]] += each.statements
    drawn = sorted(counts.items(), key=lambda entry: (lines[entry[0][0]].y, entry[0][1]))
    cells = tuple(_cell(lines[stance], first, count, years, address) for (stance, first), count in drawn)
    height = LANE_HEAD + ROW * len(lines) + LANE_FOOT
    return Lane(name, top, height, cells=cells, rows=tuple((code, line.y) for code, line in lines.items()))


def _cell(line: Line, first: int, count: int, years: Years, address: Address) -> Cell:
    axis, last = years.axis, first + years.span - 1
    column = (axis.right - axis.left) / (axis.last - axis.first + 1) * years.span
    when = str(first) if first == last else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
    said = ngettext("%(count)s statement", "%(count)s statements", count) % {"count": count}
    return Cell(
        stance=line.stance,
        x=round(axis.left + column * ((first - axis.first) / years.span) + 1, 1),
        y=line.y,
        width=round(column - 2, 1),
        count=count,
        words=f"{line.name}, {when}: {line.label}, {said}",
        url=address(line.issue, line.stance, first, last),
    )
