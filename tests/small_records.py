"""Small random records, with everything in them that could be mistaken."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

import numpy as np
from hypothesis import strategies as st

from policy_positions import vocabulary
from policy_positions.columns import FACETS, Columns, Selection
from policy_positions.models import (
    Country,
    Issue,
    Leader,
    Organization,
    Position,
    Quotation,
    Source,
    SourceText,
    Summit,
    Tenure,
)
from policy_positions.partial_dates import UNKNOWN, PartialDate
from tests.factories import make_country, make_issue, make_leader, make_organization, make_summit, make_user

# Few days, on the edges of months and years, so that statements, handovers and questions often meet.
APRIL = [datetime.date(2012, 4, day) for day in (1, 2, 14, 30)]
LATER = [datetime.date(2012, 5, 1), datetime.date(2012, 12, 31), datetime.date(2013, 1, 1)]
DAYS = [datetime.date(2011, 12, 31), datetime.date(2012, 1, 1), *APRIL, *LATER]
days = st.sampled_from(DAYS)
precisions = st.sampled_from(["day", "day", "day", "month", "month", "year"])
dates = st.builds(PartialDate, days, precisions)
dates_or_none = dates | st.just(UNKNOWN)
in_april = st.builds(PartialDate, st.sampled_from(APRIL), precisions)
said_on = in_april | dates | dates | dates_or_none


@dataclass(frozen=True)
class Frame:
    """What every record has: three countries and an organization, three leaders, two issues and summits."""

    countries: tuple[Country, ...]
    organization: Organization
    leaders: tuple[Leader, ...]
    issues: tuple[Issue, ...]
    summits: tuple[Summit, ...]
    texts: tuple[SourceText, ...]
    author: object
    reviewer: object

    @property
    def holders(self) -> tuple[Country | Organization, ...]:
        return (*self.countries, self.organization)


def make_frame() -> Frame:
    subregions = {"GTM": "central_america", "COL": "south_america", "URY": "south_america"}
    summit = {"start": None, "start_precision": "unknown", "end": None, "end_precision": "unknown"}
    countries = tuple(make_country(iso3, subregion=name) for iso3, name in subregions.items())
    return Frame(
        countries=countries,
        organization=make_organization(),
        leaders=tuple(make_leader(name) for name in ("Ana", "Berta", "Carla")),
        issues=(make_issue("legalization"), make_issue("eradication")),
        summits=tuple(make_summit(host_country=countries[0], **summit) for _ in range(2)),
        texts=tuple(_text(number) for number in range(3)),
        author=make_user(),
        reviewer=make_user(),
    )


def _text(number: int) -> SourceText:
    body = f"Text {number}."
    source = Source.objects.create(
        slug=f"text-{number}", title="A title", publisher="The Paper", issued=None, issued_precision="unknown"
    )
    digest = hashlib.sha256(body.encode()).hexdigest()
    return SourceText.objects.create(source=source, sha256=digest, length=len(body), body=body)


@dataclass(frozen=True)
class Statement:
    """One position to be; holders, leaders and so on by their place in the frame."""

    holder: int
    leader: int | None
    issue: int
    stated: PartialDate
    stance: str
    substance: str
    confidence: str
    summit: int | None
    state: str
    said: tuple[tuple[str, int], ...]  # voice and text of each quotation


@dataclass(frozen=True)
class Office:
    leader: int
    holder: int
    role: str
    start: PartialDate
    end: PartialDate


@dataclass(frozen=True)
class SmallRecord:
    statements: Sequence[Statement]
    offices: Sequence[Office]


voices = st.just(vocabulary.Voice.DIRECT.value) | st.sampled_from(vocabulary.Voice.values)
statements = st.builds(
    Statement,
    holder=st.sampled_from([0] * 7 + [1, 2, 3]),
    leader=st.sampled_from([0, 0, 1, 1, 2, 2, None]),
    issue=st.sampled_from([0] * 5 + [1]),
    stated=said_on,
    stance=st.sampled_from(vocabulary.Stance.values[:3]),
    substance=st.sampled_from(vocabulary.Substance.values),
    confidence=st.sampled_from(vocabulary.Confidence.values),
    summit=st.sampled_from([None, None, 0, 1]),
    state=st.sampled_from(["published"] * 7 + ["draft", "in_review", "withdrawn"]),
    said=st.lists(st.tuples(voices, st.integers(0, 2)), min_size=1, max_size=3).map(tuple),
)


@st.composite
def offices(draw: st.DrawFn, leader: int) -> Office:
    """Vice presidents, who speak for a country, and legislators and analysts, who do not: all may overlap."""
    holder = draw(st.sampled_from([0] * 6 + [1, 3]))
    roles = ["analyst"] if holder == 3 else ["vice_president", "vice_president", "legislator"]
    start, end = draw(st.just(UNKNOWN) | st.just(UNKNOWN) | dates), draw(st.just(UNKNOWN) | dates)
    if start.first and end.last and end.last < start.first:
        start, end = end, start
    return Office(leader, holder, draw(st.sampled_from(roles)), start, end)


@st.composite
def handovers(draw: st.DrawFn) -> list[Office]:
    """The presidency of the first country, which passes from one leader to the next on one day."""
    turns = sorted(draw(st.sets(days, max_size=2)))
    bounds = [UNKNOWN, *map(PartialDate, turns), UNKNOWN]
    return [
        Office(draw(st.integers(0, 2)), 0, "head_of_state", start, end) for start, end in pairwise(bounds)
    ]


@st.composite
def small_records(draw: st.DrawFn, each: st.SearchStrategy[Statement] = statements) -> SmallRecord:
    held = [draw(offices(leader)) for leader in draw(st.sampled_from([(0, 1, 2), (0, 1, 2, 0, 1)]))]
    said = draw(st.lists(each, max_size=12) | st.lists(each, min_size=6, max_size=12))
    return SmallRecord(said, draw(st.just([]) | handovers()) + held)


# Of one country on one issue, mostly in direct speech: who is in office decides, and office-holders differ.
in_one_cell = st.builds(
    Statement,
    holder=st.just(0),
    leader=st.sampled_from([0, 0, 1, 1, 1, 2, None]),
    issue=st.just(0),
    stated=in_april | in_april | said_on,
    stance=st.sampled_from(vocabulary.Stance.values[:2]),
    substance=st.just("not_stated"),
    confidence=st.just("certain"),
    summit=st.sampled_from([None, None, 0, 1]),
    state=st.just("published"),
    said=st.lists(st.tuples(voices, st.just(0)), min_size=1, max_size=2).map(tuple),
)


@dataclass
class Built:
    """A record in the database, its objects beside it, and the columns read from it."""

    frame: Frame
    positions: list[Position]
    tenures: list[Tenure]
    columns: Columns = field(init=False)

    def __post_init__(self) -> None:
        self.columns = Columns.read(revision=None)


@contextmanager
def built(frame: Frame, record: SmallRecord) -> Iterator[Built]:
    """The record for as long as the block lasts; then nothing of it is left."""
    with transaction.atomic():
        Tenure.objects.bulk_create(
            _tenure(frame, office, number) for number, office in enumerate(record.offices)
        )
        made = Position.objects.bulk_create(_position(frame, each) for each in record.statements)
        Quotation.objects.bulk_create(
            _quotation(position, order, voice, frame.texts[text])
            for position, each in zip(made, record.statements, strict=True)
            for order, (voice, text) in enumerate(each.said, start=1)
        )
        positions = Position.objects.select_related(
            "country", "organization", "leader", "issue", "summit"
        ).prefetch_related("quotations__text__source")
        yield Built(frame, list(positions), list(Tenure.objects.all()))
        transaction.set_rollback(True)


def _party(frame: Frame, holder: int) -> dict[str, object]:
    party = frame.holders[holder]
    return {"organization": party} if isinstance(party, Organization) else {"country": party}


def _tenure(frame: Frame, office: Office, number: int) -> Tenure:
    return Tenure(
        leader=frame.leaders[office.leader],
        title=f"Office {number}",
        role=office.role,
        start=office.start.date,
        start_precision=office.start.precision,
        end=office.end.date,
        end_precision=office.end.precision,
        **_party(frame, office.holder),
    )


def _position(frame: Frame, each: Statement) -> Position:
    was_out = each.state in ("published", "withdrawn")
    return Position(
        leader=None if each.leader is None else frame.leaders[each.leader],
        issue=frame.issues[each.issue],
        stated_on=each.stated.date,
        stated_on_precision=each.stated.precision,
        stance=each.stance,
        substance=each.substance,
        confidence=each.confidence,
        summit=None if each.summit is None else frame.summits[each.summit],
        summit_relation="" if each.summit is None else "at",
        summary="It was said.",
        state=each.state,
        drafted_by=frame.author,
        published_by=frame.reviewer if was_out else None,
        published_at=timezone.now() if was_out else None,
        **_party(frame, each.holder),
    )


def _quotation(position: Position, order: int, voice: str, text: SourceText) -> Quotation:
    whole = {"exact": text.body, "start": 0, "end": text.length}
    return Quotation(position=position, order=order, voice=voice, text=text, verified=True, **whole)


@dataclass(frozen=True)
class Asked:
    """A selection to be, by places among the values that a record has."""

    facets: dict[str, frozenset[int]]
    first: datetime.date | None
    last: datetime.date | None
    as_of: datetime.date | None
    ids: frozenset[int] | None

    def of(self, record: Built) -> Selection:
        keys = {name: record.columns.dimensions[name].keys for name in self.facets}
        ids = [position.pk for number, position in enumerate(record.positions) if number in (self.ids or ())]
        return Selection(
            facets={
                name: frozenset(keys[name][place % len(keys[name])] for place in places)
                for name, places in self.facets.items()
            },
            first=self.first,
            last=self.last,
            as_of=self.as_of,
            ids=None if self.ids is None else np.array(ids, np.int64),
        )


some_day = st.none() | st.none() | days
asked = st.builds(
    Asked,
    facets=st.dictionaries(st.sampled_from(FACETS), st.frozensets(st.integers(0, 6), max_size=3), max_size=3),
    first=some_day,
    last=some_day,
    as_of=some_day,
    ids=st.none() | st.none() | st.frozensets(st.integers(0, 11)),
)
