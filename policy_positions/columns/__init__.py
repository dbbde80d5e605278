"""The published record as facet columns in memory: masks, counts, page ids; reads only."""

from .facets import FACETS
from .published import Published, published_by_id, published_in_order
from .renewal import current, held, held_number, renewed
from .selection import Selected, Selection
from .snapshot import Columns

__all__ = [
    "FACETS",
    "Columns",
    "Published",
    "Selected",
    "Selection",
    "current",
    "held",
    "held_number",
    "published_by_id",
    "published_in_order",
    "renewed",
]
