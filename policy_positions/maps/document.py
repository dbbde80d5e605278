"""The map as a document of its own: citable, printable, and asking for nothing from anywhere."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from django.template.loader import render_to_string

from ..vocabulary import Stance
from . import palette
from .question import MapQuestion
from .view import MapView

TEMPLATE = "components/map_document.svg"
LETTERS_OF_PROPOSITION = 108
LETTERS_OF_SOURCE = 128
MAP_HEIGHT = 887


@dataclass(frozen=True)
class Imprint:
    """What makes a picture citable: where it comes from, and where it can be seen again."""

    source: str
    permalink: str


@dataclass(frozen=True)
class Pattern:
    """A fill that no plain colour gives: one stance dotted, or two in stripes."""

    name: str
    code: str
    other: str = ""


def svg_document(view: MapView, question: MapQuestion, imprint: Imprint) -> str:
    """The whole map with its title, proposition, date, legend, source and address, as one SVG file."""
    proposition = textwrap.wrap(question.issue.worded, LETTERS_OF_PROPOSITION)
    source = textwrap.wrap(imprint.source, LETTERS_OF_SOURCE)
    top = 122 + 23 * len(proposition)
    drawn = {
        "view": view,
        "question": question,
        "imprint": imprint,
        "palette": palette,
        "patterns": _patterns(view),
        "legend": (*view.scale, *view.beside, *view.apart),
        "proposition": proposition,
        "source": source,
        "top": top,
        "height": top + MAP_HEIGHT + 82 + 19 * len(source),
    }
    return render_to_string(TEMPLATE, drawn, using="pages")


def _patterns(view: MapView) -> list[Pattern]:
    """Those that some state needs, and the one that the legend explains."""
    contested = {standing.stances[:2] for standing in view.standings if standing.contested}
    dotted = {standing.stance for standing in view.standings if standing.characterized} | {
        Stance.SUPPORT.value
    }
    return [
        *(Pattern(f"characterized-{code}", code) for code in Stance.values if code in dotted),
        *(Pattern(f"contested-{one}-{other}", one, other) for one, other in sorted(contested)),
    ]
