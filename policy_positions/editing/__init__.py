"""The only writer of positions, quotations and their revisions."""

from .acts import Passage, VersionConflict, amend, draft, publish, return_to_author, submit, withdraw
from .sources import add_source

__all__ = [
    "Passage",
    "VersionConflict",
    "add_source",
    "amend",
    "draft",
    "publish",
    "return_to_author",
    "submit",
    "withdraw",
]
