"""A table as a picture: countries down, issues or countries across, each cell at its place."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 940
LABEL = 200
WIDEST = 146
ROW, GROUP, HEAD_LINE = 24, 28, 16
SMALL_LETTER = 5.6  # of column heads, on average


@dataclass(frozen=True)
class GridCell:
    """``symbols`` are stances; ``shade`` names a ground: all, some, few, self, or none of them."""

    text: str = ""
    symbols: tuple[str, ...] = ()
    is_reading: bool = False
    shade: str = ""
    is_blank: bool = False


@dataclass(frozen=True)
class GridRow:
    """``group`` is the heading above the row, where it is the first of its group."""

    label: str
    cells: tuple[GridCell, ...]
    group: str = ""


@dataclass(frozen=True)
class PlacedCell:
    cell: GridCell
    x: float


@dataclass(frozen=True)
class PlacedRow:
    row: GridRow
    y: int
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True)
class Column:
    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    width: float
    height: int
    column: float
    head: int
    columns: tuple[Column, ...]
    rows: tuple[PlacedRow, ...]


def grid(heads: Sequence[str], rows: Sequence[GridRow]) -> Grid:
    """Columns as wide as there is room for, and no wider than a glance takes in."""
    for row in rows:
        if len(row.cells) != len(heads):
            given = f"{row.label}: {len(row.cells)} cells under {len(heads)} heads"
            raise ValueError(f"{given}; a cell a head would be right.")
    column = round(min(WIDEST, (WIDTH - LABEL) / max(len(heads), 1)), 1)
    letters = max(int(column / SMALL_LETTER), 4)
    lines = [tuple(textwrap.wrap(head, letters)) for head in heads]
    head = HEAD_LINE * max((len(each) for each in lines), default=1) + 8
    places = [round(LABEL + column * place, 1) for place in range(len(heads))]
    placed = _rows(rows, places, head)
    return Grid(
        width=round(LABEL + column * len(heads), 1),
        height=(placed[-1].y if placed else head) + ROW,
        column=column,
        head=head,
        columns=tuple(Column(x, each) for x, each in zip(places, lines, strict=True)),
        rows=placed,
    )


def _rows(rows: Sequence[GridRow], places: Sequence[float], top: int) -> tuple[PlacedRow, ...]:
    placed = []
    for row in rows:
        top += GROUP if row.group else 0
        cells = tuple(PlacedCell(cell, x) for cell, x in zip(row.cells, places, strict=True))
        placed.append(PlacedRow(row, top, cells))
        top += ROW
    return tuple(placed)
