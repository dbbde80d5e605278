"""The only writer of positions, quotations and their revisions."""

from .acts import (
    VersionConflict,
    amend,
    discard,
    draft,
    publish,
    recall,
    restore,
    return_to_author,
    submit,
    take_up,
    withdraw,
)
from .anchoring import Resting, reanchor, resting_on_older
from .coding import Passage
from .corrections import apply, decline, propose, propose_restoring, take_back
from .dismissing import bring_back, dismiss
from .evidence import cautions_of, outside_tenure
from .frame import renew_after
from .ledger import described, log
from .people import (
    deactivate,
    invite,
    invite_again,
    keep_second_factor,
    new_recovery_codes,
    note_password,
    reactivate,
    reset_second_factor,
    set_roles,
)
from .recording import snapshot
from .releases import changes_since, release, require_news
from .saved_views import rename_view, save_view
from .second_coding import (
    code_again,
    comment,
    confirm_agreement,
    offer_agreement,
    plan_sample,
    take_coding,
)
from .second_sources import also_report
from .sources import add_source, amend_source, correct_text, hold_text, objection_to
from .taking_back import Brought, brought_by, take_back_import

__all__ = [
    "Brought",
    "Passage",
    "Resting",
    "VersionConflict",
    "add_source",
    "also_report",
    "amend",
    "amend_source",
    "apply",
    "bring_back",
    "brought_by",
    "cautions_of",
    "changes_since",
    "code_again",
    "comment",
    "confirm_agreement",
    "correct_text",
    "deactivate",
    "decline",
    "described",
    "discard",
    "dismiss",
    "draft",
    "hold_text",
    "invite",
    "invite_again",
    "keep_second_factor",
    "log",
    "new_recovery_codes",
    "note_password",
    "objection_to",
    "offer_agreement",
    "outside_tenure",
    "plan_sample",
    "propose",
    "propose_restoring",
    "publish",
    "reactivate",
    "reanchor",
    "recall",
    "release",
    "rename_view",
    "renew_after",
    "require_news",
    "reset_second_factor",
    "resting_on_older",
    "restore",
    "return_to_author",
    "save_view",
    "set_roles",
    "snapshot",
    "submit",
    "take_back",
    "take_back_import",
    "take_coding",
    "take_up",
    "withdraw",
]
