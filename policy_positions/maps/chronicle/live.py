"""The chart that plotly.js makes live: as it is drawn and in its units, for enlarging, dragging and pointing.

It holds what has its place in time; names of lanes and the like do not move, and stay the drawing's.
Its colours are custom properties of the page, which the browser resolves before plotly.js reads them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from django.conf import settings

import plotly.graph_objects as go

from tracker import languages

from ...vocabulary import Stance
from ..painting import ON_SCREEN
from .axis import Axis
from .drawing import AXIS_FOOT, STRIP, Chart, Mark, Strip
from .turning import GAP

FONT = "system-ui, sans-serif"
CLEAR = "rgba(0,0,0,0)"
# Stand-ins for the symbols of components/_map.html, which the page puts in their place.
SYMBOLS = {
    Stance.SUPPORT.value: "triangle-up",
    Stance.LEAN_SUPPORT.value: "triangle-up-open",
    Stance.MIXED.value: "diamond",
    Stance.LEAN_OPPOSE.value: "triangle-down-open",
    Stance.OPPOSE.value: "triangle-down",
    Stance.OPEN_TO_DEBATE.value: "circle-open",
    Stance.UNCLEAR.value: "hash",
}

# Days, months and years as the site writes them, by the milliseconds or months between two.
TICKS: list[dict[str, Any]] = [
    {"dtickrange": [None, 20 * 86_400_000], "value": "%-d %b %Y"},
    {"dtickrange": ["M1", "M11"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]
# plotly.js names months in English alone: the other languages have their numbers.
NUMBERED = [{**tick, "value": value} for tick, value in zip(TICKS, ("%-d/%m/%Y", "%m/%Y", "%Y"), strict=True)]

Item = dict[str, Any]


def live_chart(chart: Chart) -> dict[str, Any]:
    """Traces and layout, validated by plotly.py; each point of ``marks`` says what it stands for."""
    built = go.Figure(data=[_spans(chart), _ground(chart), _glyphs(chart)], layout=_layout(chart))
    return json.loads(built.to_json())


def _marks(chart: Chart) -> list[Mark]:
    return [mark for lane in chart.lanes for mark in lane.marks]


def _spans(chart: Chart) -> go.Scatter:
    """The days that a date may mean, a bar each, with nothing between one and the next."""
    spans = [mark for mark in _marks(chart) if mark.has_bar]
    at = chart.axis.moment
    return go.Scatter(
        name="spans",
        x=[x for mark in spans for x in (at(mark.begin), at(mark.end), None)],
        y=[y for mark in spans for y in (mark.y, mark.y, None)],
        mode="lines+markers",
        line={"color": ON_SCREEN.edge, "width": 1.5},
        marker={"symbol": "line-ns", "size": 8, "line": {"color": ON_SCREEN.edge, "width": 1.5}},
        cliponaxis=False,
        hoverinfo="skip",
    )


def _ground(chart: Chart) -> go.Scatter:
    """The squares of the marks, or the numbers of the cells, with address, words, voice and stance."""
    marks, cells = _marks(chart), [cell for lane in chart.lanes for cell in lane.cells]
    said = [
        (mark.x, mark.y, mark.statement.stance, mark.statement.url, mark.statement.words) for mark in marks
    ]
    said += [(cell.x + cell.width / 2, cell.y + 10, cell.stance, cell.url, cell.words) for cell in cells]
    voices = [*(mark.statement.voice for mark in marks), *("" for _ in cells)]
    return go.Scatter(
        name="marks",
        x=[chart.axis.moment(x) for x, *_ in said],
        y=[y for _, y, *_ in said],
        customdata=[
            [url, words, voice, stance]
            for (_, _, stance, url, words), voice in zip(said, voices, strict=True)
        ],
        mode="markers" if marks else "text",
        marker={
            "symbol": "square",
            "size": 18,
            "opacity": 1,
            "color": [ON_SCREEN.fills[stance] for _, _, stance, *_ in said],
            "line": {"color": ON_SCREEN.edge, "width": 1},
        },
        text=[str(cell.count) for cell in cells] or None,
        textfont={
            "family": FONT,
            "size": 12,
            "color": [ON_SCREEN.inks[stance] for _, _, stance, *_ in said] or ON_SCREEN.text,
        },
        cliponaxis=False,
        hoverinfo="none",
    )


def _glyphs(chart: Chart) -> go.Scatter:
    """The symbols on the marks and where strips begin, with stance, size and colour."""
    told = [(mark.x, mark.y, mark.statement.stance, 0.72) for mark in _marks(chart)]
    told += [
        (strip.x + 8, strip.y + STRIP / 2, strip.stances[0], 0.5)
        for lane in chart.lanes
        for strip in lane.strips
        if strip.shows_symbol
    ]
    return go.Scatter(
        name="glyphs",
        x=[chart.axis.moment(x) for x, *_ in told],
        y=[y for _, y, *_ in told],
        customdata=[[stance, size, ON_SCREEN.inks[stance]] for *_, stance, size in told],
        mode="markers",
        marker={
            "symbol": [SYMBOLS[stance] for *_, stance, _ in told],
            "size": [14 * size for *_, size in told],
            "opacity": 1,
            "color": [ON_SCREEN.inks[stance] for *_, stance, _ in told],
        },
        cliponaxis=False,
        hoverinfo="skip",
    )


def _layout(chart: Chart) -> go.Layout:
    axis = chart.axis
    span = [axis.moment(axis.left), axis.moment(axis.right)]
    return go.Layout(
        template=go.layout.Template(),  # without it plotly.py adds its own look, and 6 KB
        width=chart.width,
        height=chart.height,
        margin={"l": axis.left, "r": chart.width - axis.right, "t": 0, "b": AXIS_FOOT, "pad": 0},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        showlegend=False,
        hovermode="closest",
        hoverdistance=24,
        dragmode="zoom",
        font={"family": FONT, "size": 12, "color": ON_SCREEN.text},
        xaxis={
            "type": "date",
            "range": span,
            "minallowed": span[0],
            "maxallowed": span[1],
            "tickvals": [axis.moment(tick.x) for tick in chart.ticks],
            "ticktext": [tick.label for tick in chart.ticks],
            "tickformatstops": TICKS if languages.spoken() == settings.LANGUAGE_CODE else NUMBERED,
            "nticks": 9,
            "ticklabeloverflow": "allow",  # the first year stands at the very edge
            "tickfont": {"color": ON_SCREEN.muted},
            "gridcolor": ON_SCREEN.line,
            "zeroline": False,
        },
        yaxis={"range": [chart.height - AXIS_FOOT, 0], "fixedrange": True, "visible": False},
        shapes=list(_shapes(chart)),
        annotations=list(_annotations(chart)),
    )


def _shapes(chart: Chart) -> Iterator[Item]:
    foot, at = chart.height - AXIS_FOOT + 6, chart.axis.moment
    for line in chart.summits:
        yield _upright(at(line.x), line.y + 4, foot, color=ON_SCREEN.muted, width=1.2, dash="2px,4px")
    for turn in chart.turning.lines:
        if turn.has_moment:
            yield _upright(at(turn.x), turn.y - 11, turn.y + 3, color=ON_SCREEN.text, width=2)
    for lane in chart.lanes:
        for strip in lane.strips:
            yield from _strip(strip, chart.axis)
        for change in lane.changes:
            top, below = lane.top + 22, lane.top + lane.height - 6
            yield _upright(at(change.x), top, below, color=ON_SCREEN.text, width=2)
        for cell in lane.cells:
            yield _block(at(cell.x), at(cell.x + cell.width), cell.y, 20, cell.stance)


def _strip(strip: Strip, axis: Axis) -> Iterator[Item]:
    """One above the other where office-holders differ."""
    tall = STRIP / len(strip.stances)
    begin, end = axis.moment(strip.x), axis.moment(strip.x + strip.width)
    for place, stance in enumerate(strip.stances):
        yield _block(begin, end, strip.y + tall * place, tall, stance)


def _upright(at: str, top: float, foot: float, **line: object) -> Item:
    return {"type": "line", "x0": at, "x1": at, "y0": top, "y1": foot, "line": line, "layer": "below"}


def _block(begin: str, end: str, y: float, height: float, stance: str) -> Item:
    return {
        "type": "rect",
        "x0": begin,
        "x1": end,
        "y0": y,
        "y1": y + height,
        "fillcolor": ON_SCREEN.fills[stance],
        "line": {"color": ON_SCREEN.edge, "width": 0.7},
        "layer": "between",  # the years' lines and the marks
    }


def _annotations(chart: Chart) -> Iterator[Item]:
    for line in chart.summits:
        told = _text(escape(line.summit.label), chart.axis.moment(line.x), line.y + 10, line.anchor, shift=4)
        told["font"] = {"size": 13, "color": ON_SCREEN.muted}
        yield {**told, "name": line.summit.url, "captureevents": True}
    for lane in chart.lanes:
        for change in lane.changes:
            if change.label:
                told = _text(escape(change.label), chart.axis.moment(change.x), lane.top + 14, change.anchor)
                told["font"]["weight"] = (
                    600  # plotly.js writes a <b> as an inline style, which is not allowed
                )
                yield told
    for turn in chart.turning.lines:
        if turn.has_moment:
            yield _text(escape(turn.words), chart.axis.moment(turn.x), turn.y - 4, "end", shift=GAP)


def _text(text: str, x: str, y: float, anchor: str, *, shift: float = 0) -> Item:
    """Words that begin or end at a time, as ``text-anchor`` has it in the drawing."""
    begins = anchor == "start"
    return {
        "text": text,
        "x": x,
        "y": y,
        "xanchor": "left" if begins else "right",
        "yanchor": "middle",
        "xshift": shift if begins else -shift,
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 12, "color": ON_SCREEN.text},
    }
