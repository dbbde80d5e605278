"""The workflow as one table: which act moves a position from which state to which."""

from __future__ import annotations

from typing import NamedTuple

from ..vocabulary import Act, ReviewState


class Move(NamedTuple):
    start: ReviewState
    end: ReviewState
    wants_reason: bool


MOVES = {
    Act.SUBMIT: Move(ReviewState.DRAFT, ReviewState.IN_REVIEW, wants_reason=False),
    Act.RETURN: Move(ReviewState.IN_REVIEW, ReviewState.DRAFT, wants_reason=True),
    Act.PUBLISH: Move(ReviewState.IN_REVIEW, ReviewState.PUBLISHED, wants_reason=False),
    Act.WITHDRAW: Move(ReviewState.PUBLISHED, ReviewState.WITHDRAWN, wants_reason=True),
}

# What readers see changes with these; every process then renews its columns.
PUBLIC_STATES = frozenset({ReviewState.PUBLISHED, ReviewState.WITHDRAWN})
