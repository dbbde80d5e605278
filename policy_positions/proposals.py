"""What the reading desk proposes for a text: the pure room ``proposing``, told what is on record."""

from __future__ import annotations

from . import proposing
from .models import Country, Issue, Leader, Organization, SourceText, Summit, Tenure
from .proposing import Holder, HolderKind, Reading
from .vocabulary import SPEAKS_FOR_COUNTRY, Classification


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
    """The held text with all that is known of it."""
    return Reading(text.body or "", gazetteer(), text.source.issued_on)


def _person(leader: Leader) -> proposing.Person:
    offices = tuple(map(_office, leader.tenures.all()))
    return proposing.Person(str(leader.pk), leader.name, tuple(leader.other_names), offices)


def _office(tenure: Tenure) -> proposing.Office:
    holder = _country(tenure.country) if tenure.country else _organization(tenure.organization)  # type: ignore[arg-type] # one of them is there
    rank = int(tenure.role in SPEAKS_FOR_COUNTRY)
    return proposing.Office(tenure.office, tenure.role, holder, tenure.started, tenure.ended, rank)


def _country(country: Country) -> Holder:
    return Holder(HolderKind.COUNTRY, str(country.pk), country.name)


def _organization(body: Organization) -> Holder:
    return Holder(HolderKind.ORGANIZATION, str(body.pk), body.name)


def _place(country: Country) -> proposing.Place:
    names = {country.name, country.name_es, country.name_pt, country.name_fr}
    names |= {name.replace("&", "and") for name in names}
    return proposing.Place(_country(country), tuple(sorted(names)), country.capital)


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
