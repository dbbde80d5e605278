"""The workflow as one table: which act moves a position from which state to which.

``editing`` acts by it, a trigger of the database refuses every other move, docs/workflow.md is drawn from it.
"""

from __future__ import annotations

from typing import NamedTuple

from .vocabulary import Act, ReviewState


class Move(NamedTuple):
    start: ReviewState
    end: ReviewState
    wants_reason: bool


MOVES = {
    Act.SUBMIT: Move(ReviewState.DRAFT, ReviewState.IN_REVIEW, wants_reason=False),
    Act.RECALL: Move(ReviewState.IN_REVIEW, ReviewState.DRAFT, wants_reason=False),
    Act.RETURN: Move(ReviewState.IN_REVIEW, ReviewState.DRAFT, wants_reason=True),
    Act.PUBLISH: Move(ReviewState.IN_REVIEW, ReviewState.PUBLISHED, wants_reason=False),
    Act.WITHDRAW: Move(ReviewState.PUBLISHED, ReviewState.WITHDRAWN, wants_reason=True),
    Act.REINSTATE: Move(ReviewState.WITHDRAWN, ReviewState.PUBLISHED, wants_reason=True),
    Act.DISCARD: Move(ReviewState.DRAFT, ReviewState.DISCARDED, wants_reason=False),
    Act.TAKE_UP: Move(ReviewState.DISCARDED, ReviewState.DRAFT, wants_reason=False),
}

# What changes a position and leaves it in its state.
REWRITES = {
    Act.AMEND: (ReviewState.DRAFT,),
    Act.CORRECT: (ReviewState.PUBLISHED,),
    Act.RESTORE: (ReviewState.DRAFT, ReviewState.PUBLISHED),
}

# What readers see changes with these; every process then renews its columns.
PUBLIC_STATES = frozenset({ReviewState.PUBLISHED, ReviewState.WITHDRAWN})

# What no longer stands: its passages may be coded anew.
FALLEN = frozenset({ReviewState.WITHDRAWN, ReviewState.DISCARDED})

# What is done to the published record after its publication, and told on the page of corrections.
CORRECTING = (Act.CORRECT, Act.RESTORE, Act.WITHDRAW, Act.REINSTATE, Act.ATTACH, Act.LOAD)
