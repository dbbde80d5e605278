"""Rows as the W3C's web annotations: each quotation annotates its source with the coded position."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tracker import TITLE

from ..vocabulary import Confidence, Stance, Substance, SummitRelation, Voice
from .extract import LICENCE_URL, Extract
from .in_json import constant, joined, json_object, name, text, value
from .rows import AS_JSON

ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
CODES = {
    "stance": Stance,
    "substance": Substance,
    "confidence": Confidence,
    "summit_relation": SummitRelation,
    "voice": Voice,
}

# Where each column of a row stands in its annotation.
OF_THE_POSITION = (
    "public_id",
    "country",
    "country_name",
    "organization",
    "organization_name",
    "leader",
    "leader_name",
    "office",
    "issue",
    "scheme_version",
    "stance",
    "substance",
    "confidence",
    "stated_on",
    "date_note",
    "summit",
    "summit_relation",
    "summary",
    "coding_note",
)
OF_THE_QUOTATION = ("quotation", "voice", "attribution", "translation")
OF_THE_SOURCE = ("language", "source_title", "publisher", "issued", "source_url", "text_sha256")
QUOTED = ("exact", "prefix", "suffix")
PLACED = ("start", "end")
# Words that the annotations' own context has a meaning for, and the record uses in that meaning.
SHARED = {"language"}

_PERMALINK = f"%(positions)s || {name('public_id')} || '/'"
_SOURCE = json_object(
    {
        "id": text(f"coalesce(nullif({name('source_url')}, ''), %(sources)s || {name('source')} || '/')"),
        "type": constant("Text"),
        "source_slug": value("source"),
    },
    OF_THE_SOURCE,
)
_QUOTE = json_object({"type": constant("TextQuoteSelector")}, QUOTED)
_PLACE = json_object({"type": constant("TextPositionSelector")}, PLACED)
_ANNOTATION = json_object(
    {
        "id": text(f"{_PERMALINK} || '#passage-' || {name('quotation')}"),
        "type": constant("Annotation"),
        "motivation": constant("classifying"),
        "body": json_object({"id": text(_PERMALINK), "type": constant("Position")}, OF_THE_POSITION),
        "target": json_object(
            {
                "type": constant("SpecificResource"),
                "source": _SOURCE,
                "selector": joined("'['", _QUOTE, "', '", _PLACE, "']'"),
            }
        ),
    },
    OF_THE_QUOTATION,
)


def write_jsonld(extract: Extract) -> Iterator[bytes]:
    """A collection with one page, streamed: what stands before the items, the items, and the end."""
    page = {"id": f"{extract.address}#page", "type": "AnnotationPage", "startIndex": 0, "items": []}
    collection = {
        "@context": [ANNOTATIONS, _context(extract)],
        "id": extract.address,
        "type": "AnnotationCollection",
        "label": f"{TITLE}: {extract.filter}",
        "generated": extract.generated_at.isoformat(timespec="seconds"),
        "rights": LICENCE_URL,
        "total": extract.quotations,
        "first": page,
    }
    start, end = json.dumps(collection, ensure_ascii=False).rsplit("]", 1)
    yield start.encode()
    links = {"positions": _before("position", extract), "sources": _before("source", extract)}
    items = extract.rows.pieces(_ANNOTATION, AS_JSON, before=b",\n", after=b"", **links)
    yield next(items, b",")[1:]
    yield from items
    yield f"\n]{end}\n".encode()


def _before(page: str, extract: Extract) -> str:
    """What the addresses of these pages begin with; each ends with a name and a slash."""
    return extract.link(page, "x").removesuffix("x/")


def _context(extract: Extract) -> dict[str, Any]:
    """The record's own words: each column, and of a closed list each code, as the page of methods has it."""
    terms: dict[str, Any] = {
        "tracker": extract.link("methods") + "#",
        "Position": "tracker:position",
        "source_slug": "tracker:source",
    }
    for key in (*OF_THE_POSITION, *OF_THE_QUOTATION, *OF_THE_SOURCE):
        if key not in SHARED:
            terms[key] = {"@id": f"tracker:{key}", "@type": "@vocab"} if key in CODES else f"tracker:{key}"
    for key, codes in CODES.items():
        terms |= {code: f"tracker:{key}-{code}" for code in codes.values}
    return terms
