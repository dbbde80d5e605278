"""Rows as an editor writes them by hand, on the article of the tests, and files of them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from policy_positions.models import SourceText
from tests import an_article
from tests.factories import make_country, make_issue, make_text

Row = dict[str, Any]


def frame() -> SourceText:
    """What the rows refer to."""
    make_country("GTM")
    for slug in ("legalization", "aid-demands", "decriminalization"):
        make_issue(slug)
    return make_text(an_article.TEXT)


def row(text: SourceText, exact: str = an_article.LEGALIZATION_GTM, **changed: Any) -> Row:
    return {
        "source": text.source.slug,
        "exact": exact,
        "voice": "direct",
        "country": "GTM",
        "issue": "legalization",
        "stance": "support",
        "stated_on": "2012-03",
        "summary": "Perez wants a legal market.",
        **changed,
    }


def two_positions(text: SourceText) -> list[Row]:
    """Of three rows: the second position has two passages."""
    aid = {"issue": "aid-demands", "summary": "Consumers should pay."}
    return [
        row(text),
        row(text, an_article.AID_AS_TYPED, voice="reported", **aid),
        row(text, an_article.AID_GTM, **aid),
    ]


def as_csv(rows: list[Row]) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, fieldnames=list(dict.fromkeys(key for each in rows for key in each)))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode()


def as_json(rows: list[Row]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()
