"""Acts on the frame and on accounts are on record beside the positions', without secrets or evidence."""

from __future__ import annotations

import pytest

from policy_positions import editing
from policy_positions.models import Revision
from policy_positions.vocabulary import FrameAct
from tests.factories import make_country, make_leader, make_president, make_text, make_user

pytestmark = pytest.mark.django_db


def test_an_act_on_a_leader_says_who_and_what_changed():
    leader, admin = make_leader("Otto Perez", slug="otto"), make_user("admin")
    before = editing.described(leader)
    leader.name = "Otto Pérez Molina"
    leader.save()

    editing.log(
        leader,
        FrameAct.CHANGE,
        by=admin,
        reason="Its full form.",
        before=before,
        after=editing.described(leader),
    )

    revision = Revision.objects.of_record("leader", "otto").get()
    assert (revision.by, revision.version, revision.reason) == (admin, 1, "Its full form.")
    assert (revision.before["name"], revision.after["name"]) == ("Otto Perez", "Otto Pérez Molina")


def test_acts_on_one_record_are_numbered_and_bound():
    leader, admin = make_leader(slug="otto"), make_user("admin")

    first = editing.log(leader, FrameAct.ADD, by=admin)
    second = editing.log(leader, FrameAct.CHANGE, by=admin)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.version, second.version) == (1, 2)
    assert second.previous == first.digest


def test_a_leader_is_told_with_the_offices_held():
    leader = make_president(make_country("GTM"))

    told = editing.described(leader)

    assert [(office["country"], office["title"]) for office in told["tenures"]] == [("GTM", "President")]


def test_an_account_is_told_without_its_password():
    user = make_user("reviewer", email="r@example.org")

    told = editing.described(user)

    assert told["groups"] == ["reviewer"]
    assert user.password not in str(told)
    assert "password" not in told


def test_a_source_is_told_without_the_bodies_of_its_texts():
    text = make_text("The body of an article, which is private.")

    told = editing.described(text.source)

    assert told["texts"][0]["sha256"] == text.sha256
    assert "which is private" not in str(told)
