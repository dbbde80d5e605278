"""What changed between two versions of a position: field by field, passage by passage, word by word."""

from .choosing import TAKEN_BY, Choice, choices
from .comparing import Changes, FieldChange, PassageChange, compare
from .naming import Names
from .words import Piece, words_changed

__all__ = [
    "TAKEN_BY",
    "Changes",
    "Choice",
    "FieldChange",
    "Names",
    "PassageChange",
    "Piece",
    "choices",
    "compare",
    "words_changed",
]
