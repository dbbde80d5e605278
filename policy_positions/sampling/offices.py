"""Who speaks for a country or a body on which day: leaders, and their tenures back to back."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.text import slugify

from ..models import Country, Leader, Organization, Tenure
from ..vocabulary import Classification, Precision, Role
from . import names
from .chance import Chance

FIRST_DAY, LAST_DAY = datetime.date(1990, 1, 1), datetime.date(2026, 6, 30)
DAY = datetime.timedelta(days=1)
PROMOTED = 0.2  # share of presidents who were foreign minister before


class Post(NamedTuple):
    """An office of one person at a time, for terms of ``shortest`` to ``longest`` years."""

    role: Role
    title: str
    shortest: int
    longest: int
    weight: int  # how often its holder speaks, beside those of the other posts


MINISTER = Post(Role.FOREIGN_MINISTER, "Foreign Minister", 5, 9, weight=4)
PRESIDENT = Post(Role.HEAD_OF_STATE, "President", 4, 7, weight=12)
DEPUTY = Post(Role.VICE_PRESIDENT, "Vice President", 4, 8, weight=2)
POSTS_OF_BODIES: Mapping[str, tuple[Post, ...]] = {
    Classification.INTERGOVERNMENTAL: (
        Post(Role.HEAD_OF_ORGANIZATION, "Secretary General", 7, 11, weight=1),
    ),
    Classification.LEGISLATURE: (Post(Role.LEGISLATOR, "Deputy", 12, 20, weight=1),),
    Classification.GOVERNMENT_BODY: (Post(Role.HEAD_OF_ORGANIZATION, "Director", 8, 14, weight=1),),
    Classification.RESEARCH_INSTITUTE: (Post(Role.ANALYST, "Senior Fellow", 20, 30, weight=1),),
}


class Speaker(NamedTuple):
    """A leader in the sample; ``number`` is the same in every database, ``id`` is not."""

    number: int
    id: int
    name: str


@dataclass(eq=False)
class Holder:
    """A country or an organization, and all who ever speak for it."""

    number: int  # its place in the sample, the same in every database
    country: Country | None
    organization: Organization | None
    # A post each: the days on which terms begin, and whose they are.
    posts: list[tuple[list[datetime.date], list[Speaker]]] = field(default_factory=list)
    wheel: list[int] = field(default_factory=list)  # places in ``posts``, by their weights

    @property
    def name(self) -> str:
        return str(self.country or self.organization)

    def in_office(self, day: datetime.date, chance: Chance) -> Speaker | None:
        """None where nobody speaks for it by name."""
        if not self.wheel:
            return None
        starts, speakers = self.posts[chance.of(self.wheel)]
        return speakers[bisect_right(starts, day) - 1]

    def anybody(self, chance: Chance) -> Speaker | None:
        """In office or not: who was, or will be."""
        return chance.of(self.posts[chance.of(self.wheel)][1]) if self.wheel else None


def make_holders(
    countries: Sequence[Country],
    large: Container[str],
    organizations: Sequence[Organization],
    chance: Chance,
    *,
    prefix: str,
) -> list[Holder]:
    """The countries, then the organizations, with their leaders and tenures written."""
    rota = _Rota(chance, prefix)
    for country in countries:
        rota.fill((MINISTER, PRESIDENT, DEPUTY) if country.iso3 in large else (MINISTER, PRESIDENT), country)
    for body in organizations:
        rota.fill(POSTS_OF_BODIES.get(body.classification, ()), None, body)
    return rota.stored()


class _Rota:
    def __init__(self, chance: Chance, prefix: str) -> None:
        self._chance, self._prefix = chance, prefix
        self._leaders: list[Leader] = []
        self._filled: list[tuple[Holder, dict[Post, list[Tenure]]]] = []

    def fill(
        self, posts: Sequence[Post], country: Country | None, organization: Organization | None = None
    ) -> None:
        """Give every post one office-holder after the other, from the first day to the last."""
        holder = Holder(len(self._filled), country, organization)
        terms: dict[Post, list[Tenure]] = {post: [] for post in posts}
        for post in posts:
            start = FIRST_DAY
            while start <= LAST_DAY:
                leader = (post is PRESIDENT and self._promoted(terms[MINISTER], start)) or self._new_leader()
                term = self._term(post, leader, start, country=country, organization=organization)
                terms[post].append(term)
                start = term.end or LAST_DAY + DAY
        self._filled.append((holder, terms))

    def stored(self) -> list[Holder]:
        Leader.objects.bulk_create(self._leaders)
        Tenure.objects.bulk_create(
            term for _, filled in self._filled for terms in filled.values() for term in terms
        )
        speakers = {
            leader.pk: Speaker(number, leader.pk, leader.name) for number, leader in enumerate(self._leaders)
        }
        for holder, filled in self._filled:
            for place, (post, terms) in enumerate(filled.items()):
                starts = [term.start for term in terms if term.start]
                holder.posts.append((starts, [speakers[term.leader_id] for term in terms]))
                holder.wheel += [place] * post.weight
        return [holder for holder, _ in self._filled]

    def _term(self, post: Post, leader: Leader, start: datetime.date, **holder: Any) -> Tenure:
        years = self._chance.among(post.shortest, post.longest)
        handover = datetime.date(start.year + years, self._chance.among(1, 12), self._chance.among(1, 28))
        goes_on = handover > LAST_DAY
        return Tenure(
            leader=leader,
            title=post.title,
            role=post.role,
            start=start,
            end=None if goes_on else handover,
            end_precision=Precision.UNKNOWN if goes_on else Precision.DAY,
            reference="Made up.",
            **holder,
        )

    def _promoted(self, terms: list[Tenure], start: datetime.date) -> Leader | None:
        """Now and then the one whose term in the other office ended last."""
        former = [term.leader for term in terms if term.end and term.end <= start]
        return former[-1] if former and self._chance.happens(PROMOTED) else None

    def _new_leader(self) -> Leader:
        name = names.person(len(self._leaders))
        leader = Leader(name=name, slug=f"{self._prefix}{slugify(name.removesuffix(names.SAMPLE))}")
        self._leaders.append(leader)
        return leader
