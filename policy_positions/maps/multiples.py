"""Small maps beside each other, one an issue: which states to paint, and the split in words and counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext

from tracker.words import labelled

from ..vocabulary import Stance
from .geography import geography
from .standing import CONTESTED, NONE, CountryStanding

SMALL = 42  # a state that fits in so many units needs a dot to be seen
_STEP = re.compile(r"-?\d+")


@dataclass(frozen=True)
class Painted:
    """A state that spoke. ``dot`` is where it is drawn larger than its land, None where that is seen."""

    standing: CountryStanding
    dot: tuple[float, float] | None

    @property
    def paint(self) -> str:
        return self.standing.symbol


@dataclass(frozen=True)
class Side:
    """The states that took one stance, or whose office-holders differ."""

    symbol: str
    label: str
    states: tuple[CountryStanding, ...]


@dataclass(frozen=True)
class SmallMap:
    """``statements`` are all that ``url`` opens: those of bodies and persons out of office too."""

    name: str
    width: int
    height: int
    painted: tuple[Painted, ...]
    sides: tuple[Side, ...]
    statements: int
    url: str
    map_url: str

    @property
    def words(self) -> str:
        """The split, for those who hear the map."""
        if not self.sides:
            return gettext("%(name)s: no government took a side") % {"name": self.name}
        sides = (labelled(each.label, ", ".join(state.name for state in each.states)) for each in self.sides)
        return f"{self.name}. {gettext('; ').join(sides)}"


def small_map(
    name: str, standings: Iterable[CountryStanding], *, statements: int, url: str, map_url: str
) -> SmallMap:
    spoken = sorted((each for each in standings if each.stance), key=lambda each: each.name)
    main = geography().main
    # Dots come last, or a neighbour's land would cover them.
    painted = sorted(
        (Painted(each, _dot(each.iso3)) for each in spoken), key=lambda each: each.dot is not None
    )
    return SmallMap(
        name=name,
        width=main.width,
        height=main.height,
        painted=tuple(painted),
        sides=_sides(spoken),
        statements=statements,
        url=url,
        map_url=map_url,
    )


def _sides(spoken: Sequence[CountryStanding]) -> tuple[Side, ...]:
    labels = {
        **{stance.value: str(stance.label) for stance in Stance},
        CONTESTED: gettext("Office-holders differ"),
    }
    sides = (
        Side(symbol, label, tuple(each for each in spoken if each.symbol == symbol))
        for symbol, label in labels.items()
        if symbol != NONE
    )
    return tuple(side for side in sides if side.states)


@lru_cache(maxsize=64)
def _dot(iso3: str) -> tuple[float, float] | None:
    left, top, right, bottom = _bounds(geography().main.paths[iso3])
    if max(right - left, bottom - top) > SMALL:
        return None
    return (left + right) / 2, (top + bottom) / 2


def _bounds(path: str) -> tuple[int, int, int, int]:
    """Of a path as docs/geo writes it: from ring to ring, from point to point, in relative whole steps."""
    x = y = 0
    points = []
    for ring in path.split("z"):
        steps = [int(step) for step in _STEP.findall(ring)]
        start = None
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            start = start or (x, y)
            points.append((x, y))
        if start:
            x, y = start
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)
