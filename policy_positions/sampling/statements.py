"""What is said in a story: by whom, for whom, on what, when, and at which meeting."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from ..models import Issue
from ..vocabulary import Precision, Stance, SummitRelation
from . import shares
from .chance import Chance
from .frame import Frame
from .offices import FIRST_DAY, Holder, Speaker
from .summits import Meeting, calendar

YEARS_OF_A_MIND = 9  # after these, what somebody always says may change
_SAYS = {
    Stance.SUPPORT: "supports",
    Stance.LEAN_SUPPORT: "leans towards",
    Stance.MIXED: "is for and against parts of",
    Stance.LEAN_OPPOSE: "leans against",
    Stance.OPPOSE: "opposes",
    Stance.OPEN_TO_DEBATE: "asks for a debate on",
    Stance.UNCLEAR: "speaks of",
}


class Occasion(NamedTuple):
    day: datetime.date | None
    precision: Precision
    summit: Meeting | None = None
    relation: SummitRelation | str = ""


class Statement(NamedTuple):
    holder: Holder
    speaker: Speaker | None
    issue: Issue
    stance: Stance
    occasion: Occasion

    @property
    def who(self) -> str:
        return self.speaker.name if self.speaker else self.holder.name

    @property
    def summary(self) -> str:
        return f"Made up: {self.who} {_SAYS[self.stance]} {self.issue.name.lower()}."


class Statements:
    def __init__(self, frame: Frame, chance: Chance, seed: int) -> None:
        self._frame, self._chance, self._seed = frame, chance, seed
        self._calendar = calendar(frame.summits)

    def made(self, reported: datetime.date) -> Statement:
        """One that was made in the week before it was reported."""
        chance = self._chance
        day = max(reported - datetime.timedelta(chance.skewed(8)), FIRST_DAY)
        holder = self._holder()
        speaker = self._speaker(holder, day)
        place = chance.of(shares.ISSUES) % len(self._frame.issues)
        stance = self._stance(speaker.number if speaker else -holder.number, place, day)
        return Statement(holder, speaker, self._frame.issues[place], stance, self._occasion(day))

    def _holder(self) -> Holder:
        if self._chance.happens(shares.BY_ORGANIZATIONS):
            return self._frame.organizations[self._chance.skewed(len(self._frame.organizations))]
        return self._chance.of(self._frame.countries)

    def _speaker(self, holder: Holder, day: datetime.date) -> Speaker | None:
        if self._chance.happens(shares.IN_OFFICE):
            return holder.in_office(day, self._chance)
        if self._chance.happens(shares.OUT_OF_OFFICE):
            return holder.anybody(self._chance)
        return None

    def _stance(self, who: int, issue: int, day: datetime.date) -> Stance:
        """Mostly what the same party has said of the issue in these years."""
        if not self._chance.happens(shares.STEADY):
            return self._chance.of(shares.STANCES)
        mind = who * 31 + issue * 17 + day.year // YEARS_OF_A_MIND * 43 + self._seed * 7
        return shares.STANCES[mind % len(shares.STANCES)]

    def _occasion(self, day: datetime.date) -> Occasion:
        precision = self._chance.of(shares.PRECISIONS)
        if precision == Precision.UNKNOWN:
            return Occasion(None, precision)
        if precision == Precision.YEAR:
            return Occasion(day.replace(month=1, day=1), precision)
        if precision == Precision.MONTH:
            return Occasion(day.replace(day=1), precision)
        if day in self._calendar and self._chance.happens(shares.BY_A_MEETING):
            return Occasion(day, precision, *self._calendar[day])
        if self._chance.happens(shares.ABOUT_A_SUMMIT):
            return Occasion(day, precision, self._chance.of(self._frame.summits), SummitRelation.ABOUT)
        return Occasion(day, precision)
