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
    value: Callable[[Position, Quotation], object]


DOWNLOAD = (
    Field("public_id", lambda position, quotation: position.public_id),
    Field("country", lambda position, quotation: position.country and position.country.iso3),
    Field("country_name", lambda position, quotation: position.country and position.country.name),
    Field("organization", lambda position, quotation: position.organization and position.organization.slug),
    Field(
        "organization_name", lambda position, quotation: position.organization and position.organization.name
    ),
    Field("leader", lambda position, quotation: position.leader and position.leader.slug),
    Field("leader_name", lambda position, quotation: position.leader and position.leader.name),
    Field("office", lambda position, quotation: position.office and position.office.office),
    Field("issue", lambda position, quotation: position.issue.slug),
    Field("scheme_version", lambda position, quotation: position.scheme_version),
    Field("stance", lambda position, quotation: position.stance),
    Field("substance", lambda position, quotation: position.substance),
    Field("confidence", lambda position, quotation: position.confidence),
    Field("stated_on", lambda position, quotation: position.stated.edtf()),
    Field("date_note", lambda position, quotation: position.date_note),
    Field("summit", lambda position, quotation: position.summit and position.summit.slug),
    Field("summit_relation", lambda position, quotation: position.summit_relation),
    Field("summary", lambda position, quotation: position.summary),
    Field("coding_note", lambda position, quotation: position.coding_note),
    Field("quotation", lambda position, quotation: quotation.order),
    Field("voice", lambda position, quotation: quotation.voice),
    Field("exact", lambda position, quotation: quotation.exact),
    Field("prefix", lambda position, quotation: quotation.prefix),
    Field("suffix", lambda position, quotation: quotation.suffix),
    Field("start", lambda position, quotation: quotation.start),
    Field("end", lambda position, quotation: quotation.end),
    Field("attribution", lambda position, quotation: quotation.attribution),
    Field("language", lambda position, quotation: quotation.language),
    Field("translation", lambda position, quotation: quotation.translation),
    Field("source", lambda position, quotation: quotation.text.source.slug),
    Field("source_title", lambda position, quotation: quotation.text.source.printed_title),
    Field("publisher", lambda position, quotation: quotation.text.source.publisher),
    Field("issued", lambda position, quotation: quotation.text.source.issued_on.edtf()),
    Field("source_url", lambda position, quotation: quotation.text.source.url),
    Field("text_sha256", lambda position, quotation: quotation.text.sha256),
)
