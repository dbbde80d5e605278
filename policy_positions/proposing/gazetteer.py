"""What a text may name: persons with their offices, states, bodies, issues, meetings. No models here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from ..partial_dates import UNKNOWN, PartialDate

NEAR = datetime.timedelta(days=60)  # between a source and the meeting that it is likely to mean


class HolderKind(StrEnum):
    COUNTRY = "country"
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class Holder:
    """A country or an organization; ``key`` is what a form calls it by, ``name`` what reasons call it."""

    kind: HolderKind
    key: str
    name: str


@dataclass(frozen=True)
class Office:
    title: str  # President of Guatemala
    role: str
    holder: Holder
    start: PartialDate = UNKNOWN
    end: PartialDate = UNKNOWN
    rank: int = 0  # of two offices at one time, the one that speaks

    def covers(self, day: PartialDate) -> bool:
        """Without a date, or without the days of the office, nothing speaks against it."""
        return day.date is None or day.overlaps(self.start.first, self.end.last)


@dataclass(frozen=True)
class Person:
    key: str
    name: str
    names: tuple[str, ...]
    offices: tuple[Office, ...] = ()

    def office_on(self, day: PartialDate) -> Office | None:
        held = [office for office in self.offices if office.covers(day)]
        return max(held, key=lambda office: office.rank, default=None)


@dataclass(frozen=True)
class Place:
    """A state by its names, the words for its people, and its capital, which stands for the government."""

    holder: Holder
    names: tuple[str, ...]
    capital: str = ""


@dataclass(frozen=True)
class Body:
    holder: Holder
    names: tuple[str, ...]
    legislature_of: str = ""  # the key of its country
    is_group: bool = False  # an unnamed plural


@dataclass(frozen=True)
class Topic:
    """An issue by the words that name it, and by those that speak for or against its proposition alone.

    ``legaliz*`` stands for every word that begins so; a phrase is of just its words; ``~softer``
    leans to its side only, and ``~market`` names it only where drugs are spoken of.
    """

    key: str
    name: str
    words: tuple[str, ...]
    support_words: tuple[str, ...] = ()
    oppose_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Meeting:
    key: str
    name: str
    names: tuple[str, ...]
    start: PartialDate = UNKNOWN
    end: PartialDate = UNKNOWN

    def is_near(self, day: PartialDate) -> bool:
        """Would news of that day mean this meeting by a name that several have?"""
        if self.start.first is None or day.first is None or day.last is None:
            return False
        return day.first - NEAR <= self.start.first <= day.last + NEAR


@dataclass(frozen=True)
class Gazetteer:
    people: tuple[Person, ...] = ()
    places: tuple[Place, ...] = ()
    bodies: tuple[Body, ...] = ()
    topics: tuple[Topic, ...] = ()
    meetings: tuple[Meeting, ...] = field(default=())
