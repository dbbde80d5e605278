"""What is merged, and separated again, leaves a history that proves."""

from __future__ import annotations

import pytest

from policy_positions.editing import merging
from policy_positions.inspection import unproven_history
from tests.factories import make_leader, make_user
from tests.models.breaking import settle
from tests.rewriting import make_history

pytestmark = pytest.mark.django_db


def test_positions_that_a_merge_moves_are_proven_before_and_after_it_is_undone():
    kept, former = make_leader("Otto Pérez Molina", slug="kept"), make_leader("Otto Perez", slug="former")
    position = make_history(leader=former)
    admin = make_user("admin")

    merge = merging.merge(kept, former, by=admin, reason="One person.")
    settle()
    merged = list(unproven_history())
    merging.separate(merge, by=admin, reason="Two, after all.")
    settle()

    position.refresh_from_db()
    assert position.leader.slug == "former"
    assert (merged, list(unproven_history())) == ([], [])
