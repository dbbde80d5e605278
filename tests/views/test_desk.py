"""The acts of review at the desk, where two people look at one position."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

import pytest

from policy_positions.models import Position
from policy_positions.vocabulary import ReviewState
from tests.factories import make_position, make_quotation, make_text, make_user

pytestmark = pytest.mark.django_db


def _publish(client: Client, position: Position, *, version: int):
    return client.post(reverse("desk_position_publish", args=[position.public_id]), {"version": version})


def test_a_reviewer_publishes_what_was_read(client: Client) -> None:
    position = make_position(state="in_review", version=3)
    client.force_login(make_user("reviewer"))

    _publish(client, position, version=3)

    position.refresh_from_db()
    assert position.state == ReviewState.PUBLISHED


def test_nobody_publishes_what_has_changed_since_it_was_read(client: Client) -> None:
    position = make_position(state="in_review", version=3)
    client.force_login(make_user("reviewer"))

    response = _publish(client, position, version=2)

    assert response.status_code == 409
    assert "read it again" in response.content.decode()
    position.refresh_from_db()
    assert position.state == ReviewState.IN_REVIEW


def test_a_cautioned_passage_says_what_publishing_wants_and_takes_the_answer(client: Client) -> None:
    position = make_position(state="in_review", voices=())
    make_quotation(position, make_text("They never said that it works."), "it works", language="en")
    client.force_login(make_user("reviewer"))
    act = reverse("desk_position_publish", args=[position.public_id])

    refused = client.post(act, {"version": 1})
    page = client.post(act, {"version": 1, "reason": "The denial is told."}, follow=True).content.decode()

    assert refused.status_code == 422
    assert "Passage 1: The same sentence says “never”" in refused.content.decode()
    assert "Answers, on passage 1: The same sentence says “never”" in page


def test_an_account_without_the_desk_is_not_told_who_reviewed(client: Client) -> None:
    reviewer = make_user("reviewer")
    position = make_position(state="in_review")
    client.force_login(reviewer)
    _publish(client, position, version=position.version)
    client.force_login(make_user())

    page = client.get(reverse("position", args=[position.public_id])).content.decode()

    assert "version" in page
    assert reviewer.username not in page


def test_an_empty_record_has_no_map_to_embed(client: Client) -> None:
    assert client.get(reverse("embed_map")).status_code == 404
