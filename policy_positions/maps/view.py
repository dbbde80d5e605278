"""A drawn map: every state as a shape with its paint, symbol, link and words; the counts of the legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from ..vocabulary import NO_STATEMENT, STANCE_MEANINGS, STANCE_SCALE, Stance
from .geography import Callout, Panel, geography
from .standing import CONTESTED, NONE, CountryStanding


@dataclass(frozen=True)
class Shape:
    """A state in one panel. Without a ``point`` it is read, and reached by keyboard, in the other panel."""

    standing: CountryStanding
    path: str
    point: tuple[int, int] | None
    callout: Callout | None


@dataclass(frozen=True)
class DrawnPanel:
    width: int
    height: int
    context: str
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class LegendEntry:
    symbol: str
    label: str
    meaning: str
    count: int


@dataclass(frozen=True)
class MapView:
    """What the macros of the templates draw. ``standings`` are in the order of their names."""

    main: DrawnPanel
    inset: DrawnPanel
    scale: tuple[LegendEntry, ...]
    beside: tuple[LegendEntry, ...]
    apart: tuple[LegendEntry, ...]
    standings: tuple[CountryStanding, ...]

    @property
    def recorded(self) -> int:
        return sum(standing.stance is not None for standing in self.standings)


def map_view(standings: Sequence[CountryStanding]) -> MapView:
    """Draw all the states at once; the order in which they are given does not matter."""
    by_state = {standing.iso3: standing for standing in standings}
    drawn = geography()
    _require_all_once(standings, drawn.states)
    counts = Counter(standing.symbol for standing in standings)
    return MapView(
        main=_draw(drawn.main, by_state),
        inset=_draw(drawn.inset, by_state),
        scale=tuple(_stance_entry(stance, counts) for stance in STANCE_SCALE),
        beside=tuple(_stance_entry(stance, counts) for stance in Stance if stance not in STANCE_SCALE),
        apart=(
            LegendEntry(
                CONTESTED,
                gettext("Office-holders differ"),
                gettext("Striped in the colours of both stances."),
                counts[CONTESTED],
            ),
            LegendEntry(NONE, NO_STATEMENT, gettext("It is not a stance."), counts[NONE]),
        ),
        standings=tuple(sorted(standings, key=lambda each: each.name)),
    )


def _require_all_once(standings: Sequence[CountryStanding], states: Iterable[str]) -> None:
    given = Counter(standing.iso3 for standing in standings)
    wrong = sorted((Counter(states) - given) + (given - Counter(states)))
    if wrong:
        raise ValueError(
            f"A map takes one standing for each of the 35 states; missing, unknown or given twice: {wrong}"
        )


def _stance_entry(stance: Stance, counts: Counter[str]) -> LegendEntry:
    return LegendEntry(stance.value, str(stance.label), STANCE_MEANINGS[stance], counts[stance.value])


def _draw(panel: Panel, by_state: dict[str, CountryStanding]) -> DrawnPanel:
    shapes = [
        Shape(by_state[iso3], path, panel.points.get(iso3), panel.callouts.get(iso3))
        for iso3, path in panel.paths.items()
    ]
    shapes.sort(key=lambda shape: (shape.callout is not None, shape.standing.name))
    return DrawnPanel(panel.width, panel.height, panel.context, tuple(shapes))
