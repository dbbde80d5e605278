"""The Jinja environment of every page."""

from __future__ import annotations

import json
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from policy_positions import access, exports, vocabulary
from policy_positions.filters.choices import choices, parties
from policy_positions.maps.chronicle.writing import written_cells
from policy_positions.models.addresses import place
from policy_positions.models.text import is_web_address
from policy_positions.tables import cells, standing_cells
from policy_positions.tables.statements import statements
from tracker import languages, words, written


def address(name: str, *args: object, **kwargs: object) -> str:
    """``{{ url('position', public_id) }}``."""
    if args or kwargs:
        return reverse(name, args=args, kwargs=kwargs)
    return place(name)


def titled(source: Any) -> Markup:
    """The title of a source, marked as being in the language of the source."""
    return words.marked(source.printed_title, source.language)


def verbatim(text: str) -> Markup:
    """Escaped, and with carriage returns that a browser would else make line feeds of: offsets count them."""
    return Markup(escape(text).replace("\r", Markup("&#13;")))  # noqa: S704 - escaped first


def told(value: Any) -> str:
    """A value of a revision as people read it: text as it is, the rest as JSON, nothing as a dash."""
    if value is None or value == "":
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)


def environment(**options: Any) -> Environment:
    """A misspelt name in a template is an error, never an empty string."""
    pages = Environment(  # noqa: S701 - Django sets autoescape
        **{**options, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    )
    pages.install_gettext_callables(  # type: ignore[attr-defined] # the extension adds it
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    pages.policies["ext.i18n.trimmed"] = True
    pages.globals.update(url=address, static=static, vocabulary=vocabulary)
    pages.globals.update(formats=exports.FORMATS)
    pages.globals.update(cells=cells.IN_TEMPLATES, table_rows=cells.table_rows, statements=statements)
    pages.globals.update(standing_cells=standing_cells.IN_TEMPLATES, choices=choices, party_choices=parties)
    pages.globals.update(written_cells=written_cells)
    pages.globals.update(
        N_=translation.gettext_noop,
        language=languages.spoken,
        editions=languages.editions,
        locale=languages.locale,
    )
    pages.globals.update(may_draft=access.may_draft, may_curate=access.may_curate)
    pages.filters.update(in_english=languages.in_english)
    pages.filters.update(
        translated=translation.gettext,
        recorded=words.recorded,
        named=words.named,
        of_record=words.of_record,
        text=words.text,
        number=written.number,
        day=written.day,
        moment=written.moment,
    )
    pages.filters.update(hits=cells.hits, titled=titled, verbatim=verbatim, told=told)
    pages.tests["web_address"] = is_web_address
    return pages
