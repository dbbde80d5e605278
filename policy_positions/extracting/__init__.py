"""What editors hand in, as text: decoded, freed of its page, with what it says of itself. Fetches nothing."""

from .intake import FILE_TYPES, LARGEST_FILE, LONGEST_TEXT, Extract, extract, read_pasted
from .proposal import Proposal
from .refusal import Refused

__all__ = [
    "FILE_TYPES",
    "LARGEST_FILE",
    "LONGEST_TEXT",
    "Extract",
    "Proposal",
    "Refused",
    "extract",
    "read_pasted",
]
