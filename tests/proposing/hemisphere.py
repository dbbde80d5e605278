"""A small made-up hemisphere for texts to name: five states, seven persons, three issues."""

from __future__ import annotations

from policy_positions.partial_dates import parse
from policy_positions.proposing import (
    Body,
    Gazetteer,
    Holder,
    HolderKind,
    Meeting,
    Office,
    Person,
    Place,
    Reading,
    Topic,
    statements,
)


def state(iso3: str, name: str, *others: str, capital: str = "") -> Place:
    return Place(Holder(HolderKind.COUNTRY, iso3, name), (name, *others), capital)


GUATEMALA = state("GTM", "Guatemala", capital="Guatemala City")
MEXICO = state("MEX", "Mexico", "México", capital="Mexico City")
COLOMBIA = state("COL", "Colombia", capital="Bogotá")
ANTIGUA = state("ATG", "Antigua & Barbuda", "Antigua and Barbuda", capital="St. John’s")
UNITED_STATES = state("USA", "United States", capital="Washington, D.C.")
VENEZUELA = state("VEN", "Venezuela", capital="Caracas")
OAS = Body(
    Holder(HolderKind.ORGANIZATION, "oas", "Organization of American States"),
    ("Organization of American States", "OAS"),
)
CONGRESS = Body(
    Holder(HolderKind.ORGANIZATION, "congress-of-colombia", "Congress of Colombia"),
    ("Congress of Colombia",),
    legislature_of="COL",
)
GROWERS = Body(
    Holder(HolderKind.ORGANIZATION, "several-governments", "Several governments (unnamed)"),
    ("Several governments",),
    is_group=True,
)


def office(title: str, holder: Place | Body, start: str, end: str = "XXXX", rank: int = 1) -> Office:
    return Office(title, "head_of_state", holder.holder, parse(start), parse(end), rank)


PEREZ = Person(
    "perez",
    "Otto Pérez Molina",
    ("Otto Perez", "Perez"),
    (office("President of Guatemala", GUATEMALA, "2012-01-14", "2015-09-03"),),
)
CALDERON = Person(
    "calderon",
    "Felipe Calderón",
    ("Felipe Calderon",),
    (office("President of Mexico", MEXICO, "2006-12-01", "2012-11-30"),),
)
PENA = Person(
    "pena", "Enrique Peña Nieto", (), (office("President of Mexico", MEXICO, "2012-12-01", "2018-11-30"),)
)
SANTOS = Person(
    "santos", "Juan Manuel Santos", ("Santos",), (office("President of Colombia", COLOMBIA, "2010", "2018"),)
)
OTHER_SANTOS = Person("other-santos", "Abel Santos", ("Santos",), ())
INSULZA = Person(
    "insulza",
    "José Miguel Insulza",
    ("Insulza",),
    (office("Secretary General of the OAS", OAS, "2005", "2015"),),
)

LEGALIZATION = Topic(
    "legalization", "Legalization", ("legaliz*", "legalización"), oppose_words=("anti-legalization",)
)
ERADICATION = Topic("eradication", "Eradication", ("eradicat*", "erradic*"), oppose_words=("~criticism",))
STRATEGY = Topic(
    "strategy",
    "Strategy",
    ("drug war*", "war on drugs", "drug policy", "guerra contra las drogas"),
    oppose_words=("fail*", "fracas*"),
)
SUMMIT = Meeting(
    "cartagena",
    "Sixth Summit of the Americas",
    ("Summit of the Americas", "Cartagena"),
    parse("2012-04-14"),
    parse("2012-04-15"),
)
OTHER_SUMMIT = Meeting(
    "panama",
    "Seventh Summit of the Americas",
    ("Summit of the Americas",),
    parse("2015-04-10"),
    parse("2015-04-11"),
)

HEMISPHERE = Gazetteer(
    people=(PEREZ, CALDERON, PENA, SANTOS, OTHER_SANTOS, INSULZA),
    places=(GUATEMALA, MEXICO, COLOMBIA, ANTIGUA, UNITED_STATES, VENEZUELA),
    bodies=(OAS, CONGRESS, GROWERS),
    topics=(LEGALIZATION, ERADICATION, STRATEGY),
    meetings=(SUMMIT, OTHER_SUMMIT),
)
APRIL_2012 = parse("2012-04")


def reading(text: str, day: str = "2012-04") -> Reading:
    return Reading(text, HEMISPHERE, parse(day))


def passages(text: str, day: str = "2012-04") -> list[str]:
    """What is proposed of a text, as it stands there."""
    read = reading(text, day)
    return [read.words(statement.span) for statement in statements(read)]
