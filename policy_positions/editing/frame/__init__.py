"""Keeping the frame: meetings, people and their offices, propositions. Every change is recorded."""

from .attaching import Tie, attach, proposed_relation
from .keeping import FrameConflict, fingerprint, keep, remove
from .renewing import renew_after
from .seating import Seat, seat
from .summit_files import SUMMIT_COLUMNS, SummitFile, bring_in, read_summit, template_rows
from .translating import translate
from .wording import reword

__all__ = [
    "SUMMIT_COLUMNS",
    "FrameConflict",
    "Seat",
    "SummitFile",
    "Tie",
    "attach",
    "bring_in",
    "fingerprint",
    "keep",
    "proposed_relation",
    "read_summit",
    "remove",
    "renew_after",
    "reword",
    "seat",
    "template_rows",
    "translate",
]
