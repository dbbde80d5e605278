"""Every closed list is closed in the database: whoever writes the row, an unknown value is refused."""

from __future__ import annotations

import pytest

from policy_positions import models, vocabulary
from tests import factories
from tests.models.breaking import refused_by, settle

pytestmark = pytest.mark.django_db


def make_participation() -> models.Participation:
    return models.Participation.objects.create(
        summit=factories.make_summit(), country=factories.make_country("CUB"), status="excluded"
    )


def make_revision(**fields) -> models.Revision:
    position = factories.make_draft()
    return models.Revision.objects.create(
        position=position, by=position.drafted_by, **{"version": 1, "act": "draft", **fields}
    )


MAKERS = {
    models.Country: factories.make_country,
    models.Organization: factories.make_organization,
    models.Participation: make_participation,
    models.Position: factories.make_draft,
    models.Quotation: lambda: factories.make_quotation(factories.make_draft(voices=())),
    models.Source: lambda: factories.make_text().source,
    models.Summit: factories.make_summit,
    models.Tenure: lambda: factories.make_tenure(factories.make_leader()),
}
CLOSED = [
    (models.Country, "subregion", vocabulary.Subregion, "country_subregion_is_known"),
    (
        models.Organization,
        "classification",
        vocabulary.Classification,
        "organization_classification_is_known",
    ),
    (models.Participation, "status", vocabulary.Attendance, "participation_status_is_known"),
    (models.Position, "stance", vocabulary.Stance, "position_stance_is_known"),
    (models.Position, "substance", vocabulary.Substance, "position_substance_is_known"),
    (models.Position, "confidence", vocabulary.Confidence, "position_confidence_is_known"),
    (models.Quotation, "voice", vocabulary.Voice, "quotation_voice_is_known"),
    (models.Quotation, "language", vocabulary.Language, "quotation_language_is_known"),
    (models.Source, "type", vocabulary.SourceType, "source_type_is_known"),
    (models.Source, "language", vocabulary.Language, "source_language_is_known"),
    (models.Summit, "status", vocabulary.SummitStatus, "summit_status_is_known"),
    (models.Tenure, "role", vocabulary.Role, "tenure_role_is_known"),
]


@pytest.mark.parametrize("impossible", ["xx", "", "EN"])
@pytest.mark.parametrize(("model", "field", "choices", "promise"), CLOSED, ids=[row[-1] for row in CLOSED])
def test_a_value_outside_its_closed_list_is_refused(model, field, choices, promise, impossible):
    row = MAKERS[model]()

    with refused_by(promise):
        model.objects.filter(pk=row.pk).update(**{field: impossible})


@pytest.mark.parametrize(("model", "field", "choices", "promise"), CLOSED, ids=[row[-1] for row in CLOSED])
def test_every_value_of_a_closed_list_can_be_stored(model, field, choices, promise):
    row = MAKERS[model]()

    stored = []
    for value in choices.values:
        model.objects.filter(pk=row.pk).update(**{field: value})
        row.refresh_from_db()
        stored.append(getattr(row, field))

    assert stored == choices.values


def test_a_state_of_review_outside_the_workflow_is_refused():
    with refused_by("position_state_is_known"):
        factories.make_position(state="approved")


def test_a_relation_to_a_summit_outside_the_list_is_refused():
    draft = factories.make_draft(summit=factories.make_summit(), summit_relation="at")

    with refused_by("position_summit_relation_is_known"):
        models.Position.objects.filter(pk=draft.pk).update(summit_relation="during")


def test_an_act_that_nobody_knows_is_refused():
    draft = factories.make_draft()

    with refused_by("revision_act_is_known"):
        models.Revision.objects.create(position=draft, by=draft.drafted_by, version=1, act="overwrite")


@pytest.mark.parametrize("act", vocabulary.Act.values)
def test_every_act_of_the_workflow_can_be_recorded(act):
    revision = make_revision(act=act)

    settle()

    assert models.Revision.objects.get(pk=revision.pk).act == act
