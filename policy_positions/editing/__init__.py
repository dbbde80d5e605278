"""The only writer of positions, quotations and their revisions."""

from .acts import Passage, VersionConflict, amend, draft, publish, return_to_author, submit, withdraw
from .evidence import cautions_of
from .frame import renew_after
from .sources import add_source, hold_text

__all__ = [
    "Passage",
    "VersionConflict",
    "add_source",
    "amend",
    "cautions_of",
    "draft",
    "hold_text",
    "publish",
    "renew_after",
    "return_to_author",
    "submit",
    "withdraw",
]
