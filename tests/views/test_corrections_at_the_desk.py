"""Correcting what is published, as two people do it at the desk."""

from __future__ import annotations

import html

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

import pytest

from policy_positions import editing
from policy_positions.models import Correction, Position
from tests.factories import make_correction, make_position, make_text, make_user
from tests.sent_forms import sent_by
from tests.test_editing import fields, passage

pytestmark = pytest.mark.django_db

BODY = "Señor Pérez said: “Drugs should be legal.” Nobody answered."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(response) -> str:
    return html.unescape(response.content.decode())


@pytest.fixture
def editor(db) -> Client:
    return signed_in(make_user("editor"))


@pytest.fixture
def reviewer(db) -> Client:
    return signed_in(make_user("reviewer"))


@pytest.fixture
def published(db) -> Position:
    author = make_user("editor")
    draft = editing.draft(fields(), [passage(make_text(BODY))], by=author)
    return editing.publish(editing.submit(draft, by=author), by=make_user("reviewer"))


def test_a_change_is_proposed_read_and_applied(editor, reviewer, published):
    form = sent_by(page_of(editor.get(reverse("desk_position_correct", args=[published.public_id]))))
    changed = {**form, "stance": "oppose", "reason": "He was misheard."}
    proposed = editor.post(reverse("desk_position_correct", args=[published.public_id]), changed, follow=True)

    page = page_of(reviewer.get(proposed.request["PATH_INFO"]))
    assert "<del>Supports</del>" in page and "<ins>Opposes</ins>" in page and "He was misheard." in page
    assert Position.objects.get().stance == "support"

    correction = Correction.objects.get()
    reviewer.post(reverse("desk_correction_decide", args=[correction.pk, "apply"]), {"reason": "I read it."})

    assert Position.objects.get().stance == "oppose"


def test_a_proposal_without_a_reason_is_sent_back_with_what_was_typed(editor, published):
    address = reverse("desk_position_correct", args=[published.public_id])
    form = sent_by(page_of(editor.get(address)))

    refused = editor.post(address, {**form, "stance": "oppose", "reason": ""})

    page = page_of(refused)
    assert (refused.status_code, sent_by(page)["stance"]) == (422, "oppose")
    assert "Say why: the act “Corrected” is recorded with its reason." in page


def test_who_proposed_a_change_is_offered_to_take_it_back_and_not_to_apply_it(published):
    both = make_user("reviewer")
    correction = make_correction(published, proposed_by=both)

    page = page_of(signed_in(both).get(reverse("desk_correction", args=[correction.pk])))

    assert "Take it back" in page
    assert "Apply the change" not in page


def test_a_decline_without_a_reason_is_refused_and_said(reviewer, published):
    correction = make_correction(published)

    response = reviewer.post(reverse("desk_correction_decide", args=[correction.pk, "decline"]), {})

    assert (response.status_code, "Say why" in page_of(response)) == (422, True)
    assert Correction.objects.get().is_open


def test_a_change_of_another_version_is_not_offered_and_not_applied(reviewer, published):
    correction = make_correction(published, base_version=2)
    address = reverse("desk_correction", args=[correction.pk])

    assert "Apply the change" not in page_of(reviewer.get(address))
    response = reviewer.post(reverse("desk_correction_decide", args=[correction.pk, "apply"]), {})

    assert response.status_code == 409
    assert Position.objects.get().stance == "support"


def test_there_is_no_other_decision(reviewer, published):
    correction = make_correction(published)

    assert reviewer.post(reverse("desk_correction_decide", args=[correction.pk, "erase"])).status_code == 404


@pytest.mark.parametrize("state", ["draft", "in_review", "withdrawn"])
def test_only_what_is_published_has_a_form_of_correction(editor, state):
    position = make_position(state=state)

    assert editor.get(reverse("desk_position_correct", args=[position.public_id])).status_code == 404


def test_a_draft_goes_back_to_an_earlier_version_at_once(db):
    author = make_user("editor")
    cut = [passage(make_text(BODY))]
    draft = editing.draft(fields(), cut, by=author)
    editing.amend(draft, fields(stance="oppose"), cut, by=author, version=1)
    address = reverse("desk_position_restore", args=[draft.public_id, 1])
    client = signed_in(author)

    page = page_of(client.get(address))
    assert "<del>Opposes</del>" in page and "<ins>Supports</ins>" in page
    client.post(address, {**sent_by(page), "reason": "The first was right."})

    now = Position.objects.get()
    assert (now.stance, now.version) == ("support", 3)


def test_a_draft_that_changed_meanwhile_is_not_restored(db):
    author = make_user("editor")
    cut = [passage(make_text(BODY))]
    draft = editing.draft(fields(), cut, by=author)
    editing.amend(draft, fields(stance="oppose"), cut, by=author, version=1)

    response = signed_in(author).post(
        reverse("desk_position_restore", args=[draft.public_id, 1]), {"version": 1}
    )

    assert response.status_code == 409
    assert Position.objects.get().stance == "oppose"


def test_a_withdrawal_is_undone_by_two(editor, reviewer, published):
    editing.withdraw(published, by=make_user("reviewer"), reason="A hoax.")
    address = reverse("desk_position_restore", args=[published.public_id, 3])

    editor.post(address, {**sent_by(page_of(editor.get(address))), "reason": "It was none."})
    assert Position.objects.get().state == "withdrawn"
    reviewer.post(reverse("desk_correction_decide", args=[Correction.objects.get().pk, "apply"]))

    assert Position.objects.get().state == "published"


def test_a_position_of_the_shipped_record_is_corrected_though_its_text_is_not_held(editor, reviewer, record):
    position = Position.objects.filter(quotations__text__body__isnull=True).first()
    address = reverse("desk_position_correct", args=[position.public_id])
    before = [quotation.exact for quotation in position.quotations.all()]

    changed = {**sent_by(page_of(editor.get(address))), "confidence": "doubtful", "reason": "It is vague."}
    editor.post(address, changed)
    reviewer.post(reverse("desk_correction_decide", args=[Correction.objects.get().pk, "apply"]))

    now = Position.objects.get(pk=position.pk)
    assert now.confidence == "doubtful"
    assert [quotation.exact for quotation in now.quotations.all()] == before
    assert all(quotation.verified for quotation in now.quotations.all())


@pytest.mark.parametrize("name", ["desk_correction", "desk_position_correct", "desk_position_restore"])
def test_who_has_no_desk_sees_no_proposal(published, name):
    correction = make_correction(published)
    args = {
        "desk_correction": [correction.pk],
        "desk_position_correct": [published.public_id],
        "desk_position_restore": [published.public_id, 3],
    }[name]

    reader = signed_in(make_user()).get(reverse(name, args=args))

    assert reader.status_code == 403
    assert "He was misheard" not in page_of(reader) and "It was misread." not in page_of(reader)
    assert Client().get(reverse(name, args=args)).status_code == 302
