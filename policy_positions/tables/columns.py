"""What a row shows: the columns of the page and of the download."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.words import later as _


@dataclass(frozen=True)
class Column:
    """A column of the positions page; ``cells.WRITERS`` says by its key what stands in it."""

    key: str
    label: str
    sort: str = ""
    by_default: bool = True


PAGE = (
    Column("stated_on", _("Stated"), sort="stated_on"),
    Column("holder", _("Holder"), sort="country"),
    Column("speaker", _("Speaker"), sort="leader"),
    Column("issue", _("Issue"), sort="issue"),
    Column("stance", _("Stance"), sort="stance"),
    Column("passage", _("Passage")),
    Column("source", _("Source"), by_default=False),
    Column("summit", _("Summit"), sort="summit", by_default=False),
    Column("substance", _("Substance"), sort="substance", by_default=False),
    Column("confidence", _("Confidence"), sort="confidence", by_default=False),
)


@dataclass(frozen=True)
class Field:
    """A column of a download, which has a row a quotation; ``exports.cells`` says where it is found."""

    key: str
    meaning: str


DOWNLOAD = (
    Field("public_id", _("The permanent id of the position, as in its address.")),
    Field(
        "country", _("Whose government holds it: ISO 3166-1 alpha-3 code; empty when an organization does.")
    ),
    Field("country_name", _("The country’s name.")),
    Field("organization", _("The body that holds it, by its slug; empty when a government does.")),
    Field("organization_name", _("The body’s name.")),
    Field("leader", _("Who speaks, by slug; empty when nobody is named.")),
    Field("leader_name", _("The speaker’s name.")),
    Field("office", _("The office in which the speaker spoke.")),
    Field("issue", _("The proposition, by its slug.")),
    Field("scheme_version", _("The version of the proposition that it was coded under.")),
    Field("stance", _("Where the statement puts its holder on the proposition.")),
    Field("substance", _("Which drugs it is about.")),
    Field("confidence", _("How sure the coder is of the stance.")),
    Field(
        "stated_on",
        _("When it was said, as precisely as is known, in EDTF: 2012, 2012-04, 2012-04-15, XXXX."),
    ),
    Field("date_note", _("The source’s own words on the date, where they are vague.")),
    Field("summit", _("The summit that it is tied to, by its slug.")),
    Field("summit_relation", _("Whether it was said before, at, after or about the summit.")),
    Field("summary", _("The position in one sentence of the record’s own.")),
    Field("coding_note", _("Why it is coded so, where that is not plain.")),
    Field("quotation", _("The number of the passage within its position.")),
    Field("voice", _("In whose voice the passage stands.")),
    Field("exact", _("The passage, word for word.")),
    Field("prefix", _("What stands before it in the text.")),
    Field("suffix", _("What stands after it in the text.")),
    Field("start", _("Where it begins in the text, in code points.")),
    Field("end", _("Where it ends: the code point after the last.")),
    Field(
        "attribution",
        _("The words of the source that say whose it is, where they stand outside the passage."),
    ),
    Field("language", _("The language of the passage.")),
    Field("translation", _("The passage in English, where it is not.")),
    Field("source", _("The source that the passage stands in, by its slug.")),
    Field("source_title", _("The source’s title; one supplied by the record stands in [brackets].")),
    Field("publisher", _("Who published the source.")),
    Field("issued", _("When the source was published, in EDTF.")),
    Field("source_url", _("Where the source is published, if known.")),
    Field("text_sha256", _("The digest of the text that start and end count in.")),
)
