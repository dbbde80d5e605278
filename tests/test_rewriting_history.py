"""Ways to rewrite history with every right there is: each is refused, and found where the refusal is off."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

import pytest

from policy_positions.inspection import unproven_history
from policy_positions.models import Leader, Position, Revision
from tests.factories import make_leader, make_user
from tests.models.breaking import refused_by, settle
from tests.rewriting import enable, guards_off, make_history, sql

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.datetime(2012, 4, 14, tzinfo=datetime.UTC)


def of(position: Position) -> Revision:
    """The act of publishing."""
    return position.revisions.get(act="publish")


def other_than(user: User) -> User:
    return User.objects.exclude(pk=user.pk).first() or make_user()


def update_through_the_orm(position):
    Revision.objects.filter(pk=of(position).pk).update(reason="Nobody objected.")


def save_through_the_orm(position):
    revision = of(position)
    revision.reason = "Nobody objected."
    revision.save()


def update_many_at_once(position):
    revision = of(position)
    revision.by = position.drafted_by
    Revision.objects.bulk_update([revision], ["by"])


def ask_for_no_guard(position):
    """As pgtrigger.ignore does it."""
    guards = ",".join(trigger.get_pgid(Revision) for trigger in Revision._meta.triggers)
    sql("SELECT set_config('pgtrigger.ignore', %s, true)", f"{{{guards}}}")
    Revision.objects.filter(pk=of(position).pk).update(reason="Nobody objected.")


def update_in_sql(position):
    sql(
        "UPDATE policy_positions_revision SET after = after || %s WHERE id = %s",
        '{"stance": "mixed"}',
        of(position).pk,
    )


def lay_it_on_somebody_else(position):
    Revision.objects.filter(pk=of(position).pk).update(by=other_than(of(position).by))


def date_it_back(position):
    Revision.objects.filter(pk=of(position).pk).update(at=LONG_AGO)


def delete_through_the_orm(position):
    of(position).delete()


def delete_in_sql(position):
    sql("DELETE FROM policy_positions_revision WHERE position_id = %s AND version = 2", position.pk)


def empty_the_table(position):
    enable(Revision)
    sql("TRUNCATE policy_positions_revision")


def put_one_in_before(position):
    first = position.revisions.last()
    Revision.objects.create(position=position, by=first.by, version=0, act="draft", after=first.after)


def take_over_the_draft(position):
    Position.objects.filter(pk=position.pk).update(drafted_by=make_user())


def take_over_the_publication(position):
    Position.objects.filter(pk=position.pk).update(published_by=make_user())


class Attack(NamedTuple):
    carry_out: Callable[[Position], None]
    refused_by: str


ATTACKS = [
    Attack(update_through_the_orm, "revision_is_append_only"),
    Attack(save_through_the_orm, "revision_is_append_only"),
    Attack(update_many_at_once, "revision_is_append_only"),
    Attack(ask_for_no_guard, "revision_is_append_only"),
    Attack(update_in_sql, "revision_is_append_only"),
    Attack(lay_it_on_somebody_else, "revision_is_append_only"),
    Attack(date_it_back, "revision_is_append_only"),
    Attack(delete_through_the_orm, "revision_is_append_only"),
    Attack(delete_in_sql, "revision_is_append_only"),
    Attack(empty_the_table, "revision_is_never_emptied"),
    Attack(put_one_in_before, "revision_is_bound_to_the_one_before"),
    Attack(take_over_the_draft, "position_keeps_its_author_and_id"),
    Attack(take_over_the_publication, "position_keeps_its_publisher"),
]
every_attack = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.carry_out.__name__)


def told(position: Position) -> tuple[object, ...]:
    """All that history says of the position, and who stands for it."""
    position.refresh_from_db()
    acts = position.revisions.values_list("version", "act", "by", "at", "reason", "after", "digest")
    return (*acts, position.drafted_by_id, position.published_by_id)


@every_attack
def test_history_cannot_be_rewritten(attack):
    position = make_history()
    before = told(position)

    with refused_by(attack.refused_by):
        attack.carry_out(position)

    assert told(position) == before
    assert list(unproven_history()) == []


@every_attack
def test_where_the_guards_are_off_history_is_rewritten_and_that_is_found(attack, monkeypatch):
    position = make_history()
    before = told(position)
    monkeypatch.setattr("tests.test_rewriting_history.enable", lambda model: None)

    with guards_off():
        attack.carry_out(position)

    assert told(position) != before
    assert {fault.record for fault in unproven_history()} == {position.public_id}


def test_an_act_cannot_be_dated_back_as_it_is_written():
    position = make_history()

    written = Revision.objects.create(
        position=position, by=position.drafted_by, version=4, act="amend", at=LONG_AGO
    )

    written.refresh_from_db()
    assert timezone.now() - written.at < datetime.timedelta(minutes=1)


def test_without_the_guard_an_act_is_dated_back_and_that_is_found():
    position = make_history()
    act = {"position": position, "by": position.drafted_by, "version": 4, "act": "amend"}

    with guards_off():
        written = Revision.objects.create(**act)
        Revision.objects.filter(pk=written.pk).update(at=LONG_AGO)

    written.refresh_from_db()
    assert written.at == LONG_AGO
    assert next(fault.version for fault in unproven_history()) == 4


def replay(position: Position) -> Revision:
    """The act of publishing once more, as it was written, under the next version."""
    again = of(position)
    again.pk, again.version = None, again.version + 1
    again.save(force_insert=True)
    return again


def test_an_act_replayed_is_another_act_and_no_position_bears_it_out():
    position = make_history()

    again = replay(position)

    again.refresh_from_db()
    assert again.previous == of_version(position, 3).digest
    assert [str(fault) for fault in unproven_history()] == [
        f"Position {position.public_id}, version 3: it stands otherwise than its last act left it: "
        "it was changed behind the record’s back."
    ]


def of_version(position: Position, version: int) -> Revision:
    return position.revisions.get(version=version)


def test_without_the_guards_an_act_replayed_passes_for_the_first_until_it_is_looked_into():
    position = make_history()
    sql("DROP INDEX revision_follows_alone")

    with guards_off():
        again = replay(position)

    again.refresh_from_db()
    assert again.digest == of_version(position, 3).digest
    assert 4 in {fault.version for fault in unproven_history()}


@transaction.atomic
def delete_account(user: User) -> None:
    sql(
        "DELETE FROM auth_user_groups WHERE user_id = %s; DELETE FROM auth_user WHERE id = %s",
        user.pk,
        user.pk,
    )
    settle()


def test_whoever_acted_is_not_deleted():
    position = make_history()
    by = position.published_by

    with pytest.raises(ProtectedError):
        by.delete()
    with pytest.raises(IntegrityError):
        delete_account(by)

    assert User.objects.filter(pk=by.pk).exists()


def test_whoever_never_acted_is():
    idle = make_user()

    idle.delete()

    assert not User.objects.filter(pk=idle.pk).exists()


def test_no_act_goes_with_its_position():
    position = make_history()

    with refused_by("position_once_published_stays"):
        sql("DELETE FROM policy_positions_quotation WHERE position_id = %s", position.pk)
        sql("DELETE FROM policy_positions_position WHERE id = %s", position.pk)

    assert position.revisions.count() == 3


def address(model: type, act: str, *args: object) -> str:
    return reverse(f"admin:policy_positions_{model._meta.model_name}_{act}", args=args)


def test_the_admin_changes_and_deletes_no_act(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    position = make_history()
    before = told(position)

    changed = client.post(address(Revision, "change", of(position).pk), {"reason": "Nobody objected."})
    deleted = client.post(address(Revision, "delete", of(position).pk), {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [of(position).pk], "post": "yes"}
    client.post(address(Revision, "changelist"), chosen)

    assert (changed.status_code, deleted.status_code) == (403, 403)
    assert told(position) == before


def test_the_same_posts_do_delete_what_the_admin_keeps(client):
    client.force_login(make_user(is_staff=True, is_superuser=True))
    leader = make_leader()

    client.post(address(Leader, "delete", leader.pk), {"post": "yes"})

    assert not Leader.objects.filter(pk=leader.pk).exists()


def test_a_position_changed_behind_the_record_is_found():
    position = make_history()
    Position.objects.filter(pk=position.pk).update(stance="oppose")

    faults = list(unproven_history())

    assert [(fault.record, fault.version) for fault in faults] == [(position.public_id, 3)]
    assert "behind the record’s back" in faults[0].fault


def test_a_passage_that_is_added_behind_the_record_is_found():
    position = make_history()
    other = make_history()
    quotation = other.quotations.get()
    quotation.pk, quotation.position, quotation.order = None, position, 2
    quotation.save()

    faults = list(unproven_history())

    assert [fault.record for fault in faults] == [position.public_id]
