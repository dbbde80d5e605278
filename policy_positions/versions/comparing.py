"""Two versions of a position, as revisions write them, and what differs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..models.revision import Snapshot
from .fields import FIELDS, OF_A_PASSAGE, STATE, Shown
from .naming import Names
from .words import ADDED, REMOVED, SAME, Piece, words_changed

Quoted = dict[str, Any]


class FieldChange(NamedTuple):
    """``pieces`` mark the words of prose that changed; other values are replaced whole."""

    label: str
    before: str
    after: str
    pieces: list[Piece]


@dataclass(frozen=True)
class PassageChange:
    """``kind`` is added, removed or changed."""

    kind: str
    source: str
    pieces: list[Piece]
    fields: list[FieldChange]


@dataclass(frozen=True)
class Changes:
    fields: list[FieldChange]
    passages: list[PassageChange]

    def __bool__(self) -> bool:
        return bool(self.fields or self.passages)


def compare(before: Snapshot | None, after: Snapshot | None, names: Names) -> Changes:
    """What the second version says otherwise; against None, everything is new."""
    old, new = before or {}, after or {}
    return Changes(
        fields=_changed((*FIELDS, STATE), old, new, names) if old else [],
        passages=list(_passages(old.get("quotations", ()), new.get("quotations", ()), names)) if old else [],
    )


def _changed(shown: Iterable[Shown], old: Snapshot, new: Snapshot, names: Names) -> list[FieldChange]:
    told = ((each, each.text(old, names), each.text(new, names)) for each in shown)
    return [
        FieldChange(each.label, before, after, words_changed(before, after) if each.is_prose else [])
        for each, before, after in told
        if before != after
    ]


def _passages(old: Iterable[Quoted], new: Iterable[Quoted], names: Names) -> Iterator[PassageChange]:
    """Passages of the same words are the same passage; of others in one text, those that overlap are."""
    left = list(old)
    for after in new:
        before = _counterpart(after, left)
        source = names.of("source", after["source"])
        if before is None:
            yield PassageChange("added", source, [Piece(ADDED, after["exact"])], [])
            continue
        left.remove(before)
        fields = _changed(OF_A_PASSAGE, before, after, names)
        if before["exact"] != after["exact"]:
            yield PassageChange("changed", source, words_changed(before["exact"], after["exact"]), fields)
        elif fields:
            yield PassageChange("changed", source, [Piece(SAME, after["exact"])], fields)
    for before in left:
        source = names.of("source", before["source"])
        yield PassageChange("removed", source, [Piece(REMOVED, before["exact"])], [])


def _counterpart(after: Quoted, candidates: list[Quoted]) -> Quoted | None:
    same_text = [before for before in candidates if before["text"] == after["text"]]
    for before in same_text:
        if (before["start"], before["end"]) == (after["start"], after["end"]):
            return before
    overlapping = (
        before for before in same_text if before["start"] < after["end"] and after["start"] < before["end"]
    )
    return next(overlapping, None)
