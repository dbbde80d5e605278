"""Charts as documents of their own: title, filter, date, source and address are part of the picture."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext

from tracker.words import later as _

from ..vocabulary import Stance
from .chronicle import Chart
from .document import Imprint
from .grid import Grid
from .painting import ON_PAPER

WIDTH = 1000
LETTERS_OF_FILTER = 124
LETTERS_OF_SOURCE = 140
LINE, HEAD, FOOT = 21, 96, 64
LEGEND_ROW = 24
LEGEND_COLUMNS = 4
CHANGE_LINE = 18
DOTTED = _("Dotted: a reporter’s reading.")


@dataclass(frozen=True)
class Heading:
    """``condition`` is the filter in words, empty when everything is shown."""

    title: str
    condition: str
    date: str


def chart_document(chart: Chart | None, heading: Heading, imprint: Imprint) -> str:
    """A timeline; without a dated statement the document says so."""
    changes = chart.changes if chart else ()
    drawn = (chart.height if chart else LINE) + CHANGE_LINE * len(changes) + 12
    return _document(
        "components/chronicle_document.svg", drawn, heading, imprint, notes=(str(DOTTED),), chart=chart
    )


def matrix_document(grid: Grid, heading: Heading, imprint: Imprint) -> str:
    notes = (
        gettext(
            "Dotted: a reporter’s reading. Two symbols: office-holders differ. "
            "Hatched: no statement recorded."
        ),
        gettext("A number counts the statements on record; alone, they are of nobody in office on that day."),
    )
    return _document("components/grid_document.svg", grid.height, heading, imprint, notes=notes, grid=grid)


def agreement_document(grid: Grid, heading: Heading, imprint: Imprint) -> str:
    notes = (
        gettext("The same stance on so many of the issues on which both are on record."),
        gettext(
            "Dark ground: on all of them. Light ground: on some. Grey number: one shared issue, too few "
            "to say."
        ),
    )
    return _document(
        "components/grid_document.svg",
        grid.height,
        heading,
        imprint,
        notes=notes,
        has_stances=False,
        grid=grid,
    )


def _document(
    template: str,
    drawn: float,
    heading: Heading,
    imprint: Imprint,
    *,
    notes: Sequence[str],
    has_stances: bool = True,
    **shown: Any,
) -> str:
    """``drawn`` is the height of what stands between head and legend."""
    condition = textwrap.wrap(heading.condition, LETTERS_OF_FILTER)
    source = textwrap.wrap(imprint.source, LETTERS_OF_SOURCE)
    top = HEAD + LINE * len(condition)
    legend = top + drawn + 20
    below = legend + (LEGEND_ROW * -(-len(Stance) // LEGEND_COLUMNS) if has_stances else 0)
    foot = below + LINE * len(notes) + 20
    context = {
        "heading": heading,
        "condition": condition,
        "imprint": imprint,
        "source": source,
        "notes": notes,
        "has_stances": has_stances,
        "paints": ON_PAPER,
        "width": WIDTH,
        "top": top,
        "legend": legend,
        "below": below,
        "foot": foot,
        "height": foot + LINE * len(source) + FOOT,
        **shown,
    }
    return render_to_string(template, context, using="pages")
