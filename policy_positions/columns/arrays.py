"""The published record as arrays, a row a position, newest first: as it was read, or changed in part."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .dates import Dates, distinct, marks_of
from .facets import Dimension, place_of
from .offices import Term, roles_at_the_time
from .packing import Codes, Packing
from .reading import Read, newest_last, reading, small

_ENCODED = ("country", "organization", "leader", "issue", "summit")


@dataclass(frozen=True)
class Arrays:
    """``codes`` are those of Packing's arrays and, as ``date``, of ``dates``.

    ``source`` is a position's first source in the order of the dimension; what it has beside that is in
    ``more_sources``, as rows and codes.
    """

    ids: Codes
    dates: Dates
    codes: Mapping[str, Codes]
    more_sources: tuple[Codes, Codes]

    @property
    def nbytes(self) -> int:
        return sum(each.nbytes for each in (self.ids, *self.codes.values(), *self.more_sources))

    @property
    def order(self) -> NDArray[np.int64]:
        """Descends from row to row."""
        return newest_last(self.dates.first[self.codes["date"]], self.ids)

    def without(self, ids: Collection[int]) -> Arrays:
        """Few are taken out of many: what stands between them is copied in whole stretches."""
        gone = np.flatnonzero(np.isin(self.ids, np.fromiter(ids, np.int64)))
        rows, sources = self.more_sources
        stays = ~np.isin(rows, gone)
        rows = rows[stays].astype(np.int64)
        return replace(
            self,
            ids=np.delete(self.ids, gone),
            codes={name: np.delete(codes, gone) for name, codes in self.codes.items()},
            more_sources=(small(rows - np.searchsorted(gone, rows)), sources[stays]),
        )

    def with_sources(self, before: Dimension, after: Dimension, packing: Packing) -> Arrays:
        """The same rows where sources were added, so that others have another place in the order."""
        moved = packing.kept("source", after.encode(np.concatenate([[0], before.ids])))
        rows, sources = self.more_sources
        codes = {**self.codes, "source": moved[self.codes["source"]]}
        return replace(self, codes=codes, more_sources=(rows, moved[sources]))

    def with_rows(self, new: Arrays) -> Arrays:
        """Both, newest first."""
        dates = Dates.of(np.concatenate([self.dates.marks, new.dates.marks]))
        one, other = self._dated_by(dates), new._dated_by(dates)
        places = np.searchsorted(-one.order, -other.order)
        # Where each row stands afterwards: behind what was put in before it.
        moved = [rows.astype(np.int64) for rows in (one.more_sources[0], other.more_sources[0])]
        moved[0] += np.searchsorted(places, moved[0], side="right")
        moved[1] = (places + np.arange(len(places)))[moved[1]]
        rows = np.concatenate(moved)
        sources = np.concatenate([one.more_sources[1], other.more_sources[1]])
        return Arrays(
            ids=_inserted(one.ids, places, other.ids),
            dates=dates,
            codes={name: _inserted(codes, places, other.codes[name]) for name, codes in one.codes.items()},
            more_sources=(small(rows), sources),
        )

    def _dated_by(self, dates: Dates) -> Arrays:
        moved = dates.encode(self.dates.marks).astype(np.min_scalar_type(dates.size))
        return replace(self, dates=dates, codes={**self.codes, "date": moved[self.codes["date"]]})


def read_arrays(packing: Packing, terms: list[Term], ids: Collection[int] | None = None) -> Arrays:
    """Of the whole record, or of the positions with those primary keys as far as they are published."""
    with reading(ids) as (statements, passages):
        rows = _newest_first(statements.result())
        codes, dates = _codes_of_statements(packing, terms, rows)
        voices, sources, more_sources = _codes_of_passages(packing, rows["id"], *passages.result())
    codes |= {"voices": packing.kept("voices", voices), "source": packing.kept("source", sources)}
    return Arrays(ids=small(rows["id"]), dates=dates, codes=codes, more_sources=more_sources)


def _newest_first(statements: Read) -> Read:
    order = np.argsort(-newest_last(statements["first"], statements["id"]))
    return {name: numbers[order] for name, numbers in statements.items()}


def _codes_of_statements(
    packing: Packing, terms: list[Term], statements: Read
) -> tuple[dict[str, Codes], Dates]:
    facets = {name: packing.dimensions[name].encode(statements[name]) for name in _ENCODED} | {
        name: statements[name] for name in ("stance", "substance", "confidence")
    }
    marks = marks_of(statements["first"], statements["precision"])
    dates = Dates.of(marks)
    date = dates.encode(marks)
    days = {"first": dates.first[date], "last": dates.last[date]}
    codes = {
        "holder": packing.holder(facets["country"], facets["organization"]),
        "coding": packing.coding(facets),
        "leader": facets["leader"],
        "summit": facets["summit"],
        "role": roles_at_the_time({**facets, **days}, terms),
    }
    return {name: packing.kept(name, each) for name, each in codes.items()} | {"date": small(date)}, dates


def _inserted(codes: Codes, places: NDArray[np.intp], new: Codes) -> Codes:
    """In as many bytes as both need."""
    kind = np.promote_types(codes.dtype, new.dtype)
    return np.insert(codes.astype(kind, copy=False), places, new.astype(kind, copy=False))


def _codes_of_passages(
    packing: Packing, numbers: NDArray[np.integer], passages: Read, texts: Read
) -> tuple[Codes, Codes, tuple[Codes, Codes]]:
    """Voices as bits; sources as the first and the rest. Unpublished positions are passed over."""
    places = place_of(numbers, passages["position"])
    is_shown = places >= 0
    rows, voice, text = places[is_shown], passages["voice"][is_shown], passages["text"][is_shown]
    voices = np.zeros(len(numbers), np.uint8)
    for code in range(1, packing.dimensions["voice"].size):
        voices[rows[voice == code]] |= 1 << (code - 1)
    source_of = packing.dimensions["source"].encode(texts["source"])
    sources = source_of[place_of(texts["id"], text)]
    return voices, *_first_and_more(rows, sources, len(numbers))


def _first_and_more(rows: Codes, sources: Codes, size: int) -> tuple[Codes, tuple[Codes, Codes]]:
    span = int(sources.max(initial=0)) + 1
    pairs = distinct(rows.astype(np.int64) * span + sources)
    pair_rows, pair_sources = np.divmod(pairs, span)
    is_first = np.diff(pair_rows, prepend=-1) != 0
    first = np.zeros(size, np.int64)
    first[pair_rows[is_first]] = pair_sources[is_first]
    return first, (small(pair_rows[~is_first]), small(pair_sources[~is_first]))
