"""One made-up article: its text grows by what is quoted from it, so that every offset is true."""

from __future__ import annotations

import datetime
import hashlib
from typing import NamedTuple

from ..editing.bulk import QuotationRow, SourceRow, TextRow
from ..quoting import CONTEXT
from ..vocabulary import Language, Precision, Voice
from . import names, shares
from .chance import Chance
from .frame import PREFIX
from .passages import TONGUES, passage


class _Quoted(NamedTuple):
    id: int
    position_id: int
    order: int
    start: int
    exact: str
    voice: str
    attribution: str


class Article:
    def __init__(
        self,
        number: int,
        source_id: int,
        text_id: int,
        issued: datetime.date,
        language: Language,
        chance: Chance,
    ) -> None:
        self.source_id, self.text_id, self.language = source_id, text_id, language
        self.number, self._issued, self._chance = number, issued, chance
        self._place = names.place(chance)
        self._quoted: list[_Quoted] = []
        self._parts: list[str] = []
        self._length = 0
        self._print(f"{self._place.upper()} – {TONGUES[language].filler[0]}")

    def quote(
        self, row: int, position_id: int, voice: str, who: str, *, order: int = 1, plan: str = ""
    ) -> None:
        """Say something in the article, and quote it for a position."""
        tongue = TONGUES[self.language]
        said = passage(tongue, voice, who, plan, self._chance)
        spoken = voice == Voice.DIRECT
        attribution = tongue.says.format(who=who) if spoken else ""
        start = self._length + spoken
        self._print(f"“{said}”, {attribution}." if spoken else f"{said}.")
        if self._chance.happens(shares.FILLER):
            self._print(self._chance.of(tongue.filler))
        self._quoted.append(_Quoted(row, position_id, order, start, said, voice, attribution))

    def rows(self, *, held: bool) -> tuple[SourceRow, TextRow, list[QuotationRow]]:
        """What the record has of it; its text only when it is ``held``."""
        body = "".join(self._parts)
        digest = hashlib.sha256(body.encode()).hexdigest()
        text = TextRow(self.text_id, self.source_id, 1, digest, len(body), body if held else None)
        return self._source(), text, [self._quotation(quoted, body) for quoted in self._quoted]

    def _print(self, sentence: str) -> None:
        self._parts.append(f"{sentence}\n")
        self._length += len(sentence) + 1

    def _source(self) -> SourceRow:
        chance = self._chance
        return SourceRow(
            id=self.source_id,
            slug=f"{PREFIX}source-{self.number:07}",
            type=chance.of(shares.SOURCE_TYPES),
            title=f"Made-up report {self.number} from {self._place}",
            title_is_supplied=chance.happens(shares.UNTITLED),
            author=names.person(chance.below(500)) if chance.happens(shares.SIGNED) else "",
            publisher=names.PAPERS[chance.skewed(len(names.PAPERS))],
            dateline=self._place.upper(),
            issued=self._issued,
            issued_precision=Precision.DAY,
            issued_note="",
            url=f"https://sample.example/{self._issued.year}/{self.number}",
            archive_url="",
            language=self.language,
        )

    def _quotation(self, quoted: _Quoted, body: str) -> QuotationRow:
        start, end = quoted.start, quoted.start + len(quoted.exact)
        translated = self.language == Language.SPANISH and self._chance.happens(shares.TRANSLATED)
        return QuotationRow(
            id=quoted.id,
            position_id=quoted.position_id,
            order=quoted.order,
            text_id=self.text_id,
            exact=quoted.exact,
            prefix=body[max(0, start - CONTEXT) : start],
            suffix=body[end : end + CONTEXT],
            start=start,
            end=end,
            verified=True,
            voice=quoted.voice,
            attribution=quoted.attribution,
            language=self.language,
            translation="A made-up translation." if translated else "",
        )
