"""The orders that rows can stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .position_filter import PositionFilter


@dataclass(frozen=True)
class Sort:
    label: str
    order: Callable[[PositionFilter], list[int]]


def _by(facet: str, *, descending: bool = False) -> Callable[[PositionFilter], list[int]]:
    return lambda chosen: chosen.selected.ids(chosen.selected.sorted_by(facet, descending=descending))


def _by_relevance(chosen: PositionFilter) -> list[int]:
    """Best match first; without words every row matches alike, and the newest come first."""
    words = chosen.values["q"]
    if not words:
        return chosen.selected.ids()
    return list(chosen.qs.by_relevance(words).values_list("pk", flat=True))


DEFAULT_SORT = "-stated_on"
SORTS = {
    DEFAULT_SORT: Sort("Newest first", lambda chosen: chosen.selected.ids()),
    "stated_on": Sort("Oldest first", lambda chosen: chosen.selected.ids(chosen.selected.oldest_first())),
    "relevance": Sort("Best match first", _by_relevance),
    **{
        key: Sort(label, _by(facet, descending=key.startswith("-")))
        for facet, name in (
            ("country", "Country"),
            ("leader", "Leader"),
            ("issue", "Issue"),
            ("stance", "Stance"),
            ("summit", "Summit"),
            ("substance", "Substance"),
            ("confidence", "Confidence"),
        )
        for key, label in ((facet, f"{name}, first to last"), (f"-{facet}", f"{name}, last to first"))
    },
}
