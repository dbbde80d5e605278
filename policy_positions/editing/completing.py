"""Rows that an editor wrote by hand: what the record knows is filled in, offsets above all."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from .. import quoting
from ..models import Issue, SourceText
from ..models.position import PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH
from .checking import COLUMNS

if TYPE_CHECKING:
    from ..exports.reading import Line

DEFAULTS = {"substance": "not_stated", "confidence": "certain", "stated_on": "XXXX"}
# What stands for a place that is not known, so that one fault of a row is not told as five.
NOT_KNOWN = {"start": 0, "end": 0, "language": "en", "text_sha256": "0" * 64}
# Rows that say the same of these are one position, and its passages stand in the order of the rows.
KNOWN_BY = ("country", "organization", "leader", "issue", "stated_on", "summary")


def complete(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines as they are where they name a position; else with all that the record knows of them.

    A new position is known by what it says, so that a file that is sent twice makes it once.
    """
    texts, scheme_versions, passages = _newest_texts(), _scheme_versions(), Counter[str]()
    for line in lines:
        if line.faults or line.cells.get("public_id"):
            yield line
            continue
        cells: dict[str, Any] = {column: line.cells.get(column) or "" for column in COLUMNS}
        cells |= {name: value for name, value in DEFAULTS.items() if not cells[name]}
        cells["scheme_version"] = cells["scheme_version"] or scheme_versions.get(str(cells["issue"]), 1)
        cells["public_id"] = _public_id(cells)
        passages[cells["public_id"]] += 1
        cells["quotation"] = passages[cells["public_id"]]
        if faults := _place(cells, texts(str(cells["source"]))):
            cells |= NOT_KNOWN
        yield replace(line, cells=cells, faults=faults)


def _newest_texts() -> Any:
    """Finds the newest held text of a source by its slug, each once."""
    held = SourceText.objects.held().select_related("source").order_by("-version")
    return cache(lambda slug: held.filter(source__slug=slug).first() if slug else None)


def _scheme_versions() -> dict[str, int]:
    return dict(Issue.objects.values_list("slug", "scheme_version"))


def _public_id(cells: dict[str, Any]) -> str:
    said = "\x1f".join(str(cells[column]) for column in KNOWN_BY)
    digits = hashlib.sha256(said.encode(errors="surrogatepass")).digest()
    return "".join(PUBLIC_ID_ALPHABET[digit % 32] for digit in digits[:PUBLIC_ID_LENGTH])


def _place(cells: dict[str, Any], text: SourceText | None) -> dict[str, str]:
    """Fill in where the passage stands, as the text prints it; or say by column why that is not known."""
    if text is None:
        return {
            "source": gettext("“%(cells)s” is no source whose text is held: take it in first.")
            % {"cells": cells["source"]}
        }
    body = text.body or ""
    try:
        spans = quoting.occurrences(str(cells["exact"]), body)
    except quoting.Refused as error:
        return {"exact": str(error)}
    if cells["start"] != "":
        spans = [span for span in spans if str(span.start) == str(cells["start"])]
    if not spans:
        return {
            "exact": gettext(
                "this does not stand, word for word and in one piece, in the text of the source."
            )
        }
    if len(spans) > 1:
        places = ", ".join(str(span.start) for span in spans)
        return {
            "start": gettext("the passage stands %(spans)s times in the text: write which, of %(places)s.")
            % {"spans": len(spans), "places": places}
        }
    start, end = spans[0]
    prefix, suffix = quoting.context(body, start, end)
    cells |= {"exact": body[start:end], "start": start, "end": end, "prefix": prefix, "suffix": suffix}
    cells |= {"text_sha256": text.sha256, "language": cells["language"] or text.source.language}
    return {}
