"""What a position shows in each column, as HTML: in the table, in lists of statements, at the desk.

Written here and not in a template: a page has hundreds of cells, and a call of a macro takes as long as ten
of these. Whatever comes from the record is escaped once; what rows share is written once (``pen``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from markupsafe import Markup, escape

from ..models.search import HIT_ENDS, HIT_STARTS
from ..vocabulary import Confidence, Substance, SummitRelation, Voice
from .pen import Pen

if TYPE_CHECKING:
    from ..columns.published import Passage
    from ..models import Quotation
    from .columns import Column
    from .pen import Row


def html(write: Callable[..., str]) -> Callable[..., Markup]:
    """For a function that has escaped what it writes."""

    @wraps(write)
    def written(*args: object, **kwargs: object) -> Markup:
        return Markup(write(*args, **kwargs))  # noqa: S704 - escaped by the one who writes

    return written


@html
def table_rows(rows: Iterable[Row], columns: Sequence[Column]) -> str:
    """The body of the table of positions."""
    pen = Pen()
    opened = [(*_cell_of(column), WRITERS[column.key]) for column in columns]
    return "\n".join(
        "<tr>" + "".join([start + write(pen, row) + end for start, end, write in opened]) + "</tr>"
        for row in rows
    )


def _cell_of(column: Column) -> tuple[str, str]:
    label = escape(column.label)
    if column.key == "holder":
        return f'<th scope="row" data-label="{label}">', "</th>"
    return f'<td class="{column.key}" data-label="{label}">', "</td>"


def stated_on(pen: Pen, row: Row) -> str:
    return (
        f'<a class="nowrap" href="{pen.position(row.public_id)}">{escape(pen.said(row.stated))}'
        f'<span class="visually-hidden">: {pen.about(row)}</span></a>'
    )


def holder(pen: Pen, row: Row) -> str:
    if row.country:
        return pen.link(row.country)
    if row.organization is None:
        return ""
    address = f"{pen.positions}?organization={row.organization.slug}"
    return f'<a href="{address}">{pen.named(row.organization)}</a>'


def speaker(pen: Pen, row: Row) -> str:
    if row.leader is None:
        return f'<span class="muted">{escape(_("Nobody named"))}</span>'
    office, link = row.office, pen.link(row.leader)
    return f'{link} <span class="office">{pen.title(office.title)}</span>' if office else link


def issue(pen: Pen, row: Row) -> str:
    return pen.link(row.issue)


def stance(pen: Pen, row: Row) -> str:
    badge = pen.badge(row.stance)
    if row.confidence == Confidence.CERTAIN:
        return badge
    return f'{badge} <span class="tag">{confidence(pen, row)}</span>'


def passage(pen: Pen, row: Row, *, link: bool = True) -> str:
    """The first passage, or the first that holds the words searched for."""
    quotations = list(row.quotations.all())
    if not quotations:
        return ""
    shown = next((each for each in quotations if each.is_hit), quotations[0])
    written = f"{pen.voice(shown.voice)} {short_passage(shown)}"
    if not link and len(quotations) == 1:
        return written
    return (
        f'{written} <a class="small no-print" href="{pen.position(row.public_id)}">'
        f'{pen.in_context(len(quotations))}<span class="visually-hidden">: {pen.told(row)}</span></a>'
    )


def short_passage(quotation: Passage | Quotation) -> str:
    """Direct speech alone stands in quotation marks."""
    element = "q" if quotation.voice == Voice.DIRECT else "span"
    words = hits(getattr(quotation, "marked", None) or quotation.exact)
    return f'<{element} class="passage clamp" lang="{quotation.language}">{words}</{element}>'


def source(pen: Pen, row: Row) -> str:
    for quotation in row.quotations.all():
        return f'<a href="{quotation.source.get_absolute_url()}">{escape(str(quotation.source))}</a>'
    return ""


def summit(pen: Pen, row: Row) -> str:
    if row.summit is None:
        return ""
    return f"{pen.label(SummitRelation, row.summit_relation)} {pen.link(row.summit)}"


def substance(pen: Pen, row: Row) -> str:
    return pen.label(Substance, row.substance)


def confidence(pen: Pen, row: Row) -> str:
    return pen.label(Confidence, row.confidence)


WRITERS: dict[str, Callable[[Pen, Row], str]] = {
    each.__name__: each
    for each in (
        *(stated_on, holder, speaker, issue, stance, passage),
        *(source, summit, substance, confidence),
    )
}


def _by_itself(write: Callable[..., str]) -> Callable[..., Markup]:
    """One cell, where a template has no more of them."""

    @html
    @wraps(write)
    def written(row: Row, **options: bool) -> str:
        return write(Pen(), row, **options)

    return written


# What templates may write of a position, and of a passage: ``cells.stance(position)``.
IN_TEMPLATES = {
    **{name: _by_itself(write) for name, write in WRITERS.items()},
    "short_passage": html(short_passage),
}


def hits(marked: str) -> Markup:
    """Escape the text, then turn the marks of a search into <mark> elements."""
    text = escape(marked)
    if HIT_STARTS not in text:
        return text
    return text.replace(HIT_STARTS, Markup("<mark>")).replace(HIT_ENDS, Markup("</mark>"))
