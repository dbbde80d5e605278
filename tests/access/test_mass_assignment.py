"""Fields that no form has: sent with every form by everybody, they change nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.forms.models import model_to_dict
from django.test import Client

import pytest

from policy_positions.models import Position, Quotation, Revision, Source, SourceText
from policy_positions.models.position import CODED

from .table import ROLES, Row, make_people, make_record, rows, signed_in

FORMS = [row for row in rows() if row.method == "POST" and not row.name.startswith(("admin:", "log"))]
MODELS = (Position, Quotation, Revision, Source, SourceText, User)
HOSTILE: dict[str, Any] = {
    "state": "published",
    "version": "1",
    "public_id": "taken",
    "verified": "on",
    "is_superuser": "on",
    "is_staff": "on",
    "published_at": "2012-04-01 00:00",
    "sha256": "0" * 64,
    "at": "2012-04-01 00:00",
    "act": "publish",
}
# What a form is for: the reference of a source, and another wording of its text.
OWN = {"desk_source_edit": "sources", "desk_source_correct": "texts"}
# What follows from who did what and when, so that nobody may say it.
FOLLOWS = ("public_id", "scheme_version", "drafted_by")


@pytest.fixture
def people(db) -> dict[str, User | None]:
    people = make_people()
    make_record(people)
    return people


def everything_at_once(user: User | None) -> dict[str, str]:
    """Each field of each model, under its own name, in a passage and in a form of admins."""
    key = str(user.pk if user else 1)
    fields = [field.name for model in MODELS for field in model._meta.fields]
    sent = {name: str(HOSTILE.get(name, key)) for name in fields}
    within = {f"passages-0-{name}": value for name, value in sent.items()}
    return {**sent, **within, "passages-TOTAL_FORMS": "1", "passages-INITIAL_FORMS": "0"}


def what_follows() -> dict[str, Any]:
    accounts = User.objects.filter(username__startswith="user-").order_by("pk")  # not those that it invites
    return {
        "positions": list(Position.objects.order_by("pk").values(*FOLLOWS, "pk")),
        "passages": list(Quotation.objects.order_by("pk").values("pk", "position", "verified", "exact")),
        "texts": list(SourceText.objects.order_by("pk").values("pk", "sha256", "length", "version")),
        "sources": list(Source.objects.order_by("pk").values()),
        "accounts": list(accounts.values("pk", "username", "is_staff", "is_superuser")),
    }


@pytest.mark.parametrize("role", ROLES)
def test_a_form_takes_its_own_fields_and_no_others(people, role):
    visitor, before = signed_in(people[role]), what_follows()

    taken = {
        str(row): what_came_of(row, role, visitor, everything_at_once(people[role]), before) for row in FORMS
    }

    assert {told for told, (_, after, _) in taken.items() if after != before} == set()
    assert {status for status, _, _ in taken.values()} <= {200, 302, 403, 404, 409, 422}
    acts = {str(row) for row in FORMS if row.answers[role] == "302"}
    assert {told for told, (_, _, moved) in taken.items() if moved} <= acts


def what_came_of(
    row: Row, role: str, visitor: Client, sent: dict[str, str], before: dict[str, Any]
) -> tuple[int, Any, int]:
    """The status, what then follows from who did what, and how many positions were moved; all is undone."""
    states = set(Position.objects.values_list("public_id", "state"))
    with transaction.atomic():
        response = visitor.post(row.address(role), sent)
        after, moved = (
            what_follows() | _own(row, before),
            set(Position.objects.values_list("public_id", "state")) - states,
        )
        transaction.set_rollback(True)
    return response.status_code, after, len(moved)


def _own(row: Row, before: dict[str, Any]) -> dict[str, Any]:
    """What the form may change is no matter here."""
    return {OWN[row.name]: before[OWN[row.name]]} if row.name in OWN else {}


def test_a_form_of_all_fields_would_take_them():
    """The attack works where a form is not told its fields."""
    naive = forms.modelform_factory(Position, fields="__all__")

    taken = set(naive.base_fields)

    assert {"state", "drafted_by", "published_by", "version"} <= taken - set(CODED)
    assert not {"state", "drafted_by", "published_by", "version"} & set(CODED)


@pytest.mark.django_db
def test_four_eyes_hold_where_a_form_of_all_fields_is_saved(people):
    """What the form lets through, the database still refuses."""
    position = Position.objects.get(public_id="review-editor")
    naive = forms.modelform_factory(Position, fields="__all__")
    author = people["editor"]
    stored = model_to_dict(position)
    sent = {name: value for name, value in stored.items() if value is not None}

    said = {"state": "published", "published_by": author.pk, "published_at": "2012-04-01"}
    form = naive({**sent, **said}, instance=position)

    assert not form.is_valid()
    assert "A position is published by somebody else than its author." in str(form.errors)
