"""Stories in the news, as batches of rows: each with two articles, and what is quoted from them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from ..editing.bulk import Batch, PositionRow, reserved_ids
from ..models import Position, Quotation, Source, SourceText
from ..models.position import EVER_PUBLISHED, PUBLIC_ID_ALPHABET, PUBLIC_ID_LENGTH
from ..vocabulary import Precision
from . import shares
from .articles import Article
from .chance import Chance
from .frame import Frame
from .offices import FIRST_DAY, LAST_DAY
from .passages import plan_of
from .statements import Statement, Statements
from .summits import IN_THE_NEWS

POSITIONS_IN_A_BATCH = 5_000
LONGEST_STORY = 38  # skewed draws below it are ten positions on average, five an article
TEXTS_HELD = 20  # enough to try the desk with
_IDS = len(PUBLIC_ID_ALPHABET) ** PUBLIC_ID_LENGTH
_SCATTER, _SEED_SCATTER = 0x2545F4914F6CD, 0x1D872B41A9E35  # odd, so that no two products meet modulo _IDS


def batches(frame: Frame, count: int, *, seed: int) -> Iterator[Batch]:
    """``count`` positions with their articles, some thousands at a time."""
    newsroom = _Newsroom(frame, seed)
    batch = Batch([], [], [], [])
    while newsroom.told < count:
        # Even a small sample has ten articles.
        most = min(count - newsroom.told, max(1, count // 5))
        newsroom.tell(min(1 + newsroom.chance.skewed(LONGEST_STORY), most), batch)
        if len(batch.positions) >= POSITIONS_IN_A_BATCH or newsroom.told == count:
            yield batch
            batch = Batch([], [], [], [])


class _Newsroom:
    """``told`` counts the positions so far: the number of one decides its public id and its plan."""

    def __init__(self, frame: Frame, seed: int) -> None:
        self.told = self._printed = 0
        self.chance = Chance(f"news {seed}")
        self._frame, self._seed = frame, seed
        self._statements = Statements(frame, self.chance, seed)
        self._sources, self._texts = reserved_ids(Source), reserved_ids(SourceText)
        self._positions, self._quotations = reserved_ids(Position), reserved_ids(Quotation)

    def tell(self, count: int, batch: Batch) -> None:
        """Add a story of ``count`` positions."""
        day = self._day()
        articles = (self._article(day), self._article(day + datetime.timedelta(self.chance.below(4))))
        for _ in range(count):
            self.told += 1
            statement = self._statements.made(day)
            position = self._position(statement, day)
            self._quote(position.id, statement.who, *articles)
            batch.positions.append(position)
            articles = articles[::-1]
        for article in sorted(articles, key=lambda article: article.number):
            source, text, quotations = article.rows(held=article.number <= TEXTS_HELD)
            batch.sources.append(source)
            batch.texts.append(text)
            batch.quotations.extend(quotations)

    def _day(self) -> datetime.date:
        if self.chance.happens(shares.AT_A_SUMMIT):
            meeting = self.chance.of(self._frame.summits)
            day = meeting.start + datetime.timedelta(self.chance.among(-IN_THE_NEWS, IN_THE_NEWS))
        else:
            new_year = datetime.date(self.chance.of(shares.YEARS), 1, 1)
            day = new_year + datetime.timedelta(self.chance.below(365))
        return min(max(day, FIRST_DAY), LAST_DAY)

    def _article(self, issued: datetime.date) -> Article:
        self._printed += 1
        return Article(
            self._printed,
            source_id=next(self._sources),
            text_id=next(self._texts),
            issued=issued,
            language=self.chance.of(shares.LANGUAGES),
            chance=self.chance,
        )

    def _quote(self, position_id: int, who: str, article: Article, other: Article) -> None:
        voice = self.chance.of(shares.VOICES)
        article.quote(next(self._quotations), position_id, voice, who, plan=plan_of(self.told))
        if self.chance.happens(shares.TWO_PASSAGES):
            elsewhere = other if self.chance.happens(shares.ELSEWHERE) else article
            voice = self.chance.of(shares.VOICES)
            elsewhere.quote(next(self._quotations), position_id, voice, who, order=2)

    def _position(self, statement: Statement, reported: datetime.date) -> PositionRow:
        holder, speaker, issue, stance, occasion = statement
        return PositionRow(
            id=next(self._positions),
            public_id=_public_id(self.told, self._seed),
            country_id=holder.country.pk if holder.country else None,
            organization_id=holder.organization.pk if holder.organization else None,
            leader_id=speaker.id if speaker else None,
            issue_id=issue.pk,
            scheme_version=issue.scheme_version,
            stance=stance,
            substance=self.chance.of(shares.SUBSTANCES),
            stated_on=occasion.day,
            stated_on_precision=occasion.precision,
            date_note="" if occasion.precision == Precision.DAY else "The made-up article names no day.",
            summit_id=occasion.summit.id if occasion.summit else None,
            summit_relation=occasion.relation,
            summary=statement.summary,
            confidence=self.chance.of(shares.CONFIDENCES),
            coding_note="",
            drafted_by_id=self._frame.coder.pk,
            version=1,
            **self._review(reported),
        )

    def _review(self, reported: datetime.date) -> dict[str, Any]:
        """How far the position has come, and since when."""
        state = self.chance.of(shares.STATES)
        hour = datetime.time(self.chance.among(7, 19), self.chance.below(60), tzinfo=datetime.UTC)
        moment = datetime.datetime.combine(reported + datetime.timedelta(self.chance.among(1, 30)), hour)
        if state not in EVER_PUBLISHED:
            return {"state": state, "published_by_id": None, "published_at": None}
        return {"state": state, "published_by_id": self._frame.reviewer.pk, "published_at": moment}


def _public_id(number: int, seed: int) -> str:
    """Another one for each number, in no order that shows."""
    left = (number * _SCATTER + seed * _SEED_SCATTER) % _IDS
    signs = []
    for _ in range(PUBLIC_ID_LENGTH):
        left, sign = divmod(left, len(PUBLIC_ID_ALPHABET))
        signs.append(PUBLIC_ID_ALPHABET[sign])
    return "".join(reversed(signs))
