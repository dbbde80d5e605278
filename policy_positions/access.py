"""Who may do what: predicates over a user and an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser, AnonymousUser

    from .models import Correction, Import, Position, SecondCoding

    AnyUser = AbstractUser | AnonymousUser

DRAFT = "policy_positions.draft_position"
PUBLISH = "policy_positions.publish_position"
# Of the rights over the frame, which the group of admins holds together, the one that stands for all.
CURATE = "policy_positions.change_summit"


def may_draft(user: AnyUser) -> bool:
    return user.has_perm(DRAFT)


def may_see_drafts(user: AnyUser) -> bool:
    return user.has_perm(DRAFT)


def may_amend(user: AnyUser, position: Position) -> bool:
    """A draft belongs to its author until it is submitted."""
    return user.has_perm(DRAFT) and position.drafted_by_id == user.pk


def may_review(user: AnyUser, position: Position) -> bool:
    """A second pair of eyes: nobody publishes, returns or withdraws their own draft."""
    return user.has_perm(PUBLISH) and position.drafted_by_id != user.pk


def may_see_imports(user: AnyUser) -> bool:
    """What others have imported, who may have to take it back."""
    return user.has_perm(PUBLISH)


def may_take_back(user: AnyUser, of: Import) -> bool:
    """Who imported it undoes it; for what is published since it takes a second person, as ever."""
    return user.has_perm(PUBLISH) or (user.has_perm(DRAFT) and of.made_by_id == user.pk)


def may_withdraw_import(user: AnyUser, of: Import) -> bool:
    return user.has_perm(PUBLISH) and of.made_by_id != user.pk


def may_curate(user: AnyUser) -> bool:
    """Keep the frame: meetings, people and their offices, propositions."""
    return user.has_perm(CURATE)


def may_keep_people(user: AnyUser) -> bool:
    """Make accounts, give roles and take them away."""
    return user.has_perm("auth.change_user")


def may_touch(user: AnyUser, account: AbstractUser) -> bool:
    """Who is no superuser changes none, and nobody shuts themselves out."""
    return may_keep_people(user) and user.pk != account.pk and (user.is_superuser or not account.is_superuser)


def must_prove_second_factor(user: AnyUser) -> bool:
    """Whose acts everybody reads, or whose rights others depend on."""
    if user.is_superuser or user.groups.filter(name__in=settings.SECOND_FACTOR_ROLES).exists():
        return user.username not in settings.SECOND_FACTOR_GRACE
    return False


def may_decide(user: AnyUser, correction: Correction) -> bool:
    """A second pair of eyes on a change as well: nobody applies or declines what they proposed."""
    return user.has_perm(PUBLISH) and correction.proposed_by_id != user.pk


def may_resolve(user: AnyUser, coding: SecondCoding) -> bool:
    """The two coders settle a difference; for an author who is gone, a reviewer who did not code it."""
    author = coding.position.drafted_by
    steps_in = not author.is_active and user.has_perm(PUBLISH) and coding.coder_id != user.pk
    return user.has_perm(DRAFT) and (user.pk in (coding.coder_id, author.pk) or steps_in)


def require(allowed: bool, otherwise: str) -> None:
    """Refuse, saying why, what a predicate did not allow."""
    if not allowed:
        raise PermissionDenied(otherwise)
