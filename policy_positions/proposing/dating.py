"""When was it said, and at which meeting? From words of time near the passage and the source’s date."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from django.utils.translation import gettext

from ..partial_dates import MONTHS, UNKNOWN, PartialDate
from ..quoting import Span
from ..vocabulary import SummitRelation
from .gazetteer import Meeting
from .naming import Sort
from .reading import Reading

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)} | {
    name: number
    for names in (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    )
    for number, name in enumerate(names.split(), start=1)
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WRITTEN = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:de\s|of\s)?)?(?P<month>{_MONTH})\b"
    rf"(?:\s(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?,?(?:\s(?:de\s|del\s)?(?P<year>(?:19|20)\d\d))?"
    r"|\b(?:in|en|em|of|during)\s(?P<year_alone>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(r"\b(?:last month|el mes pasado|mês passado|le mois dernier)\b", re.IGNORECASE)
_YESTERDAY = re.compile(r"\b(?:yesterday|ayer|ontem|hier)\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|hoy|hoje|aujourd[’']hui)\b", re.IGNORECASE)
_LATELY = re.compile(
    r"\b(?:recently|lately|earlier this year|recientemente|recentemente|récemment)\b", re.IGNORECASE
)
_THIS_WEEK = re.compile(
    r"\b(?:this (?:week|month)|esta semana|cette semaine|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_AT_IT = re.compile(
    r"\bat (?:the|a|an|this)?\s*(?:\w+ ){0,3}(?:summit|assembly|meetings?)\b|\bthe meetings\b", re.IGNORECASE
)
# A note is kept on record, which is in English.
_TAKEN_AS_HELD = "The text gives no time; taken as held when it was written."


class Dated(NamedTuple):
    """``note`` is for the record, ``reason`` for who reads the form."""

    date: PartialDate
    note: str
    reason: str


def stated(reading: Reading, span: Span) -> Dated:
    """No part of a date that the source does not give or force."""
    place = reading.around(reading.sentences, span)
    beside = Span(place.start, min(len(reading.text), place.end + 1))
    issued = reading.day
    if written := _written(reading, beside):
        return written
    for pattern, date in (
        (_LAST_MONTH, _month_before(issued)),
        (_YESTERDAY, _day_before(issued)),
        (_TODAY, issued),
        (_THIS_WEEK, _kept(issued, "month")),
        (_LATELY, _kept(issued, "year")),
    ):
        if found := pattern.search(reading.text, *beside):
            reason = gettext("“%(words)s” stands in the sentence, and the source is dated %(day)s.")
            return Dated(date, f"“{found[0]}”", reason % {"words": found[0], "day": issued})
    if issued == UNKNOWN:
        return Dated(UNKNOWN, "", gettext("Neither the passage nor the source has a date."))
    reason = gettext("No word of time stands near the passage; the source is dated %(day)s.")
    return Dated(_kept(issued, "month"), _TAKEN_AS_HELD, reason % {"day": issued})


def _written(reading: Reading, place: Span) -> Dated | None:
    """A date in words: 3 June 2013, in May, in 2012. A month without a year is the last such month."""
    for found in _WRITTEN.finditer(reading.text, *place):
        date = _date_of(found, reading.day)
        if date is not None:
            words = found[0].strip(" ,")
            reason = gettext("“%(words)s” stands in the sentence.") % {"words": words}
            return Dated(date, f"“{words}”", reason)
    return None


def _date_of(found: re.Match[str], issued: PartialDate) -> PartialDate | None:
    if found["year_alone"]:
        return PartialDate(datetime.date(int(found["year_alone"]), 1, 1), "year")
    if not found["month"][0].isupper() and not found["year"] and not found["day"]:
        return None  # "may" and "march" are words as well
    month = _MONTHS[found["month"].lower()]
    year = int(found["year"]) if found["year"] else _year_of(month, issued)
    day = found["day"] or found["day_after"]
    if year is None or (
        found["month"] in ("May", "March") and not (day or found["year"] or _is_after_in(found))
    ):
        return None
    try:
        return PartialDate(datetime.date(year, month, int(day or 1)), "day" if day else "month")
    except ValueError:
        return None


def _is_after_in(found: re.Match[str]) -> bool:
    return found.string[max(0, found.start() - 4) : found.start()].lower().endswith(("in ", "en ", "em "))


def _year_of(month: int, issued: PartialDate) -> int | None:
    if issued.date is None:
        return None
    return (
        issued.date.year if issued.precision == "year" or month <= issued.date.month else issued.date.year - 1
    )


def _kept(date: PartialDate, precision: str) -> PartialDate:
    """No more of the date than that precision; less where less is known."""
    order = ("unknown", "year", "month", "day")
    return PartialDate(date.date, min(precision, date.precision, key=order.index))


def _month_before(date: PartialDate) -> PartialDate:
    if date.date is None or date.precision == "year":
        return _kept(date, "year")
    return PartialDate(date.date.replace(day=1) - datetime.timedelta(days=1), "month")


def _day_before(date: PartialDate) -> PartialDate:
    if date.date is None or date.precision != "day":
        return _kept(date, "month")
    return PartialDate(date.date - datetime.timedelta(days=1), "day")


def meeting(reading: Reading, span: Span, date: PartialDate) -> tuple[Meeting, SummitRelation, str] | None:
    """The meeting that the text names and that was near in time, and how the statement relates to it."""
    nearest = _nearest_meeting(reading)
    if nearest is None:
        return None
    held, words = nearest
    relation, why = _relation(reading, span, date, held)
    named = gettext("The text names “%(words)s” (%(day)s).") % {"words": words, "day": held.start}
    return held, relation, f"{named} {why}"


def _nearest_meeting(reading: Reading) -> tuple[Meeting, str] | None:
    named = [
        (each.of, each.words)
        for each in reading.mentions
        if each.sort is Sort.MEETING and isinstance(each.of, Meeting) and each.of.is_near(reading.day)
    ]
    if not named:
        return None
    counted = [of for of, _ in named]
    return max(named, key=lambda pair: counted.count(pair[0]))


def _relation(reading: Reading, span: Span, date: PartialDate, held: Meeting) -> tuple[SummitRelation, str]:
    first, last = held.start.first, held.end.last or held.start.last
    if date.last and first and date.last < first:
        return SummitRelation.BEFORE, gettext("It was said before the meeting.")
    if date.first and last and date.first > last:
        return SummitRelation.AFTER, gettext("It was said after the meeting.")
    sentence = reading.around(reading.sentences, span)
    if found := _AT_IT.search(reading.text, *sentence):
        return SummitRelation.AT, gettext("“%(words)s” stands in the sentence.") % {"words": found[0]}
    return SummitRelation.BEFORE, gettext(
        "The dates do not tell whether it was said before the meeting or at it: check that."
    )
