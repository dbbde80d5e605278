"""The only writer of positions, quotations and their revisions."""

from .acts import (
    VersionConflict,
    amend,
    draft,
    publish,
    recall,
    restore,
    return_to_author,
    submit,
    withdraw,
)
from .coding import Passage
from .corrections import apply, decline, propose, propose_restoring, take_back
from .evidence import cautions_of
from .frame import renew_after
from .sources import add_source, hold_text

__all__ = [
    "Passage",
    "VersionConflict",
    "add_source",
    "amend",
    "apply",
    "cautions_of",
    "decline",
    "draft",
    "hold_text",
    "propose",
    "propose_restoring",
    "publish",
    "recall",
    "renew_after",
    "restore",
    "return_to_author",
    "submit",
    "take_back",
    "withdraw",
]
