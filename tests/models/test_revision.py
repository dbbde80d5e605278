"""What was done is never undone: revisions are only ever added."""

from __future__ import annotations

import pytest

from policy_positions.models import Revision
from tests.factories import make_draft, make_user
from tests.models.breaking import refused_by

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
