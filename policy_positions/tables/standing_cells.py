"""What a standing shows, as HTML: in a matrix of countries and issues, and line by line.

Written here and not in a template, as cells.py is: a matrix has hundreds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from markupsafe import escape

from tracker import written
from tracker.words import named

from ..models.addresses import place
from ..vocabulary import Voice
from .cells import badge, blank, html, no_statement, voice

if TYPE_CHECKING:
    from ..standings import Standing

    Link = Callable[..., str]  # the query string of the page, with some values changed


@html
def matrix_cells(standings: Iterable[Standing], link: Link) -> str:
    """The cells of one country, an issue each."""
    return "".join(_cell(standing, link) for standing in standings)


def _cell(standing: Standing, link: Link) -> str:
    if not standing.statements:
        return f'<td class="blank">{blank()}</td>\n'
    return (
        f'<td data-label="{escape(standing.issue.called)}">{stance(standing)}\n'
        f"{opening(standing, link)}</td>\n"
    )


def stance(standing: Standing) -> str:
    """What it rests on, each opening its position; how old that was, and what a reader should beware of."""
    if standing.deciding:
        shown = [
            f'<a class="plain-link" href="{position.get_absolute_url()}">{badge(position.stance)}</a>'
            for position in standing.deciding
        ]
    elif standing.statements:
        told = _("No statement by those in office then")
        shown = [f'<span class="badge badge-none">{escape(told)}</span>']
    else:
        shown = [no_statement()]
    if age := standing.age:
        shown.append(f'<span class="age">{escape(age)}</span>')
    if standing.is_contested:
        contested = _("Contested")
        shown.append(f'<span class="tag tag-warn">{escape(contested)}</span>')
    if standing.is_characterized:
        shown.append(voice(Voice.CHARACTERIZED))
    return "\n".join(shown)


def opening(standing: Standing, link: Link) -> str:
    """A link to the statements that its number counts, under the other filters of the page."""
    query = link(
        sort=None,
        country=standing.country.iso3,
        issue=standing.issue.slug,
        as_of=standing.as_of.isoformat(),
    )
    return counted(standing, query)


def counted(standing: Standing, query: str) -> str:
    """A link to them in the table by ``query``; empty where there is none."""
    if not standing.statements:
        return ""
    count = written.number(standing.statements)
    said = ngettext("%(count)s statement", "%(count)s statements", standing.statements) % {"count": count}
    of = escape(_("of %(country)s on %(issue)s")) % {
        "country": standing.country.called,
        "issue": named(standing.issue).lower(),
    }
    return (
        f'<a class="small nowrap" href="{place("positions")}?{escape(query)}">{escape(said)}'
        f'<span class="visually-hidden"> {of}</span></a>'
    )


IN_TEMPLATES = {
    "matrix_cells": matrix_cells,
    "stance": html(stance),
    "opening": html(opening),
    "counted": html(counted),
}
