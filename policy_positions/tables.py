"""What a row shows: the columns of the page and of the download."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .models import Position, Quotation


@dataclass(frozen=True)
class Column:
    """A column of the positions page; its cell is the macro ``cell_<key>`` of the table component."""

    key: str
    label: str
    sort: str = ""
    by_default: bool = True


PAGE = (
    Column("stated_on", "Stated", sort="stated_on"),
    Column("holder", "Holder", sort="country"),
    Column("speaker", "Speaker", sort="leader"),
    Column("issue", "Issue", sort="issue"),
    Column("stance", "Stance", sort="stance"),
    Column("passage", "Passage"),
    Column("source", "Source", by_default=False),
    Column("summit", "Summit", sort="summit", by_default=False),
    Column("substance", "Substance", sort="substance", by_default=False),
    Column("confidence", "Confidence", sort="confidence", by_default=False),
)


@dataclass(frozen=True)
class Field:
    """A column of a download, which has a row a quotation."""

    key: str
    meaning: str
    value: Callable[[Position, Quotation], object]


DOWNLOAD = (
    Field(
        "public_id",
        "The permanent id of the position, as in its address.",
        lambda position, quotation: position.public_id,
    ),
    Field(
        "country",
        "Whose government holds it: ISO 3166-1 alpha-3 code; empty when an organization does.",
        lambda position, quotation: position.country and position.country.iso3,
    ),
    Field(
        "country_name",
        "The country’s name.",
        lambda position, quotation: position.country and position.country.name,
    ),
    Field(
        "organization",
        "The body that holds it, by its slug; empty when a government does.",
        lambda position, quotation: position.organization and position.organization.slug,
    ),
    Field(
        "organization_name",
        "The body’s name.",
        lambda position, quotation: position.organization and position.organization.name,
    ),
    Field(
        "leader",
        "Who speaks, by slug; empty when nobody is named.",
        lambda position, quotation: position.leader and position.leader.slug,
    ),
    Field(
        "leader_name",
        "The speaker’s name.",
        lambda position, quotation: position.leader and position.leader.name,
    ),
    Field(
        "office",
        "The office in which the speaker spoke.",
        lambda position, quotation: position.office and position.office.office,
    ),
    Field("issue", "The proposition, by its slug.", lambda position, quotation: position.issue.slug),
    Field(
        "scheme_version",
        "The version of the proposition that it was coded under.",
        lambda position, quotation: position.scheme_version,
    ),
    Field(
        "stance",
        "Where the statement puts its holder on the proposition.",
        lambda position, quotation: position.stance,
    ),
    Field("substance", "Which drugs it is about.", lambda position, quotation: position.substance),
    Field(
        "confidence", "How sure the coder is of the stance.", lambda position, quotation: position.confidence
    ),
    Field(
        "stated_on",
        "When it was said, as precisely as is known, in EDTF: 2012, 2012-04, 2012-04-15, XXXX.",
        lambda position, quotation: position.stated.edtf(),
    ),
    Field(
        "date_note",
        "The source’s own words on the date, where they are vague.",
        lambda position, quotation: position.date_note,
    ),
    Field(
        "summit",
        "The summit that it is tied to, by its slug.",
        lambda position, quotation: position.summit and position.summit.slug,
    ),
    Field(
        "summit_relation",
        "Whether it was said before, at, after or about the summit.",
        lambda position, quotation: position.summit_relation,
    ),
    Field(
        "summary",
        "The position in one sentence of the record’s own.",
        lambda position, quotation: position.summary,
    ),
    Field(
        "coding_note",
        "Why it is coded so, where that is not plain.",
        lambda position, quotation: position.coding_note,
    ),
    Field(
        "quotation",
        "The number of the passage within its position.",
        lambda position, quotation: quotation.order,
    ),
    Field("voice", "In whose voice the passage stands.", lambda position, quotation: quotation.voice),
    Field("exact", "The passage, word for word.", lambda position, quotation: quotation.exact),
    Field("prefix", "What stands before it in the text.", lambda position, quotation: quotation.prefix),
    Field("suffix", "What stands after it in the text.", lambda position, quotation: quotation.suffix),
    Field(
        "start", "Where it begins in the text, in code points.", lambda position, quotation: quotation.start
    ),
    Field("end", "Where it ends: the code point after the last.", lambda position, quotation: quotation.end),
    Field(
        "attribution",
        "The words of the source that say whose it is, where they stand outside the passage.",
        lambda position, quotation: quotation.attribution,
    ),
    Field("language", "The language of the passage.", lambda position, quotation: quotation.language),
    Field(
        "translation",
        "The passage in English, where it is not.",
        lambda position, quotation: quotation.translation,
    ),
    Field(
        "source",
        "The source that the passage stands in, by its slug.",
        lambda position, quotation: quotation.text.source.slug,
    ),
    Field(
        "source_title",
        "The source’s title; one supplied by the record stands in [brackets].",
        lambda position, quotation: quotation.text.source.printed_title,
    ),
    Field(
        "publisher", "Who published the source.", lambda position, quotation: quotation.text.source.publisher
    ),
    Field(
        "issued",
        "When the source was published, in EDTF.",
        lambda position, quotation: quotation.text.source.issued_on.edtf(),
    ),
    Field(
        "source_url",
        "Where the source is published, if known.",
        lambda position, quotation: quotation.text.source.url,
    ),
    Field(
        "text_sha256",
        "The digest of the text that start and end count in.",
        lambda position, quotation: quotation.text.sha256,
    ),
)
