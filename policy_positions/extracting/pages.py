"""An HTML page: the article in it, by trafilatura, and what the page says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from tracker.words import later as _

from .. import partial_dates
from ..vocabulary import Language
from .proposal import Proposal
from .refusal import Refused

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# The fields of the form, by what trafilatura calls them. Of every date it makes a day: dates are read here.
FOUND = {"title": "title", "author": "author", "publisher": "sitename", "url": "url"}
# Where pages say when they were published, the most trustworthy first.
DATES = (
    ("//meta[@property='article:published_time']/@content", "<meta article:published_time>"),
    ("//meta[@name='citation_publication_date']/@content", "<meta citation_publication_date>"),
    ("//meta[@itemprop='datePublished']/@content", "<meta datePublished>"),
    ("//*[@itemprop='datePublished']/@datetime", _("the page’s datePublished")),
    (
        "//meta[translate(@name, 'DC', 'dc')='dc.date' or @name='date' or @name='pubdate']/@content",
        "<meta date>",
    ),
    ("//article//time/@datetime", "<time> in the article"),
)
PLACES = (
    ("//meta[@content and (@property or @name)]", "content"),
    ("//link[@rel='canonical']", "href"),
    ("//h1", ""),
    ("//title", ""),
)
_DATE = re.compile(r"\s*(\d{4}(?:[-/]\d{2}(?:[-/]\d{2})?)?)(?!\d)")


def read(markup: str, name: str) -> tuple[str, list[Proposal]]:
    """The text of the article, paragraphs apart, and what the page says of it."""
    # Loading these takes most of a second, which nobody but the one who hands in a page should wait for.
    from lxml.html import HTMLParser, fromstring
    from trafilatura import bare_extraction

    tree: HtmlElement = fromstring(markup.encode(), parser=HTMLParser(encoding="utf-8", no_network=True))
    found: Any = bare_extraction(markup, include_comments=False, with_metadata=True)
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise Refused(
            gettext("No article was found in %(name)s: open it in a browser, copy the text and paste it.")
            % {"name": name}
        )
    return "\n\n".join(text.split("\n")), list(_proposals(tree, found))


def _proposals(tree: HtmlElement, found: Any) -> Iterator[Proposal]:
    for field, called in FOUND.items():
        if value := getattr(found, called, None):
            yield Proposal(field, value, _origin(tree, value))
    yield from _language(tree)
    yield from _date(tree)


def _origin(tree: HtmlElement, value: str) -> str:
    """Where in the page the value stands, in words that an editor can look for."""
    for path, attribute in PLACES:
        for element in tree.xpath(path):
            said = element.get(attribute) if attribute else element.text_content()
            if value in " ".join((said or "").split()):
                label = element.get("property") or element.get("name") or element.get("rel") or ""
                return f"<{element.tag} {label}>".replace(" >", ">")
    return gettext("the page, by its layout")


def _language(tree: HtmlElement) -> Iterator[Proposal]:
    written = (tree.xpath("string(/html/@lang)") or "").lower()
    if written[:2] in Language.values:
        yield Proposal("language", written[:2], f'<html lang="{written}">')


def _date(tree: HtmlElement) -> Iterator[Proposal]:
    """The date as far as the page gives it: a page that says 2012-04 is given no day."""
    for path, origin in DATES:
        for said in tree.xpath(path):
            if written := _partial(said):
                yield Proposal("issued_on", written, f"{origin}, “{said.strip()}”")
                return
    for said in _linked_data(tree, "datePublished"):
        if written := _partial(said):
            yield Proposal("issued_on", written, gettext("the page’s JSON-LD, “%(said)s”") % {"said": said})
            return


def _partial(said: str) -> str:
    found = _DATE.match(said)
    try:
        return partial_dates.parse(found[1].replace("/", "-")).edtf() if found else ""
    except ValueError:
        return ""


def _linked_data(tree: HtmlElement, key: str) -> Iterator[str]:
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            waiting = [json.loads(script)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            one = waiting.pop(0)
            if isinstance(one, list):
                waiting += one
            elif isinstance(one, dict):
                waiting += [one[inner] for inner in ("@graph",) if inner in one]
                if isinstance(one.get(key), str):
                    yield one[key]
