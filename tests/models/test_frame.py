"""Countries, organizations, issues, leaders and summits keep what they promise."""

from __future__ import annotations

import pytest

from policy_positions.models import Country, DataRevision, Issue, Leader, Participation, Summit
from tests import factories
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("field", "code"), [("iso2", "gt"), ("iso2", "G"), ("iso3", "Gtm"), ("iso3", "G1M")])
def test_a_country_code_that_is_not_capitals_is_refused(field, code):
    country = factories.make_country()

    with refused_by("country_iso_codes_are_capitals"):
        Country.objects.filter(pk=country.pk).update(**{field: code})


@pytest.mark.parametrize("blank", ["", " ", "\n"])
def test_an_issue_without_a_proposition_is_refused(blank):
    issue = factories.make_issue()

    with refused_by("issue_proposition_is_not_blank"):
        Issue.objects.filter(pk=issue.pk).update(proposition=blank, scheme_version=2)


@pytest.mark.parametrize("wikidata", ["57349", "Q0", "q57349", "Q57349 ", "Q57349\nQ1"])
def test_a_wikidata_id_that_is_no_item_is_refused(wikidata):
    leader = factories.make_leader()

    with refused_by("leader_wikidata_is_an_item"):
        Leader.objects.filter(pk=leader.pk).update(wikidata=wikidata)


@pytest.mark.parametrize("wikidata", ["", "Q57349"])
def test_a_leader_has_a_wikidata_item_or_none(wikidata):
    leader = factories.make_leader(wikidata=wikidata)

    assert Leader.objects.get(pk=leader.pk).wikidata == wikidata


def test_two_summits_of_one_series_with_one_number_are_refused():
    factories.make_summit(series="Summit of the Americas", edition=6)

    with refused_by("summit_edition_is_one_of_its_series"):
        factories.make_summit(series="Summit of the Americas", edition=6)


def test_meetings_outside_a_series_may_share_a_number():
    factories.make_summit(series="", edition=1)
    factories.make_summit(series="", edition=1)
    factories.make_summit(series="Summit of the Americas", edition=1)

    assert Summit.objects.filter(edition=1).count() == 3


def participation(summit, **fields) -> Participation:
    return Participation.objects.create(summit=summit, **{"status": "attended", **fields})


@pytest.mark.parametrize("both", [True, False])
def test_a_participant_is_a_country_or_an_organization(both):
    summit = factories.make_summit()
    named = (
        {"country": factories.make_country(), "organization": factories.make_organization()} if both else {}
    )

    with refused_by("participation_has_one_holder"):
        participation(summit, **named)


def test_a_country_takes_part_in_a_summit_once():
    summit, country = factories.make_summit(), factories.make_country("CUB")
    participation(summit, country=country, status="excluded")

    with refused_by("participation_once_a_country"):
        participation(summit, country=country, status="attended")


def test_an_organization_takes_part_in_a_summit_once():
    summit, organization = factories.make_summit(), factories.make_organization()
    participation(summit, organization=organization)

    with refused_by("participation_once_an_organization"):
        participation(summit, organization=organization)


def test_many_countries_and_organizations_take_part_in_a_summit():
    summit = factories.make_summit()
    for iso3 in ("GTM", "MEX"):
        participation(summit, country=factories.make_country(iso3))
    participation(summit, organization=factories.make_organization())
    participation(summit, organization=factories.make_organization())

    assert summit.participations.count() == 4


def test_the_record_has_one_revision_and_no_second():
    DataRevision.objects.move()
    first = DataRevision.objects.get()

    with refused_by("data_revision_is_one_row"):
        DataRevision.objects.create(pk=2, number=1, stamp=first.stamp)


def test_moving_the_revision_changes_its_number_and_its_stamp():
    DataRevision.objects.move()
    first = DataRevision.objects.current()

    DataRevision.objects.move()

    number, stamp = DataRevision.objects.current()
    assert number == first[0] + 1
    assert stamp != first[1]


def test_before_anything_was_published_the_record_has_no_revision():
    DataRevision.objects.all().delete()

    assert DataRevision.objects.current() is None
