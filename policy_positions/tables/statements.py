"""Positions as the entries of a list, as HTML: stance, issue, when, the first passage, who, and the source.

Written here and not in a template, as cells.py is: the page of a country has a hundred.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from markupsafe import escape

from tracker.words import recorded

from . import cells
from .pen import Pen

if TYPE_CHECKING:
    from .pen import Row


@cells.html
def statements(rows: Iterable[Row], known: Collection[str] = ()) -> str:
    """``known`` names what the page tells already: country, leader, issue."""
    pen = Pen()
    written = "\n".join([_statement(pen, row, known) for row in rows])
    return f'<ol class="plain statements">\n{written}\n</ol>'


def _statement(pen: Pen, row: Row, known: Collection[str]) -> str:
    issue = "" if "issue" in known else f"<span>{pen.on_issue(row.issue)}</span>\n"
    return (
        f'<li class="statement">\n<p class="row">\n{cells.stance(pen, row)}\n{issue}'
        f'<a href="{pen.position(row.public_id)}">{pen.time(row.stated)}'
        f'<span class="visually-hidden">: {pen.told(row)}</span></a>\n</p>\n'
        f"<p>{escape(recorded(row.summary))}</p>\n"
        f'<p class="said">{cells.passage(pen, row, link=False)}</p>\n'
        f'<p class="said muted small">\n{_whose(pen, row, known)}{cells.source(pen, row)}\n</p>\n</li>'
    )


def _whose(pen: Pen, row: Row, known: Collection[str]) -> str:
    told = []
    if "leader" not in known and row.leader:
        office = row.office
        told.append(pen.link(row.leader) + (f", {pen.title(office.title)}" if office else ""))
    if "country" not in known:
        told.append(cells.holder(pen, row))
    return "".join([f"{each} ·\n" for each in told])
