"""References in plain text, for the list at the end of a paper."""

from __future__ import annotations

import re

from ..partial_dates import MONTHS, PartialDate
from .reference import SPOKEN, Name, Reference, in_one_line, joined, sentence

NO_DATE = "n.d."

_WITHIN_QUOTES = str.maketrans('“”"', "‘’'")


def plain(reference: Reference, style: str = "apa") -> str:
    """One line in the style named: the source, then the passage and the record that quotes it."""
    if style not in STYLES:
        raise ValueError(f"{style!r} is no style of references here; one of {', '.join(STYLES)} would be.")
    ref = in_one_line(reference)
    return joined(" ", STYLES[style](ref), sentence(ref.passage), ref.record)


def _apa(ref: Reference) -> str:
    """As in APA's seventh edition, which puts no full stop after an address."""
    authors = _listed([_apa_name(name) for name in ref.authors], last=", & ")
    who = sentence(authors or ref.publisher)
    date = f"({joined(', ', _year(ref.issued), _month_and_day(ref.issued))})."
    described = f"[{SPOKEN[ref.type]}]" if ref.type in SPOKEN else ""
    title = sentence(joined(" ", ref.printed_title, described))
    publisher = sentence(ref.publisher) if authors else ""
    retrieved = f"Retrieved {_american(PartialDate(ref.accessed))}, from" if _may_have_changed(ref) else ""
    beginning = (who, date, title) if who else (title, date)
    return joined(" ", *beginning, publisher, sentence(ref.place), retrieved, ref.url)


def _chicago(ref: Reference) -> str:
    """As in a bibliography of the Chicago Manual of Style."""
    names = [_chicago_name(name, is_first=name is ref.authors[0]) for name in ref.authors]
    authors = _listed(names, last=", and ")
    title = sentence(ref.printed_title)
    if not ref.title_is_supplied and ref.type != "report":
        title = f"“{title.translate(_WITHIN_QUOTES)}”"
    publisher = ref.publisher if authors else ""
    where = ref.place.replace("Dateline ", "dateline ", 1) if publisher else ref.place
    about = joined(", ", SPOKEN.get(ref.type, ""), publisher, where, _american(ref.issued))
    accessed = f"Accessed {_american(PartialDate(ref.accessed))}." if _may_have_changed(ref) else ""
    return joined(
        " ", sentence(authors or ref.publisher), title, sentence(about), accessed, sentence(ref.url)
    )


STYLES = {"apa": _apa, "chicago": _chicago}


def _may_have_changed(ref: Reference) -> bool:
    """Both styles say when a page was read only where the page does not say when it was written."""
    return bool(ref.url and ref.accessed and not ref.issued.parts)


def _year(date: PartialDate) -> str:
    return str(date.parts[0]) if date.parts else NO_DATE


def _month_and_day(date: PartialDate) -> str:
    return " ".join([*(MONTHS[month - 1] for month in date.parts[1:2]), *map(str, date.parts[2:])])


def _american(date: PartialDate) -> str:
    """April 15, 2012; April 2012; 2012; n.d."""
    return joined(", " if date.precision == "day" else " ", _month_and_day(date), _year(date))


def _listed(names: list[str], last: str) -> str:
    return last.join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _apa_name(name: Name) -> str:
    """Family name and initials: Pérez Molina, O. F."""
    return name.literal or joined(", ", name.family, re.sub(r"(\w)[^\s-]*", r"\1.", name.given))


def _chicago_name(name: Name, *, is_first: bool) -> str:
    """Only the name that the list is sorted by is turned round."""
    if is_first:
        return name.literal or joined(", ", name.family, name.given)
    return name.literal or joined(" ", name.given, name.family)
