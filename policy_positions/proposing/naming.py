"""Who is named in a text, and where: persons by full name, alias or surname; states, bodies, meetings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ..partial_dates import PartialDate
from .demonyms import DEMONYMS, NAMES, OF_THE_CONTINENT
from .gazetteer import Body, Gazetteer, Meeting, Person, Place

_TOKEN = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[ \xa0\t\n.,&’'-]{0,3}")
_PARTICLES = frozenset(
    [
        "de",
        "da",
        "do",
        "dos",
        "del",
        "la",
        "las",
        "los",
        "y",
        "e",
        "of",
        "the",
        "and",
        "van",
        "von",
        "di",
        "st",
    ]
)
LONGEST_NAME = 12  # words

Named = Person | Place | Body | Meeting


class Sort(StrEnum):
    PERSON = "person"
    STATE = "state"
    PEOPLE = "people"  # Guatemalan
    CAPITAL = "capital"  # Washington, for a government
    BODY = "body"
    MEETING = "meeting"


@dataclass(frozen=True)
class Mention:
    """A name in the text, by its offsets, and whose it is."""

    start: int
    end: int
    words: str
    sort: Sort
    of: Named


class Form(NamedTuple):
    """One way to write a name, word by word without accents."""

    tokens: tuple[str, ...]
    sort: Sort
    of: Named
    all_capitals: bool = False
    is_surname: bool = False  # counts only after the whole name has stood in the text
    any_case: bool = False
    prefix: bool = False  # the last word may go on


class Token(NamedTuple):
    start: int
    end: int
    folded: str


def without_accents(text: str) -> str:
    """Small letters without accents, character for character, so that offsets stay."""
    table = {
        ord(character): unicodedata.normalize("NFD", character)[0].lower()[:1] or character
        for character in set(text)
    }
    return text.translate(table)


def tokens(text: str) -> list[Token]:
    folded = without_accents(text)
    return [Token(*found.span(), found[0]) for found in _TOKEN.finditer(folded)]


def mentions(text: str, gazetteer: Gazetteer, day: PartialDate) -> list[Mention]:
    """Every name of the gazetteer in the order of the text; the longest form wins.

    Where several persons share a name, the one whose whole name has stood before, else the one who was in
    office that day; where that does not tell them apart, nobody is proposed.
    """
    index = _index(gazetteer)
    read = tokens(text)
    found: list[Mention] = []
    known: set[str] = set()  # persons whose whole name has stood
    at = 0
    while at < len(read):
        length, form = _longest(text, read, at, index, known, day)
        if form is None:
            at += 1
            continue
        start, end = read[at].start, read[at + length - 1].end
        if isinstance(form.of, Person) and not form.is_surname:
            known.add(form.of.key)
        found.append(Mention(start, end, text[start:end], form.sort, form.of))
        at += length
    return found


def _longest(
    text: str, read: list[Token], at: int, index: dict[str, list[Form]], known: set[str], day: PartialDate
) -> tuple[int, Form | None]:
    fitting: list[Form] = []
    for form in index.get(read[at].folded[:4], ()):
        if fitting and len(form.tokens) < len(fitting[0].tokens):
            break
        if _stands(text, read, at, form) and not (form.is_surname and _key(form) not in known):
            fitting.append(form)
    if not fitting:
        return 0, None
    return len(fitting[0].tokens), _the_one(fitting, known, day)


def _key(form: Form) -> str:
    return form.of.key if isinstance(form.of, Person | Meeting) else form.of.holder.key


def _the_one(fitting: list[Form], known: set[str], day: PartialDate) -> Form | None:
    """Of the forms of one length, that of the likeliest; None where two are as likely."""
    if len({(_key(form), form.sort) for form in fitting}) == 1:
        return fitting[0]

    def likelihood(form: Form) -> tuple[bool, bool]:
        return _key(form) in known, _is_of_the_day(form.of, day)

    best = max(map(likelihood, fitting))
    likeliest = [form for form in fitting if likelihood(form) == best]
    return likeliest[0] if len({_key(form) for form in likeliest}) == 1 else None


def _is_of_the_day(of: Named, day: PartialDate) -> bool:
    if isinstance(of, Meeting):
        return of.is_near(day)
    return isinstance(of, Person) and of.office_on(day) is not None


def _stands(text: str, read: list[Token], at: int, form: Form) -> bool:
    last = at + len(form.tokens) - 1
    if last >= len(read):
        return False
    for number, wanted in enumerate(form.tokens):
        token = read[at + number]
        goes_on = form.prefix and number == len(form.tokens) - 1
        if not (token.folded.startswith(wanted) if goes_on else token.folded == wanted):
            return False
        if number and not _GAP.fullmatch(text, read[at + number - 1].end, token.start):
            return False
    capitalized = form.any_case or _is_capitalized(text, read[at], read[last], form)
    return capitalized and _is_free(read, at, form)


def _is_capitalized(text: str, first: Token, last: Token, form: Form) -> bool:
    if form.all_capitals:
        written = text[first.start : last.end]
        return written == written.upper()
    return text[first.start].isupper()


def _is_free(read: list[Token], at: int, form: Form) -> bool:
    """Latin American, Inter-American and South American are no people of the United States."""
    before = read[at - 1].folded if at else ""
    return not (
        form.sort is Sort.PEOPLE and form.tokens[0].startswith("american") and before in OF_THE_CONTINENT
    )


def _index(gazetteer: Gazetteer) -> dict[str, list[Form]]:
    """Forms by how their first word begins, the longest first."""
    index: dict[str, list[Form]] = {}
    for form in _forms(gazetteer):
        index.setdefault(form.tokens[0][:4], []).append(form)
    for forms in index.values():
        forms.sort(key=lambda form: (-len(form.tokens), form.is_surname, form.prefix))
    return index


def _forms(gazetteer: Gazetteer) -> Iterator[Form]:
    for person in gazetteer.people:
        yield from _forms_of_person(person)
    for place in gazetteer.places:
        yield from _plain(_names_of(place), Sort.STATE, place)
        yield from _plain((place.capital,), Sort.CAPITAL, place)
        for word in DEMONYMS.get(place.holder.key, "").split():
            yield from _people(word, place)
    for body in gazetteer.bodies:
        yield from _plain(body.names, Sort.BODY, body)
    for meeting in gazetteer.meetings:
        yield from _plain(meeting.names, Sort.MEETING, meeting)


def _names_of(place: Place) -> tuple[str, ...]:
    return (*place.names, *NAMES.get(place.holder.key, ()))


def _forms_of_person(person: Person) -> Iterator[Form]:
    written = set()
    for name in (person.name, *person.names):
        if form := _tokens_of(name):
            written.add(form)
            yield Form(form, Sort.PERSON, person)
    surnames = {
        (word,) for form in written for word in form[1:] if len(word) > 2 and word not in _PARTICLES
    } - written
    yield from (Form(surname, Sort.PERSON, person, is_surname=True) for surname in surnames)


def _plain(names: Iterable[str], sort: Sort, of: Named) -> Iterator[Form]:
    for name in names:
        if form := _tokens_of(name):
            yield Form(form, sort, of, all_capitals=name.upper() == name)


def _people(word: str, place: Place) -> Iterator[Form]:
    form = _tokens_of(word.replace("_", " "))
    any_case = not word.startswith("american")  # guatemalteco; an American is never small
    yield Form(form, Sort.PEOPLE, place, any_case=any_case, prefix=word.endswith("*"))


def _tokens_of(name: str) -> tuple[str, ...]:
    return tuple(token.folded for token in tokens(name))[:LONGEST_NAME]
