"""What was done is never undone: revisions are only ever added, each bound to the one before."""

from __future__ import annotations

import datetime
import hashlib
import json

import pytest

from policy_positions.models import Revision
from policy_positions.models.revision import WRITTEN
from tests.factories import make_draft, make_user
from tests.models.breaking import refused_by
from tests.rewriting import enable, guards_off, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision() -> Revision:
    draft = make_draft()
    return Revision.objects.create(
        position=draft, by=draft.drafted_by, version=1, act="draft", after={"a": 1}
    )


@pytest.mark.parametrize("change", [{"reason": "A better one."}, {"after": None}, {"act": "amend"}])
def test_a_revision_cannot_be_changed(revision, change):
    with refused_by("revision_is_append_only"):
        Revision.objects.filter(pk=revision.pk).update(**change)


def test_a_revision_cannot_be_laid_on_somebody_else(revision):
    with refused_by("revision_is_append_only"):
        Revision.objects.filter(pk=revision.pk).update(by=make_user())


def test_a_revision_cannot_be_deleted(revision):
    with refused_by("revision_is_append_only"):
        revision.delete()


def test_a_version_has_one_revision(revision):
    with refused_by("revision_one_a_version"):
        Revision.objects.create(position=revision.position, by=revision.by, version=1, act="amend")


def test_the_next_version_adds_its_own(revision):
    second = Revision.objects.create(position=revision.position, by=revision.by, version=2, act="amend")

    assert list(revision.position.revisions.all()) == [second, revision]


def test_cautions_are_answered_by_a_reason(revision):
    asked = [{"quotation": 1, "kind": "negation_outside", "message": "The same sentence says “no”."}]
    fields = {"position": revision.position, "by": revision.by, "version": 2, "act": "publish"}

    with refused_by("revision_answers_its_cautions"):
        Revision.objects.create(**fields, cautions=asked, reason=" ")

    assert Revision.objects.create(**fields, cautions=asked, reason="It is whole.").cautions == asked


def of_a_leader(version: int = 1, **fields) -> Revision:
    said = {"kind": "leader", "record": "otto-perez-molina", "act": "change", "version": version, **fields}
    return Revision.objects.create(**{"by": make_user(), **said})


def test_what_a_revision_is_of_comes_from_the_list():
    with refused_by("revision_kind_is_known"):
        of_a_leader(kind="rumour")


@pytest.mark.parametrize("said", [{"record": ""}, {"kind": "position", "act": "amend"}])
def test_a_revision_is_of_one_record(said):
    with refused_by("revision_is_of_one_record"):
        of_a_leader(**said)


def test_a_revision_of_a_position_names_it_once(revision):
    with refused_by("revision_is_of_one_record"):
        Revision.objects.create(
            position=revision.position, record="twice", by=revision.by, version=2, act="amend"
        )


def test_the_acts_on_a_record_are_numbered_once():
    of_a_leader(1)

    with refused_by("revision_one_a_version_of_a_record"):
        of_a_leader(1)


def test_acts_on_two_records_of_one_name_are_two_histories():
    of_a_leader(1)

    other = of_a_leader(1, kind="summit")

    assert other.previous == ""


def test_two_revisions_cannot_follow_the_same_one():
    of_a_leader(1)
    second = of_a_leader(2)
    second.refresh_from_db()

    with guards_off(Revision), refused_by("revision_follows_alone"):
        of_a_leader(3, previous=second.previous)


def test_an_act_does_not_go_before_one_that_is_on_record():
    of_a_leader(2)

    with refused_by("revision_is_bound_to_the_one_before"):
        of_a_leader(1)


def test_the_table_is_not_emptied():
    enable(Revision)

    with refused_by("revision_is_never_emptied"):
        sql("TRUNCATE policy_positions_revision")


def as_postgresql_writes(value: object) -> str:
    """Keys of an object by length, then by their bytes; a space after each comma and colon."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: (len(key.encode()), key.encode()))
        return "{" + ", ".join(f"{json.dumps(key)}: {as_postgresql_writes(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_postgresql_writes, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def test_the_digest_can_be_taken_again_by_anybody_from_what_is_exported():
    """The recipe of docs/audit.md, in another language than the database's."""
    first = of_a_leader(1, reason="A “name”.", after={"name": "Otto Pérez", "ab": [1, None], "c": True})
    first.refresh_from_db()
    second = of_a_leader(2, before={"aa": 1, "b": "\n"})
    second.refresh_from_db()

    for revision, previous in ((first, ""), (second, first.digest)):
        at = revision.at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        written = as_postgresql_writes(
            [
                previous,
                *(revision.kind, None, revision.record, revision.version, revision.act, revision.by_id, at),
                *(revision.reason, revision.cautions, revision.before, revision.after),
            ]
        )
        assert hashlib.sha256(written.encode()).hexdigest() == revision.digest


def test_the_digest_covers_every_column():
    covered = [field.column for field in Revision._meta.fields if f"{{row}}.{field.column}" in WRITTEN]

    assert {field.column for field in Revision._meta.fields} - set(covered) == {"id", "digest"}
