"""What the reading desk proposes for a text: the pure room ``proposing``, told what is on record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING

from django.utils.functional import lazy

from tracker.words import Label, label

from . import proposing
from .models import (
    Country,
    DataRevision,
    Dismissal,
    Issue,
    Leader,
    Organization,
    Quotation,
    SourceText,
    Summit,
    Tenure,
)
from .proposing import Holder, HolderKind, Reading, Statement, of_one_place
from .quoting import Span
from .vocabulary import SPEAKS_FOR_COUNTRY, Classification

if TYPE_CHECKING:
    from .access import AnyUser

READ_LATELY = 4  # texts that a process keeps read: an editor asks for many passages of one

# A text is read once for all languages: what somebody is called is asked when a reason is given.
_called = lazy(label, Label)
_office_of = lazy(attrgetter("office"), Label)


def gazetteer() -> proposing.Gazetteer:
    """Everybody and everything on record that a text may name, in seven queries whatever their number."""
    return proposing.Gazetteer(
        people=tuple(_person(leader) for leader in Leader.objects.with_tenures()),
        places=tuple(_place(country) for country in Country.objects.all()),
        bodies=tuple(_body(body) for body in Organization.objects.all()),
        topics=tuple(_topic(issue) for issue in Issue.objects.all()),
        meetings=tuple(_meeting(summit) for summit in Summit.objects.select_related("organizer")),
    )


def read(text: SourceText) -> Reading:
    """The held text with all that is known of it; a long one is read anew only when the record has moved."""
    return _read(text.pk, DataRevision.objects.current())


@lru_cache(maxsize=READ_LATELY)
def _read(pk: int, revision: object) -> Reading:
    text = SourceText.objects.select_related("source").get(pk=pk)
    return Reading(text.body or "", gazetteer(), text.source.issued_on)


@dataclass(frozen=True)
class Worklist:
    """What is on the desk for a text: coded already, proposed and still open, put aside."""

    coded: dict[Span, list[Quotation]]
    proposed: list[Statement]
    dismissed: list[Dismissal]


def worklist(reading: Reading, text: SourceText, *, reader: AnyUser) -> Worklist:
    """A proposal is open until a passage of that place is coded or put aside.

    What the reader is coding a second time, blind, is not among what is coded.
    """
    coded: dict[Span, list[Quotation]] = {}
    for quotation in Quotation.objects.of_text(text).not_blind_to(reader):
        coded.setdefault(Span(quotation.start, quotation.end), []).append(quotation)
    dismissed = list(text.dismissals.standing().in_text_order())
    done = [*coded, *(Span(each.start, each.end) for each in dismissed)]
    return Worklist(
        coded,
        [
            each
            for each in proposing.statements(reading)
            if not any(of_one_place(each.span, span) for span in done)
        ],
        dismissed,
    )


def _person(leader: Leader) -> proposing.Person:
    offices = tuple(map(_office, leader.tenures.all()))
    return proposing.Person(str(leader.pk), leader.name, tuple(leader.other_names), offices)


def _office(tenure: Tenure) -> proposing.Office:
    holder = _country(tenure.country) if tenure.country else _organization(tenure.organization)  # type: ignore[arg-type] # one of them is there
    rank = int(tenure.role in SPEAKS_FOR_COUNTRY)
    return proposing.Office(_office_of(tenure), tenure.role, holder, tenure.started, tenure.ended, rank)


def _country(country: Country) -> Holder:
    return Holder(HolderKind.COUNTRY, str(country.pk), _called(country))


def _organization(body: Organization) -> Holder:
    return Holder(HolderKind.ORGANIZATION, str(body.pk), _called(body))


def _place(country: Country) -> proposing.Place:
    names = {country.name, country.name_es, country.name_pt, country.name_fr}
    names |= {name.replace("&", "and") for name in names}
    return proposing.Place(_country(country), tuple(sorted(names)), country.capital.partition(",")[0])


def _body(body: Organization) -> proposing.Body:
    """A group is named by its words without the "(unnamed)" that the record adds."""
    names = (body.name.partition(" (")[0], body.acronym)
    is_legislature = body.classification == Classification.LEGISLATURE and body.country_id
    return proposing.Body(
        _organization(body),
        tuple(filter(None, names)),
        legislature_of=str(body.country_id) if is_legislature else "",
        is_group=body.classification == Classification.GROUP,
    )


def _topic(issue: Issue) -> proposing.Topic:
    return proposing.Topic(
        str(issue.pk), issue.name, tuple(issue.words), tuple(issue.support_words), tuple(issue.oppose_words)
    )


def _meeting(summit: Summit) -> proposing.Meeting:
    """By its name, its series in the singular, its city, and as a meeting of the body that called it."""
    body = summit.organizer.acronym if summit.organizer else ""
    called = [f"{body} {kind}" for kind in ("meeting", "meetings", "summit", "assembly") if body]
    series = summit.series.replace("Summits", "Summit")
    names = (summit.name, summit.series, series, summit.city, *called)
    return proposing.Meeting(
        str(summit.pk), summit.name, tuple(dict.fromkeys(filter(None, names))), summit.started, summit.ended
    )
