"""What every style and format of citation writes, in CSL's terms."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Any

from ..partial_dates import UNKNOWN, PartialDate

SPOKEN = {"speech": "Speech", "interview": "Interview"}

_TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")  # left open, it would turn round what follows


@dataclass(frozen=True)
class Name:
    """An author: a person by family and given name, or anybody else by one literal name."""

    literal: str = ""
    family: str = ""
    given: str = ""


@dataclass(frozen=True)
class Reference:
    """A source, and the passage of it that a position rests on; what is not known is empty.

    ``speaker`` is named only for words that the source gives as theirs, not for a reporter's reading of them.
    """

    type: str
    title: str
    title_is_supplied: bool = False
    authors: tuple[Name, ...] = ()
    publisher: str = ""
    dateline: str = ""
    issued: PartialDate = UNKNOWN
    url: str = ""
    accessed: datetime.date | None = None
    language: str = ""
    quotation: str = ""
    speaker: str = ""
    public_id: str = ""
    permalink: str = ""

    @property
    def printed_title(self) -> str:
        """A title that the record supplied, because the source has none, stands in brackets."""
        return f"[{self.title}]" if self.title_is_supplied else self.title

    @property
    def place(self) -> str:
        """Where a report was written; where anything spoken was said."""
        return f"Dateline {self.dateline}" if self.dateline and self.type not in SPOKEN else self.dateline

    @property
    def passage(self) -> str:
        """The words inside quotation marks, in their own where they bring both along, and who spoke them."""
        if not self.quotation:
            return ""
        has_marks = self.quotation[0] in '"“„«' and self.quotation[-1] in '"”“»'
        words = self.quotation if has_marks else f"“{self.quotation}”"
        return f"Quoting {self.speaker}: {words}" if self.speaker else f"Passage: {words}"

    @property
    def record(self) -> str:
        """Where the position stands in this record."""
        return joined(", ", f"Record {self.public_id}" if self.public_id else "", self.permalink)


def in_one_line(reference: Reference) -> Reference:
    """Every text of it without line breaks, control characters and turns of direction.

    A line break would start a new field in RIS, and end one in plain text; the words themselves are kept.
    """
    authors = (Name(_line(name.literal), _line(name.family), _line(name.given)) for name in reference.authors)
    values = {field.name: getattr(reference, field.name) for field in fields(reference)}
    lines: dict[str, Any] = {name: _line(value) for name, value in values.items() if isinstance(value, str)}
    return replace(reference, authors=tuple(authors), **lines)


def joined(by: str, *parts: str) -> str:
    return by.join(part for part in parts if part)


def sentence(text: str) -> str:
    """With a full stop, unless it ends in a mark that does for one."""
    return text if not text or text.rstrip("\"'”’»›").endswith((".", "?", "!", "…")) else f"{text}."


def _line(text: str) -> str:
    words = " ".join(_TURNS_DIRECTION.sub("", text).split())
    return "".join(character for character in words if unicodedata.category(character) not in ("Cc", "Cs"))
