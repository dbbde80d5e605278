"""A proposed change stays as it was proposed, and a second person decides it, or the database refuses it."""

from __future__ import annotations

from django.utils import timezone

import pytest

from policy_positions.models import Correction
from tests.factories import make_correction, make_position, make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


def stored(correction: Correction):
    """The row itself, for changes that ask no Python."""
    return Correction.objects.filter(pk=correction.pk)


def decision(**changed):
    return {"state": "applied", "decided_by": make_user(), "decided_at": timezone.now(), **changed}


@pytest.mark.parametrize("state", ["applied", "declined"])
def test_nobody_decides_what_they_proposed(state):
    correction = make_correction()

    with refused_by("correction_decided_by_a_second_person"):
        stored(correction).update(**decision(state=state, decided_by=correction.proposed_by))


def test_who_proposed_a_change_may_take_it_back():
    correction = make_correction()

    stored(correction).update(**decision(state="taken_back", decided_by=correction.proposed_by))

    assert stored(correction).get().state == "taken_back"


@pytest.mark.parametrize("left_out", ["decided_by", "decided_at"])
def test_a_decision_says_by_whom_and_when(left_out):
    correction = make_correction()

    with refused_by("correction_decided_says_by_whom_and_when"):
        stored(correction).update(**decision(**{left_out: None}))


def test_what_is_open_has_no_decision():
    correction = make_correction()

    with refused_by("correction_decided_says_by_whom_and_when"):
        stored(correction).update(decided_by=make_user(), decided_at=timezone.now())


@pytest.mark.parametrize("change", [{"proposed": {}}, {"reason": "Another."}, {"base_version": 7}])
def test_what_was_proposed_is_not_exchanged_before_it_is_applied(change):
    correction = make_correction()

    with refused_by("correction_stays_as_proposed"):
        stored(correction).update(**change)


def test_a_proposal_is_not_laid_on_somebody_else():
    correction = make_correction()

    with refused_by("correction_stays_as_proposed"):
        stored(correction).update(proposed_by=make_user())


def test_a_decision_is_final():
    correction = make_correction()
    stored(correction).update(**decision(state="declined"))

    with refused_by("correction_decided_stays_decided"):
        stored(correction).update(state="applied")


def test_a_proposal_is_kept():
    correction = make_correction()

    with refused_by("correction_is_kept"):
        correction.delete()


def test_a_position_has_one_open_proposal():
    correction = make_correction()

    with refused_by("correction_one_open_a_position"):
        make_correction(position=correction.position)


def test_after_a_decision_comes_the_next_proposal():
    correction = make_correction()
    stored(correction).update(**decision(state="declined"))

    second = make_correction(position=correction.position)

    assert Correction.objects.open().get() == second


@pytest.mark.parametrize("blank", ["", "  "])
def test_a_change_without_a_reason_is_refused(blank):
    with refused_by("correction_reason_is_not_blank"):
        make_correction(reason=blank)


@pytest.mark.parametrize(
    ("act", "restores"), [("correct", 1), ("restore", None), ("reinstate", None), ("load", 1)]
)
def test_what_restores_says_which_version(act, restores):
    with refused_by("correction_act_says_what_it_restores"):
        make_correction(act=act, restores=restores)


def test_a_state_outside_the_list_is_refused():
    with refused_by("correction_state_is_known"):
        make_correction(state="forgotten", decided_by=make_user(), decided_at=timezone.now())


def test_what_waits_is_open_and_can_still_be_applied():
    waiting = make_correction()
    make_correction(position=make_position(state="withdrawn"))
    reinstating = make_correction(position=make_position(state="withdrawn"), act="reinstate", restores=1)
    declined = make_correction()
    stored(declined).update(**decision(state="declined"))

    assert set(Correction.objects.awaiting_review()) == {waiting, reinstating}
