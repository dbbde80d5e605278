"""Who may do what: said once, asked everywhere."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import PermissionDenied

import pytest

from policy_positions import access
from policy_positions.models import Position
from tests.factories import make_draft, make_user

pytestmark = pytest.mark.django_db

WHO = ("visitor", "reader", "editor", "reviewer", "admin", "inactive reviewer", "superuser")


def make(who: str) -> User | AnonymousUser:
    if who == "visitor":
        return AnonymousUser()
    if who == "superuser":
        return make_user(is_superuser=True)
    if who == "inactive reviewer":
        return make_user("reviewer", is_active=False)
    return make_user("" if who == "reader" else who)


@pytest.mark.parametrize(
    ("may", "allowed"),
    [
        (access.may_draft, {"editor", "reviewer", "admin", "superuser"}),
        (access.may_see_drafts, {"editor", "reviewer", "admin", "superuser"}),
    ],
)
def test_who_may_draft_and_see_drafts(may, allowed):
    assert {who for who in WHO if may(make(who))} == allowed


def with_own_draft(who: str) -> tuple[User | AnonymousUser, Position, Position]:
    """Somebody, a draft of theirs where they can have one, and a draft of somebody else's."""
    user = make(who)
    others = make_draft()
    own = make_draft(drafted_by=user) if isinstance(user, User) else others
    return user, own, others


def test_a_draft_is_amended_by_its_author_alone():
    theirs, others = set(), set()
    for who in WHO:
        user, own, another = with_own_draft(who)
        theirs |= {who} if access.may_amend(user, own) else set()
        others |= {who} if access.may_amend(user, another) else set()

    assert theirs == {"editor", "reviewer", "admin", "superuser"}
    assert others == set()


def test_a_position_is_reviewed_by_a_reviewer_who_did_not_draft_it():
    theirs, others = set(), set()
    for who in WHO:
        user, own, another = with_own_draft(who)
        theirs |= {who} if access.may_review(user, own) else set()
        others |= {who} if access.may_review(user, another) else set()

    assert theirs == set()
    assert others == {"reviewer", "admin", "superuser"}


def test_a_refusal_says_why():
    with pytest.raises(PermissionDenied, match=r"^Only its author may\.$"):
        access.require(False, "Only its author may.")


def test_what_is_allowed_passes():
    assert access.require(True, "Only its author may.") is None
