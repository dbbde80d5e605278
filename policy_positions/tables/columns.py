"""What a row shows: the columns of the page and of the download."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column of the positions page; ``cells.WRITERS`` says by its key what stands in it."""

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
    """A column of a download, which has a row a quotation; ``exports.cells`` says where it is found."""

    key: str
    meaning: str


DOWNLOAD = (
    Field("public_id", "The permanent id of the position, as in its address."),
    Field("country", "Whose government holds it: ISO 3166-1 alpha-3 code; empty when an organization does."),
    Field("country_name", "The country’s name."),
    Field("organization", "The body that holds it, by its slug; empty when a government does."),
    Field("organization_name", "The body’s name."),
    Field("leader", "Who speaks, by slug; empty when nobody is named."),
    Field("leader_name", "The speaker’s name."),
    Field("office", "The office in which the speaker spoke."),
    Field("issue", "The proposition, by its slug."),
    Field("scheme_version", "The version of the proposition that it was coded under."),
    Field("stance", "Where the statement puts its holder on the proposition."),
    Field("substance", "Which drugs it is about."),
    Field("confidence", "How sure the coder is of the stance."),
    Field(
        "stated_on",
        "When it was said, as precisely as is known, in EDTF: 2012, 2012-04, 2012-04-15, XXXX.",
    ),
    Field("date_note", "The source’s own words on the date, where they are vague."),
    Field("summit", "The summit that it is tied to, by its slug."),
    Field("summit_relation", "Whether it was said before, at, after or about the summit."),
    Field("summary", "The position in one sentence of the record’s own."),
    Field("coding_note", "Why it is coded so, where that is not plain."),
    Field("quotation", "The number of the passage within its position."),
    Field("voice", "In whose voice the passage stands."),
    Field("exact", "The passage, word for word."),
    Field("prefix", "What stands before it in the text."),
    Field("suffix", "What stands after it in the text."),
    Field("start", "Where it begins in the text, in code points."),
    Field("end", "Where it ends: the code point after the last."),
    Field(
        "attribution",
        "The words of the source that say whose it is, where they stand outside the passage.",
    ),
    Field("language", "The language of the passage."),
    Field("translation", "The passage in English, where it is not."),
    Field("source", "The source that the passage stands in, by its slug."),
    Field("source_title", "The source’s title; one supplied by the record stands in [brackets]."),
    Field("publisher", "Who published the source."),
    Field("issued", "When the source was published, in EDTF."),
    Field("source_url", "Where the source is published, if known."),
    Field("text_sha256", "The digest of the text that start and end count in."),
)
