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
from .anchoring import Resting, reanchor, resting_on_older
from .coding import Passage
from .corrections import apply, decline, propose, propose_restoring, take_back
from .dismissing import bring_back, dismiss
from .evidence import cautions_of
from .frame import renew_after
from .ledger import described, log
from .recording import snapshot
from .second_sources import also_report
from .sources import add_source, amend_source, correct_text, hold_text, objection_to

__all__ = [
    "Passage",
    "Resting",
    "VersionConflict",
    "add_source",
    "also_report",
    "amend",
    "amend_source",
    "apply",
    "bring_back",
    "cautions_of",
    "correct_text",
    "decline",
    "described",
    "dismiss",
    "draft",
    "hold_text",
    "log",
    "objection_to",
    "propose",
    "propose_restoring",
    "publish",
    "reanchor",
    "recall",
    "renew_after",
    "resting_on_older",
    "restore",
    "return_to_author",
    "snapshot",
    "submit",
    "take_back",
    "withdraw",
]
