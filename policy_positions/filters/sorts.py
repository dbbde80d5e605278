"""The orders that rows can stand in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tracker.words import filled
from tracker.words import later as _

from ..columns import words as words_search

if TYPE_CHECKING:
    from .position_filter import PositionFilter

Ids = NDArray[np.integer]


@dataclass(frozen=True)
class Sort:
    """``order`` gives the primary keys of what is selected."""

    label: str
    order: Callable[[PositionFilter], Ids]


def _newest_first(chosen: PositionFilter) -> Ids:
    return chosen.selected.ids_of()


def _oldest_first(chosen: PositionFilter) -> Ids:
    return chosen.selected.ids_of(chosen.selected.oldest_first())


def _by(facet: str, *, descending: bool = False) -> Callable[[PositionFilter], Ids]:
    return lambda chosen: chosen.selected.ids_of(chosen.selected.sorted_by(facet, descending=descending))


def _by_relevance(chosen: PositionFilter) -> Ids:
    """Best match first; without words every row matches alike, and the newest come first."""
    words = chosen.values["q"]
    if not words:
        return _newest_first(chosen)
    ranked = words_search.ids_by_relevance(words, chosen.record.revision)
    return ranked[np.isin(ranked, chosen.selected.ids_of())]


DEFAULT_SORT = "-stated_on"
SORTS = {
    DEFAULT_SORT: Sort(_("Newest first"), _newest_first),
    "stated_on": Sort(_("Oldest first"), _oldest_first),
    "relevance": Sort(_("Best match first"), _by_relevance),
    **{
        key: Sort(label, _by(facet, descending=key.startswith("-")))
        for facet, name in (
            ("country", _("Country")),
            ("leader", _("Leader")),
            ("issue", _("Issue")),
            ("stance", _("Stance")),
            ("summit", _("Summit")),
            ("substance", _("Substance")),
            ("confidence", _("Confidence")),
        )
        for key, label in (
            (facet, filled(_("{name}, first to last"), name=name)),
            (f"-{facet}", filled(_("{name}, last to first"), name=name)),
        )
    },
}
