"""A statement outside its speaker's time in office is a warning that its author confirms with a reason."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.models import Position
from policy_positions.vocabulary import Act, ReviewState
from tests.factories import make_country, make_draft, make_leader, make_president, make_user

pytestmark = pytest.mark.django_db


def _drafted(stated_on: datetime.date, **fields) -> Position:
    """A draft of a president since 2012."""
    country = make_country("GTM")
    leader = make_president(country, "Otto Pérez Molina", start=datetime.date(2012, 1, 14))
    return make_draft(
        country=country, leader=leader, stated_on=stated_on, drafted_by=make_user("editor"), **fields
    )


BEFORE, DURING = datetime.date(2011, 5, 1), datetime.date(2012, 5, 1)


def test_what_was_said_out_of_office_is_submitted_with_a_reason_alone() -> None:
    draft = _drafted(BEFORE)

    with pytest.raises(
        ValidationError, match="held no office of Country GTM that is on record at the time: 1 May 2011"
    ):
        editing.submit(draft, by=draft.drafted_by)
    submitted = editing.submit(draft, by=draft.drafted_by, reason="He spoke as president elect.")

    [revision] = submitted.revisions.filter(act=Act.SUBMIT)
    assert submitted.state == ReviewState.IN_REVIEW
    assert [caution["kind"] for caution in revision.cautions] == ["outside_tenure"]


def test_what_was_said_in_office_wants_no_reason() -> None:
    draft = _drafted(DURING)

    submitted = editing.submit(draft, by=draft.drafted_by)

    assert submitted.revisions.get(act=Act.SUBMIT).cautions == []


def test_a_month_in_which_the_office_began_is_in_office() -> None:
    draft = _drafted(datetime.date(2012, 1, 1), stated_on_precision="month")

    assert editing.outside_tenure(draft) == ""


def test_a_speaker_of_whom_no_office_is_known_is_no_doubt() -> None:
    draft = make_draft(leader=make_leader(), drafted_by=make_user("editor"))

    assert editing.outside_tenure(draft) == ""


def test_an_office_of_another_country_is_a_doubt() -> None:
    draft = _drafted(DURING)
    draft.country = make_country("COL")

    assert "no office of Country COL" in editing.outside_tenure(draft)


def test_the_desk_shows_the_doubt_before_it_is_submitted(client: Client) -> None:
    draft = _drafted(BEFORE)
    client.force_login(draft.drafted_by)

    page = client.get(reverse("desk_position", args=[draft.public_id])).content.decode()
    refused = client.post(reverse("desk_position_submit", args=[draft.public_id]), {"version": draft.version})

    assert "Look twice" in page and "Otto Pérez Molina held no office" in page
    assert refused.status_code == 422
    assert "Say why it is right all the same." in refused.content.decode()
