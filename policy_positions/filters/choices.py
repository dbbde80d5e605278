"""Values to choose from, as boxes to tick.

Written here and not in a template: a page of the list has hundreds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from markupsafe import Markup, escape

from tracker import written

from .links import Facet


def choices(facet: Facet) -> Markup:
    """A line a value, in the order of the facet, each with how many rows it opens."""
    name, lines = escape(facet.name), []
    for option in facet.options:
        value, ticked = escape(option.value), " checked" if option.selected else ""
        lines.append(
            f'<li><label class="choice"><input type="checkbox" id="{name}-{value}" name="{name}"'
            f' value="{value}"{ticked}> <span>{escape(option.label)}</span>'
            f' <span class="figure">{written.number(option.count)}</span></label></li>'
        )
    return Markup("\n".join(lines))  # noqa: S704 - escaped where it is not a number


def parties(parameter: str, called: Mapping[str, str], chosen: Collection[str]) -> Markup:
    """A line a country or leader, by what it is called; those chosen stand first."""
    name, lines = escape(parameter), []
    for key in sorted(called, key=lambda key: key not in chosen):
        ticked = " checked" if key in chosen else ""
        lines.append(
            f'<li><label class="choice"><input type="checkbox" name="{name}" value="{escape(key)}"{ticked}>'
            f" <span>{escape(called[key])}</span></label></li>"
        )
    return Markup("\n".join(lines))  # noqa: S704 - escaped above
