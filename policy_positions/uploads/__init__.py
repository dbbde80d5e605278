"""Files of rows handed in at the desk: kept, read in the background, imported in one transaction."""

from .handing_in import LARGEST_FILE, Refused, begin, discard, hand_in
from .progress import progress_of_import
from .template import explained, workbook

__all__ = [
    "LARGEST_FILE",
    "Refused",
    "begin",
    "discard",
    "explained",
    "hand_in",
    "progress_of_import",
    "workbook",
]
