"""The published record as facet columns in memory: masks, counts, page ids; reads only."""

from .facets import FACETS
from .renewal import current
from .selection import Selected, Selection
from .snapshot import Columns

__all__ = ["FACETS", "Columns", "Selected", "Selection", "current"]
