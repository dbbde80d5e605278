"""Which row of the database a row of a file means: by its key, and for terms in office by their time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models

from ..models import Tenure
from ..partial_dates import PartialDate
from .reading import Row

RowsOf = Callable[[type[models.Model], tuple[str, ...], Sequence[Row]], list[Any]]
Match = Callable[[Tenure, Row], bool]


def one_row_each(model: type[models.Model], key: tuple[str, ...], written: Sequence[Row]) -> list[Any]:
    """By the key alone; None where there is no such row yet."""
    return [model._default_manager.filter(**{name: row.get(name) for name in key}).first() for row in written]


def terms_in_office(model: type[models.Model], key: tuple[str, ...], written: Sequence[Row]) -> list[Any]:
    """A person may hold an office twice, and the dates of a term may be corrected: it stays the same term.

    The same start tells which term is meant, else that the two overlap, else that it is the only one left.
    """
    found: list[Tenure | None] = [None] * len(written)
    by_office: dict[tuple[Any, ...], list[int]] = {}
    for place, row in enumerate(written):
        by_office.setdefault(tuple(row.get(name) for name in key), []).append(place)
    for office, places in by_office.items():
        terms = list(Tenure.objects.filter(**dict(zip(key, office, strict=True))))
        for is_meant in (_starts_alike, _overlaps):
            _pair(found, written, places, terms, is_meant)
        left = [place for place in places if found[place] is None]
        if len(left) == len(terms) == 1:
            found[left[0]] = terms[0]
    return found


def _pair(
    found: list[Tenure | None],
    written: Sequence[Row],
    places: list[int],
    terms: list[Tenure],
    is_meant: Match,
) -> None:
    """Give each row that has none yet the first of the terms left that is meant, and take it from them."""
    for place in places:
        meant = next((term for term in terms if is_meant(term, written[place])), None)
        if found[place] is None and meant is not None:
            found[place] = meant
            terms.remove(meant)


def _starts_alike(term: Tenure, row: Row) -> bool:
    return term.start == row.get("start")


def _overlaps(term: Tenure, row: Row) -> bool:
    start = PartialDate(row.get("start"), row.get("start_precision", "unknown"))
    end = PartialDate(row.get("end"), row.get("end_precision", "unknown"))
    begins_in_time = end.last is None or term.started.first is None or term.started.first <= end.last
    return begins_in_time and (
        term.ended.last is None or start.first is None or start.first <= term.ended.last
    )
