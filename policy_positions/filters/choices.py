"""The values of a filter as boxes to tick.

Written here and not in a template: a page of the list has hundreds.
"""

from __future__ import annotations

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
