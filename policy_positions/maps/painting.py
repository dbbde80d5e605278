"""What a chart is painted with: custom properties on a page, plain colours in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from . import palette


@dataclass(frozen=True)
class Paints:
    """``fills`` and ``inks`` by stance: the colour, and what a symbol or a number is drawn in on it."""

    fills: Mapping[str, str]
    inks: Mapping[str, str]
    text: str
    muted: str
    line: str
    edge: str
    ground: str
    wash: str


ON_PAPER = Paints(
    fills=palette.COLOURS,
    inks=palette.INKS,
    text=palette.BLACK,
    muted=palette.TEXT,
    line=palette.CONTEXT,
    edge=palette.EDGE,
    ground=palette.WHITE,
    wash=palette.SEA,
)
ON_SCREEN = Paints(
    fills={code: f"var(--stance-{code})" for code in palette.COLOURS},
    inks={
        code: f"var(--stance-{'white' if ink == palette.WHITE else 'black'})"
        for code, ink in palette.INKS.items()
    },
    text="var(--ink)",
    muted="var(--muted)",
    line="var(--line)",
    edge="var(--edge)",
    ground="var(--panel)",
    wash="var(--wash)",
)
