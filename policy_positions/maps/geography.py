"""The land, as docs/geo built it: paths in the units of two views, and where each symbol stands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

BUILT = Path(__file__).resolve().parents[2] / "static" / "geo" / "americas.json"


@dataclass(frozen=True)
class Callout:
    """A bubble beside a state too small to hold its symbol, and the line that leads to it."""

    x: int
    y: int
    leader: tuple[float, ...]
    label: str


@dataclass(frozen=True)
class Panel:
    """One drawn view. ``points`` holds the states that are read in this panel and not in the other."""

    width: int
    height: int
    context: str
    paths: dict[str, str]
    points: dict[str, tuple[int, int]]
    callouts: dict[str, Callout]


@dataclass(frozen=True)
class Geography:
    main: Panel
    inset: Panel
    frame: dict[str, Any]
    places: dict[str, tuple[float, float]]

    @property
    def states(self) -> tuple[str, ...]:
        return tuple(sorted(self.main.points | self.inset.points))


@lru_cache(maxsize=1)
def geography() -> Geography:
    built = json.loads(BUILT.read_text())
    return Geography(
        main=_panel(built["main"]),
        inset=_panel(built["inset"]),
        frame=built["frame"],
        places={iso3: tuple(place) for iso3, place in built["places"].items()},
    )


def _callout(built: dict[str, Any]) -> Callout:
    x, y = built["at"]
    return Callout(x, y, leader=tuple(built["leader"]), label=built["label"])


def _panel(built: dict[str, Any]) -> Panel:
    width, height = built["view"]
    callouts = {iso3: _callout(callout) for iso3, callout in built.get("callouts", {}).items()}
    points = {iso3: tuple(point) for iso3, point in built["points"].items()}
    return Panel(width, height, built["context"], built["paths"], points, callouts)
