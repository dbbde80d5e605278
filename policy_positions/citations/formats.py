"""References for the programs that keep them: BibTeX, RIS, CSL-JSON."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from ..partial_dates import MONTHS, PartialDate
from .reference import Name, Reference, in_one_line, joined, sentence


class Form(NamedTuple):
    """What each format calls a type of source, and where it puts who published it."""

    bibtex: str
    bibtex_publisher: str
    ris: str
    ris_publisher: str
    csl_publisher: str


FORMS = {
    "article-newspaper": Form("article", "journal", "NEWS", "T2", "container-title"),
    "report": Form("techreport", "institution", "RPRT", "PB", "publisher"),
    "webpage": Form("misc", "howpublished", "ELEC", "T2", "container-title"),
}
OTHER = Form("misc", "howpublished", "GEN", "PB", "publisher")

# A lone brace, even as \{, would upset the count by which BibTeX finds the end of a value.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "%&_#$"},
    }
)
# An address is read as it stands, so that no escape of TeX may be in it: %20 there is no comment.
_TEX_ADDRESS = str.maketrans({"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20", "^": "%5E"})


def bibtex(reference: Reference) -> str:
    """One entry in UTF-8, for BibTeX and biblatex alike."""
    ref, form = in_one_line(reference), FORMS.get(reference.type, OTHER)
    year, month, day = _padded(ref.issued)
    values = {
        "author": " and ".join(_bibtex_name(name) for name in ref.authors),
        "title": f"{{{ref.printed_title.translate(_TEX)}}}",
        form.bibtex_publisher: ref.publisher.translate(_TEX),
        "year": year,
        "month": MONTHS[int(month) - 1][:3].lower() if month else "",
        "day": day.lstrip("0"),
        "url": ref.url.translate(_TEX_ADDRESS),
        "urldate": str(ref.accessed or ""),
        "language": ref.language,
        "note": joined(" ", sentence(ref.place), sentence(ref.passage), ref.record).translate(_TEX),
    }
    # A month is a bare word, which a bibliography style turns into a name in its own language.
    braced = {name: value if name == "month" else f"{{{value}}}" for name, value in values.items() if value}
    lines = "".join(f"  {name} = {value},\n" for name, value in braced.items())
    return f"@{form.bibtex}{{{_key(ref)},\n{lines}}}\n"


def ris(reference: Reference) -> str:
    """One record; its lines end with a carriage return and a line feed, as the format asks."""
    ref, form = in_one_line(reference), FORMS.get(reference.type, OTHER)
    year, month, day = _padded(ref.issued)
    fields = [
        ("TY", form.ris),
        ("ID", ref.public_id),
        *(("AU", name.literal or joined(", ", name.family, name.given)) for name in ref.authors),
        ("TI", ref.printed_title),
        (form.ris_publisher, ref.publisher),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}/" if year else ""),
        ("UR", ref.url),
        ("Y2", f"{ref.accessed:%Y/%m/%d}/" if ref.accessed else ""),
        ("LA", ref.language),
        *(("N1", note) for note in (ref.place, ref.passage, ref.record)),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def csl_json(reference: Reference) -> dict[str, Any]:
    """One item; what CSL has no name for stands under ``custom``, the passage as its source has it."""
    ref, form = in_one_line(reference), FORMS.get(reference.type, OTHER)
    custom = {
        "dateline": ref.dateline,
        "quotation": reference.quotation,
        "speaker": ref.speaker,
        "public_id": ref.public_id,
        "permalink": ref.permalink,
    }
    item = {
        "id": _key(ref),
        "type": ref.type,
        "title": ref.printed_title,
        "author": [_csl_name(name) for name in ref.authors],
        form.csl_publisher: ref.publisher,
        "issued": _date_parts(ref.issued),
        "URL": ref.url,
        "accessed": _date_parts(PartialDate(ref.accessed)),
        "language": ref.language,
        "custom": {name: value for name, value in custom.items() if value},
    }
    return {name: value for name, value in item.items() if value}


def _padded(date: PartialDate) -> tuple[str, str, str]:
    """Year, month and day in four, two and two digits; empty where not known."""
    year, month, day = (*date.parts, 0, 0, 0)[:3]
    return f"{year:04}" if year else "", f"{month:02}" if month else "", f"{day:02}" if day else ""


def _key(ref: Reference) -> str:
    """A name for the entry that every program accepts: letters, digits and hyphens."""
    named = (
        f"position-{ref.public_id}" if ref.public_id else joined("-", ref.publisher, *_padded(ref.issued)[:1])
    )
    plain = unicodedata.normalize("NFKD", named).encode("ascii", "ignore").decode()
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-") or "reference"


def _bibtex_name(name: Name) -> str:
    """Braces keep together what BibTeX would take apart at a comma or at the word and."""
    if name.literal:
        return f"{{{name.literal.translate(_TEX)}}}"
    parts = [part.translate(_TEX) for part in (name.family, name.given)]
    return joined(", ", *(f"{{{part}}}" if re.search(r",|\band\b", part) else part for part in parts))


def _csl_name(name: Name) -> dict[str, str]:
    names = {"literal": name.literal, "family": name.family, "given": name.given}
    return {kind: value for kind, value in names.items() if value}


def _date_parts(date: PartialDate) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [list(date.parts)]} if date.parts else None
