"""The figure that plotly.js makes live: the hemisphere as it is drawn, for zooming, dragging and pointing."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import plotly.graph_objects as go

from .geography import geography
from .palette import BLACK, BORDER, COLOURS, CONTEXT, HATCH, INKS, LAND
from .standing import CONTESTED, NONE

# plotly.js colours by number: a standing's place in this list.
CODES = (*COLOURS, CONTESTED, NONE)
# Stand-ins for the symbols of components/_map.html, which the page puts in their place.
SYMBOLS = dict(
    zip(
        CODES,
        (
            "triangle-up",
            "triangle-up-open",
            "diamond",
            "triangle-down-open",
            "triangle-down",
            "circle-open",
            "hash",
            "bowtie",
            "circle",
        ),
        strict=True,
    )
)


@lru_cache(maxsize=1)
def figure() -> dict[str, Any]:
    """Traces and layout, validated by plotly.py, with every state still blank; and how to fill them in.

    The browser fills each state in: by its standing, the ``codes`` of the layout give the number that the
    choropleth colours it by and the symbol that stands on it.
    """
    states = geography().states
    return json.loads(go.Figure(data=[_land(states), _symbols(states)], layout=_layout()).to_json())


def _land(states: tuple[str, ...]) -> go.Choropleth:
    steps = [*COLOURS.values(), HATCH, LAND]
    scale = [(at / len(steps), colour) for i, colour in enumerate(steps) for at in (i, i + 1)]
    return go.Choropleth(
        locationmode="ISO-3",
        locations=states,
        z=[CODES.index(NONE)] * len(states),
        zmin=-0.5,
        zmax=len(steps) - 0.5,
        colorscale=scale,
        showscale=False,
        hoverinfo="none",
        marker={"line": {"color": BORDER, "width": 1}},
    )


def _symbols(states: tuple[str, ...]) -> go.Scattergeo:
    longitudes, latitudes = zip(*(geography().places[iso3] for iso3 in states), strict=True)
    return go.Scattergeo(
        lon=longitudes,
        lat=latitudes,
        ids=states,
        mode="markers",
        hoverinfo="skip",
        marker={"symbol": SYMBOLS[NONE], "size": 12, "opacity": 0},
    )


def _layout() -> go.Layout:
    frame = geography().frame
    codes = {
        code: {"z": z, "symbol": SYMBOLS[code], "ink": INKS.get(code, BLACK), "opacity": float(code != NONE)}
        for z, code in enumerate(CODES)
    }
    return go.Layout(
        template=go.layout.Template(),  # without it plotly.py adds its own look, and 6 KB
        meta={"codes": codes},
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        dragmode="pan",
        hovermode="closest",
        geo={
            "resolution": 110,  # the page gives its own land under the name that plotly.js has for this one
            "fitbounds": False,
            "projection": {
                "type": "azimuthal equal area",
                "rotation": frame["rotation"],
                "maxscale": 12,
                "minscale": 1,
            },
            "center": frame["rotation"],  # else plotly.js takes the middle of lataxis
            "lonaxis": {"range": frame["lonaxis"]},
            "lataxis": {"range": frame["lataxis"]},
            "bgcolor": "rgba(0,0,0,0)",
            "showframe": False,
            "showland": True,
            "landcolor": CONTEXT,
            "showcoastlines": False,
        },
    )
