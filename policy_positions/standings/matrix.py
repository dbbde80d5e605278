"""Countries down, issues across: grouped by subregion, or sorted by where they stand on one issue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ..models import Country
from ..vocabulary import Stance, Subregion
from .standing import Standing

Row = tuple[Country, list[Standing]]

_PLACE_OF_SUBREGION = {code: place for place, code in enumerate(Subregion.values)}
_PLACE_OF_STANCE = {code: place for place, code in enumerate(Stance.values)}


@dataclass(frozen=True)
class Group:
    """Rows under one heading; without a heading they are all."""

    label: str
    rows: list[Row]


def by_subregion(rows: Sequence[Row]) -> list[Group]:
    ordered = sorted(rows, key=lambda row: _PLACE_OF_SUBREGION[row[0].subregion])
    return [
        Group(str(Subregion(code).label), list(members))
        for code, members in groupby(ordered, key=lambda row: row[0].subregion)
    ]


def by_issue(rows: Sequence[Row], slug: str) -> list[Group]:
    """From support to opposition, then those beside the scale, then those of whom nothing is recorded."""

    def place(row: Row) -> int:
        stance = next((cell.stance for cell in row[1] if cell.issue.slug == slug), None)
        return len(_PLACE_OF_STANCE) if stance is None else _PLACE_OF_STANCE[stance]

    return [Group("", sorted(rows, key=place))]
