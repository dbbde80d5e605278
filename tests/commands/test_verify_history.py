"""verify_history: silence means that nothing was touched, and one byte breaks it."""

from __future__ import annotations

import io

from django.core.management import CommandError, call_command

import pytest

from policy_positions import editing
from policy_positions.editing.ledger import described
from policy_positions.models import Revision
from policy_positions.vocabulary import FrameAct
from tests.factories import make_leader, make_user
from tests.rewriting import guards_off, make_history, sql

pytestmark = pytest.mark.django_db


def run() -> str:
    out = io.StringIO()
    call_command("verify_history", stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_an_empty_record_is_proven():
    assert run() == "Proven: 0 acts.\n"


def test_the_shipped_record_is_proven(record):
    assert run() == f"Proven: {Revision.objects.count()} acts.\n"


def test_one_byte_flipped_is_found_among_many_acts():
    others = [make_history() for _ in range(3)]
    position = make_history()
    with guards_off():
        sql(
            "UPDATE policy_positions_revision SET reason = 'from' || substr(reason, 5) "
            "WHERE position_id = %s AND version = 1",
            position.pk,
        )

    with pytest.raises(CommandError, match="The history is not what was written: 1 faults"):
        run()

    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("verify_history", stdout=out, stderr=io.StringIO())
    fault = "what is written of this act is not what was written then."
    assert out.getvalue() == f"Position {position.public_id}, version 1: {fault}\n"
    assert len(others) == 3


def test_an_act_on_the_frame_taken_out_is_found():
    leader = make_leader(slug="otto")
    admin = make_user("admin")
    for _ in range(3):
        editing.log(leader, FrameAct.CHANGE, by=admin, after=described(leader))
    with guards_off(Revision):
        sql("DELETE FROM policy_positions_revision WHERE record = 'otto' AND version = 2")

    with pytest.raises(CommandError, match="1 faults"):
        run()


def test_it_tells_how_far_it_is():
    make_history()
    told = io.StringIO()

    call_command("verify_history", stdout=io.StringIO(), stderr=told)

    assert "3 of 3 acts" in told.getvalue()


def test_what_was_written_in_bulk_is_bound_as_well():
    call_command("make_sample", 20, stdout=io.StringIO(), stderr=io.StringIO())

    assert run() == "Proven: 20 acts.\n"
