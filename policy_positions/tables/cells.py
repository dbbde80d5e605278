"""What a position shows in each column, as HTML: in the table, in lists of statements, at the desk.

Written here and not in a template: a page has hundreds of cells, and a call of a macro takes as long as ten
of these. Whatever comes from the record is escaped once; what is the same in every row is written once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any

from django.template import engines
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from markupsafe import Markup, escape

from tracker.words import named

from ..models.addresses import place
from ..models.search import HIT_ENDS, HIT_STARTS
from ..vocabulary import Confidence, Substance, SummitRelation, Voice

if TYPE_CHECKING:
    from ..columns.published import Passage, Published
    from ..models import Country, Issue, Leader, Position, Quotation, Summit
    from .columns import Column

    Row = Published | Position


def html(write: Callable[..., str]) -> Callable[..., Markup]:
    """For a function that has escaped what it writes."""

    @wraps(write)
    def written(*args: object, **kwargs: object) -> Markup:
        return Markup(write(*args, **kwargs))  # noqa: S704 - escaped by the one who writes

    return written


@html
def table_rows(rows: Iterable[Row], columns: Sequence[Column]) -> str:
    """The body of the table of positions."""
    opened = [(*_cell_of(column), WRITERS[column.key]) for column in columns]
    return "\n".join(
        "<tr>" + "".join([start + write(row) + end for start, end, write in opened]) + "</tr>" for row in rows
    )


def _cell_of(column: Column) -> tuple[str, str]:
    label = escape(column.label)
    if column.key == "holder":
        return f'<th scope="row" data-label="{label}">', "</th>"
    return f'<td class="{column.key}" data-label="{label}">', "</td>"


def _link(record: Country | Leader | Issue | Summit) -> str:
    return f'<a href="{record.get_absolute_url()}">{escape(named(record))}</a>'


def stated_on(row: Row) -> str:
    told = {"holder": named(row.holder), "issue": named(row.issue).lower()}
    about = escape(_("%(holder)s on %(issue)s")) % told
    return (
        f'<a class="nowrap" href="{row.get_absolute_url()}">{escape(row.stated.display())}'
        f'<span class="visually-hidden">: {about}</span></a>'
    )


def holder(row: Row) -> str:
    if row.country:
        return _link(row.country)
    if row.organization is None:
        return ""
    address = f"{place('positions')}?organization={row.organization.slug}"
    return f'<a href="{address}">{escape(named(row.organization))}</a>'


def speaker(row: Row) -> str:
    if row.leader is None:
        return f'<span class="muted">{escape(_("Nobody named"))}</span>'
    office = row.office
    return (
        f'{_link(row.leader)} <span class="office">{escape(office.titled)}</span>'
        if office
        else _link(row.leader)
    )


def issue(row: Row) -> str:
    return _link(row.issue)


def stance(row: Row) -> str:
    if row.confidence == Confidence.CERTAIN:
        return badge(row.stance)
    return f'{badge(row.stance)} <span class="tag">{escape(Confidence(row.confidence).label)}</span>'


def badge(code: str) -> str:
    return _component("_stance.html", "stance", get_language(), code)


def no_statement() -> str:
    return _component("_stance.html", "no_statement", get_language())


def blank() -> str:
    return _component("_stance.html", "blank", get_language())


def passage(row: Row, *, link: bool = True) -> str:
    """The first passage, or the first that holds the words searched for."""
    quotations = list(row.quotations.all())
    if not quotations:
        return ""
    shown = next((each for each in quotations if each.is_hit), quotations[0])
    written = f"{voice(shown.voice)} {short_passage(shown)}"
    if not link and len(quotations) == 1:
        return written
    label = ngettext("In context", "All %(num)s passages", len(quotations)) % {"num": len(quotations)}
    return (
        f'{written} <a class="small no-print" href="{row.get_absolute_url()}">{escape(label)}'
        f'<span class="visually-hidden">: {escape(row.called)}</span></a>'
    )


def short_passage(quotation: Passage | Quotation) -> str:
    """Direct speech alone stands in quotation marks."""
    element = "q" if quotation.voice == Voice.DIRECT else "span"
    words = hits(getattr(quotation, "marked", None) or quotation.exact)
    return f'<{element} class="passage clamp" lang="{quotation.language}">{words}</{element}>'


def voice(code: str) -> str:
    return _component("_voice.html", "voice", get_language(), code)


def source(row: Row) -> str:
    for quotation in row.quotations.all():
        return f'<a href="{quotation.source.get_absolute_url()}">{escape(str(quotation.source))}</a>'
    return ""


def summit(row: Row) -> str:
    if row.summit is None:
        return ""
    return f"{escape(SummitRelation(row.summit_relation).label)} {_link(row.summit)}"


def substance(row: Row) -> str:
    return str(escape(Substance(row.substance).label))


def confidence(row: Row) -> str:
    return str(escape(Confidence(row.confidence).label))


WRITERS: dict[str, Callable[[Row], str]] = {
    each.__name__: each
    for each in (
        *(stated_on, holder, speaker, issue, stance, passage),
        *(source, summit, substance, confidence),
    )
}
# What templates may write of a position, and of a passage: ``cells.stance(position)``.
IN_TEMPLATES = {
    **{name: html(write) for name, write in WRITERS.items()},
    "short_passage": html(short_passage),
}


def hits(marked: str) -> Markup:
    """Escape the text, then turn the marks of a search into <mark> elements."""
    text = escape(marked)
    if HIT_STARTS not in text:
        return text
    return text.replace(HIT_STARTS, Markup("<mark>")).replace(HIT_ENDS, Markup("</mark>"))


@lru_cache(maxsize=256)
def _component(template: str, macro: str, language: str | None, *code: str) -> str:
    """What a component writes, of a value of a closed list or of none, in that language: always the same."""
    pages: Any = engines["pages"]
    module = pages.env.get_template(f"components/{template}").module
    return str(getattr(module, macro)(*code)).strip()
