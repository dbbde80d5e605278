"""The query-string language of list, map, matrix, download, feed and API."""

from .correction_filter import CorrectionFilter
from .faults import Fault, ImpossibleQuery
from .links import Chip, Facet, Option
from .position_filter import PAGE_SIZES, PositionFilter
from .queue_filter import QueueFilter

__all__ = [
    "PAGE_SIZES",
    "Chip",
    "CorrectionFilter",
    "Facet",
    "Fault",
    "ImpossibleQuery",
    "Option",
    "PositionFilter",
    "QueueFilter",
]
