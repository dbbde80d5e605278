"""Published positions as pages show them: asked for again by primary key, with names from memory."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..models import Country, Issue, Leader, Organization, Position, Quotation, Summit, Tenure
from ..models.said import Said
from ..models.search import HIT_STARTS
from ..models.source import Printed
from ..partial_dates import PartialDate
from ..vocabulary import Confidence, Stance, Substance, SummitRelation, Voice
from .snapshot import Columns

_FRAME = ("country", "organization", "leader", "issue", "summit")
_OWN = (
    *("pk", "public_id", "stance", "substance", "confidence", "summit_relation", "summary"),
    *("stated_on", "stated_on_precision", *(f"{name}_id" for name in _FRAME)),
)
_OF_PASSAGES = (
    *("position_id", "voice", "language", "exact"),
    *(f"text__source__{name}" for name in ("slug", "publisher", "issued", "issued_precision")),
)


@dataclass(slots=True, eq=False)
class PrintedIn(Printed):
    """The source of a passage."""

    slug: str
    publisher: str
    issued: datetime.date | None
    issued_precision: str


@dataclass(slots=True, eq=False)
class Passage:
    """A quotation of it; ``marked`` is as in ``Quotation.objects.with_hits``."""

    voice: str
    language: str
    exact: str
    source: PrintedIn
    marked: str | None

    @property
    def is_hit(self) -> bool:
        return HIT_STARTS in (self.marked or "")

    def get_voice_display(self) -> str:
        return str(Voice(self.voice).label)


class Passages(tuple[Passage, ...]):
    """Read as the quotations of a model are."""

    __slots__ = ()

    def all(self) -> Passages:
        return self


@dataclass(slots=True, eq=False)
class Published(Said):
    """One position, read like the model: a page of models, with sources and offices, takes far longer."""

    pk: int
    public_id: str
    stance: str
    substance: str
    confidence: str
    summit_relation: str
    summary: str
    stated_on: datetime.date | None
    stated: PartialDate
    country: Country | None
    organization: Organization | None
    leader: Leader | None
    issue: Issue
    summit: Summit | None
    office: Tenure | None
    quotations: Passages

    def __eq__(self, other: object) -> bool:
        """As rows of the model are: two of one primary key are the same position."""
        return isinstance(other, (Published, Position)) and other.pk == self.pk

    def __hash__(self) -> int:
        return hash(self.pk)

    @property
    def country_id(self) -> int | None:
        return self.country.pk if self.country else None

    @property
    def issue_id(self) -> int:
        return self.issue.pk

    def get_stance_display(self) -> str:
        return str(Stance(self.stance).label)

    def get_substance_display(self) -> str:
        return str(Substance(self.substance).label)

    def get_confidence_display(self) -> str:
        return str(Confidence(self.confidence).label)

    def get_summit_relation_display(self) -> str:
        return str(SummitRelation(self.summit_relation).label)


def published_in_order(columns: Columns, ids: Sequence[int], words: str = "") -> list[Published]:
    """The positions with these primary keys, in this order, with ``words`` marked in their passages.

    What has been withdrawn since the columns were read is left out, and what names somebody they do not know.
    """
    found = published_by_id(columns, ids, words)
    return [found[key] for key in ids if key in found]


def published_by_id(
    columns: Columns, ids: Sequence[int], words: str = "", *, with_passages: bool = True
) -> dict[int, Published]:
    """The same by primary key; without their passages for who shows none."""
    if not ids:
        return {}
    rows = Position.objects.published().filter(pk__in=ids).order_by().values_list(*_OWN)
    passages = _passages(ids, words) if with_passages else {}
    shown = (_shown(columns, row, passages.get(row[0], ())) for row in rows)
    return {each.pk: each for each in shown if each}


def _shown(columns: Columns, row: tuple[Any, ...], passages: Sequence[Passage]) -> Published | None:
    pk, *told, stated_on, precision = row[: -len(_FRAME)]
    records = (columns.dimensions[name].records for name in _FRAME)
    keys = row[-len(_FRAME) :]
    frame = [known.get(key) for known, key in zip(records, keys, strict=True)]
    if any(record is None and key for record, key in zip(frame, keys, strict=True)):
        return None
    stated = PartialDate(stated_on, precision)
    country, organization, leader = keys[:3]
    office = columns.offices.at(leader, country, organization, stated)
    return Published(pk, *told, stated_on, stated, *frame, office, Passages(passages))  # type: ignore[call-arg] # as many as _OWN


def _passages(ids: Sequence[int], words: str) -> Mapping[int, list[Passage]]:
    """By position, in their order."""
    marked = ("marked",) if words else ()
    quotations = Quotation.objects.with_hits(words) if words else Quotation.objects.all()
    rows = quotations.filter(position__in=ids).order_by("order").values_list(*_OF_PASSAGES, *marked)
    found: defaultdict[int, list[Passage]] = defaultdict(list)
    for position, voice, language, exact, slug, publisher, issued, precision, *hits in rows:
        source = PrintedIn(slug, publisher, issued, precision)
        found[position].append(Passage(voice, language, exact, source, hits[0] if hits else None))
    return found
