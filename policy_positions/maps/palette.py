"""The colours of the map on paper: those of css/stances.css in light, for a file without a style sheet."""

from ..vocabulary import Stance

# Purple to orange for the scale; teal and grey beside it. tests/test_map_colours.py keeps them apart for
# colour-blind eyes, and equal to the style sheet.
COLOURS = {
    Stance.SUPPORT.value: "#542788",
    Stance.LEAN_SUPPORT.value: "#998ec3",
    Stance.MIXED.value: "#f7e9b5",
    Stance.LEAN_OPPOSE.value: "#f1a340",
    Stance.OPPOSE.value: "#b35806",
    Stance.OPEN_TO_DEBATE.value: "#42a68d",
    Stance.UNCLEAR.value: "#5c6166",
}
WHITE, BLACK = "#ffffff", "#1b1f24"
# What a symbol is drawn in on each colour.
INKS = dict.fromkeys(COLOURS, BLACK) | dict.fromkeys((Stance.SUPPORT, Stance.OPPOSE, Stance.UNCLEAR), WHITE)

SEA = "#eef0f2"
CONTEXT = "#dde0e3"
LAND = "#ffffff"
HATCH = "#b1b7be"
BORDER = "#ffffff"
EDGE = "#8d959e"
TEXT = "#59616b"
