"""The numbers of a chart as SVG, a row a stance, each a link to the statements that it counts.

Written here and not in a template: a long record has a thousand. What all of a row share is said once.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup, escape

from ..painting import Paints
from .drawing import Cell


def written_cells(cells: Iterable[Cell], paints: Paints, *, links: bool) -> Markup:
    """Without ``links`` for a file, whose reader has no site behind it."""
    rows = groupby(cells, key=attrgetter("stance", "y"))
    written = (_row(stance, y, own, paints, links=links) for (stance, y), own in rows)
    return Markup("\n".join(written))  # noqa: S704 - escaped where it is not a number


def _row(stance: str, y: float, cells: Iterable[Cell], paints: Paints, *, links: bool) -> str:
    ink = paints.inks[stance]
    written = "".join(_cell(cell, ink, links=links) for cell in cells)
    return (
        f'<g class="cells" transform="translate(0 {y})" fill="{paints.fills[stance]}" stroke="{paints.edge}"'
        f' stroke-width=".7" font-size="12" text-anchor="middle">{written}</g>'
    )


def _cell(cell: Cell, ink: str, *, links: bool) -> str:
    begin, end = (f'<a href="{escape(cell.url)}">', "</a>") if links else ("<g>", "</g>")
    middle = round(cell.x + cell.width / 2, 1)
    return (
        f"{begin}<title>{escape(cell.words)}</title>"
        f'<rect class="mark" x="{cell.x}" width="{cell.width}" height="20" rx="3"/>'
        f'<text x="{middle}" y="14.5" fill="{ink}" stroke="none">{cell.count}</text>{end}'
    )
