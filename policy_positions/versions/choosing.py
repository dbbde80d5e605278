"""Two versions that began from one: what each says, side by side, for who has to choose field by field."""

from __future__ import annotations

from typing import NamedTuple

from ..models.revision import Snapshot
from .fields import FIELDS, PASSAGES, Shown
from .naming import Names
from .words import Piece, words_changed

# The fields of the form that are taken together with each line.
TAKEN_BY = {
    "holder": ("country", "organization"),
    "summit": ("summit", "summit_relation"),
    **{key: (key,) for key in ("leader", "issue", "stance", "substance", "stated", "date_note")},
    **{key: (key,) for key in ("summary", "confidence", "coding_note")},
}


class Choice(NamedTuple):
    """``taken`` is what is suggested: whoever alone changed the line, and yours where both did."""

    key: str
    label: str
    theirs: str
    yours: str
    pieces: list[Piece]
    taken: str
    both_changed: bool


def choices(base: Snapshot | None, theirs: Snapshot, yours: Snapshot, names: Names) -> list[Choice]:
    """The lines on which two versions differ, passages last."""
    found = (_choice(shown, base, theirs, yours, names) for shown in (*FIELDS, PASSAGES))
    return [choice for choice in found if choice is not None]


def _choice(
    shown: Shown, base: Snapshot | None, theirs: Snapshot, yours: Snapshot, names: Names
) -> Choice | None:
    stands, typed = shown.text(theirs, names), shown.text(yours, names)
    if stands == typed:
        return None
    began = shown.text(base, names) if base else None
    taken = "theirs" if typed == began else "yours"
    both_changed = began is not None and began not in (stands, typed)
    pieces = words_changed(stands, typed) if shown.is_prose else []
    return Choice(shown.key, shown.label, stands, typed, pieces, taken, both_changed)
