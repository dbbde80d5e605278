"""Rows as the W3C's web annotations: each quotation annotates its source with the coded position."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..vocabulary import Confidence, Stance, Substance, SummitRelation, Voice
from .extract import LICENCE_URL, TITLE, Extract
from .pieces import gathered
from .rows import Row

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


def write_jsonld(extract: Extract) -> Iterator[str]:
    """A collection with one page, streamed."""
    return gathered(_lines(extract))


def _lines(extract: Extract) -> Iterator[str]:
    """What stands before the items, the items, and the end."""
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
    yield start
    comma = "\n"
    for row in extract.rows:
        yield comma + json.dumps(_annotation(extract, row), ensure_ascii=False)
        comma = ",\n"
    yield f"\n]{end}\n"


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
    for name, codes in CODES.items():
        terms |= {code: f"tracker:{name}-{code}" for code in codes.values}
    return terms


def _annotation(extract: Extract, row: Row) -> dict[str, Any]:
    permalink = extract.link("position", row["public_id"])
    source = {
        "id": row["source_url"] or extract.link("source", row["source"]),
        "type": "Text",
        "source_slug": row["source"],
        **_known(row, OF_THE_SOURCE),
    }
    return {
        "id": f"{permalink}#passage-{row['quotation']}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"id": permalink, "type": "Position", **_known(row, OF_THE_POSITION)},
        "target": {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", **_known(row, QUOTED)},
                {"type": "TextPositionSelector", **_known(row, PLACED)},
            ],
        },
        **_known(row, OF_THE_QUOTATION),
    }


def _known(row: Row, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: row[key] for key in keys if row[key] not in (None, "")}
