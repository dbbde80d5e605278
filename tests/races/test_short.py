"""A few pairs of each kind; the thousands are a command, see the package."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .pairs import KINDS, Cast, edit_edit_unchecked
from .racing import Lanes
from .running import run, wrong_with_the_record

pytestmark = pytest.mark.django_db(transaction=True)

PAIRS = 5


@pytest.fixture
def lanes(transactional_db) -> Iterator[Lanes]:
    lanes = Lanes()
    yield lanes
    lanes.close()


def test_of_two_who_act_at_once_nobody_s_work_is_lost_and_nothing_is_half_done(lanes):
    cast = Cast.make(7)

    tallies = {name: run(kind, cast, PAIRS, lanes) for name, kind in KINDS.items()}

    assert {name: tally.faults for name, tally in tallies.items()} == {name: [] for name in KINDS}
    assert [name for name, tally in tallies.items() if tally.overlapping == 0] == []
    assert list(wrong_with_the_record()) == []


def test_without_the_version_that_was_read_what_the_other_saved_is_lost(lanes):
    """The twin."""
    tally = run(edit_edit_unchecked, Cast.make(7), PAIRS, lanes)

    assert tally.both == PAIRS
    assert [fault for fault in tally.faults if fault.endswith("was lost")]
