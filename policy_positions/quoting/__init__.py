"""Is a passage really in a text, word for word, and where? Pure functions: no database, no request."""

from .cautions import ENDS_INSIDE, NEGATED, STARTS_INSIDE, Caution, cautions
from .folding import Folded, Span, fold
from .fragments import text_fragment_url
from .locating import (
    CONTEXT,
    Refused,
    all_places,
    context,
    is_verbatim_at,
    locate,
    occurrences,
    pieces,
    require_visible,
    visible,
    whole_words,
)
from .sentences import sentence_around, sentences

__all__ = [
    "CONTEXT",
    "ENDS_INSIDE",
    "NEGATED",
    "STARTS_INSIDE",
    "Caution",
    "Folded",
    "Refused",
    "Span",
    "all_places",
    "cautions",
    "context",
    "fold",
    "is_verbatim_at",
    "locate",
    "occurrences",
    "pieces",
    "require_visible",
    "sentence_around",
    "sentences",
    "text_fragment_url",
    "visible",
    "whole_words",
]
