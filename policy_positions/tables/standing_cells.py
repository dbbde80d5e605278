"""What a standing shows, as HTML: in a matrix of countries and issues, and line by line.

Written here and not in a template, as cells.py is: a matrix has hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from markupsafe import escape

from ..vocabulary import Voice
from .cells import html
from .pen import Pen

if TYPE_CHECKING:
    from ..models import Country
    from ..standings import Standing

    Row = tuple[Country, list[Standing]]
    Link = Callable[..., str]  # the query string of the page, with some values changed


@html
def matrix_rows(rows: Iterable[Row], link: Link) -> str:
    """A row a country, a cell an issue."""
    pen, kept = Pen(), _kept(link)
    return "\n".join([_row(pen, country, cells, kept) for country, cells in rows])


def _row(pen: Pen, country: Country, standings: Iterable[Standing], kept: str) -> str:
    cells = "\n".join([_cell(pen, standing, kept) for standing in standings])
    return f'<tr>\n<th scope="row">{pen.link(country)}</th>\n{cells}\n</tr>'


def _cell(pen: Pen, standing: Standing, kept: str) -> str:
    if not standing.statements:
        return f'<td class="blank">{pen.blank()}</td>'
    label = escape(pen.called(standing.issue))
    return f'<td data-label="{label}">{stance(pen, standing)}\n{opening(pen, standing, kept)}</td>'


def stance(pen: Pen, standing: Standing) -> str:
    """What it rests on, each opening its position; how old that was, and what a reader should beware of."""
    if standing.deciding:
        shown = [
            f'<a class="plain-link" href="{pen.position(each.public_id)}">{pen.badge(each.stance)}</a>'
            for each in standing.deciding
        ]
    elif standing.statements:
        told = _("No statement by those in office then")
        shown = [f'<span class="badge badge-none">{escape(told)}</span>']
    else:
        shown = [pen.no_statement()]
    if age := standing.age:
        shown.append(f'<span class="age">{escape(age)}</span>')
    if standing.is_contested:
        contested = _("Contested")
        shown.append(f'<span class="tag tag-warn">{escape(contested)}</span>')
    if standing.is_characterized:
        shown.append(pen.voice(Voice.CHARACTERIZED))
    return "\n".join(shown)


def _kept(link: Link) -> str:
    """What the links of all cells keep of the page's query string."""
    kept = link(**dict.fromkeys(("sort", "country", "issue", "as_of")))
    return f"{kept}&" if kept else ""


def opening(pen: Pen, standing: Standing, kept: str) -> str:
    """A link to the statements that its number counts, under the other filters of the page."""
    country, issue = standing.country.iso3, standing.issue.slug
    return counted(pen, standing, f"{kept}country={country}&issue={issue}&as_of={standing.as_of}")


def counted(pen: Pen, standing: Standing, query: str) -> str:
    """A link to them in the table by ``query``; empty where there is none."""
    if not standing.statements:
        return ""
    said, of = pen.statements(standing.statements), pen.of(standing.country, standing.issue)
    return (
        f'<a class="small nowrap" href="{pen.positions}?{escape(query)}">{said}'
        f'<span class="visually-hidden"> {of}</span></a>'
    )


IN_TEMPLATES = {
    "matrix_rows": matrix_rows,
    "stance": html(lambda standing: stance(Pen(), standing)),
    "opening": html(lambda standing, link: opening(Pen(), standing, _kept(link))),
    "counted": html(lambda standing, query: counted(Pen(), standing, query)),
}
