"""The same words in another source: one position, two quotations."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext

from ..models import Correction, Position
from ..vocabulary import ReviewState
from .acts import amend
from .coding import Passage
from .corrections import propose
from .duplicates import says_the_same
from .recording import snapshot
from .replaying import passages_of


@transaction.atomic
def also_report(
    position: Position, passage: Passage, *, by: User, version: int, reason: str
) -> Position | Correction:
    """Add a passage that says what the position quotes: to a draft, or by proposal to what is published."""
    if not any(says_the_same(quotation, passage) for quotation in position.quotations.all()):
        raise ValidationError(
            gettext("The position quotes other words: draft one of its own from this passage.")
        )
    passages = [*passages_of(snapshot(position)), passage]
    if position.state == ReviewState.DRAFT:
        return amend(position, {}, passages, by=by, version=version, reason=reason)
    return propose(position, {}, passages, by=by, version=version, reason=reason)
