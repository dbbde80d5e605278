"""One person at a time holds an office, and a handover belongs to the successor."""

from __future__ import annotations

import datetime

import pytest

from policy_positions.models import Tenure
from policy_positions.partial_dates import UNKNOWN, parse
from tests.factories import make_country, make_leader, make_organization, make_tenure
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


def held(written: str, **fields) -> Tenure:
    """A tenure of a new leader from the dates of ``2008/2012-01-14``; ``/`` alone ends nothing."""
    start, end = (parse(part) if part else UNKNOWN for part in written.split("/"))
    if "organization" not in fields:
        fields.setdefault("country", make_country())
    return make_tenure(
        make_leader(),
        start=start.date,
        start_precision=start.precision,
        end=end.date,
        end_precision=end.precision,
        **fields,
    )


OVERLAPPING = [
    ("2008-01-14/2012-01-14", "2010-01-01/2014-01-01"),
    ("2008-01-14/2012-01-14", "2009-01-01/2010-01-01"),
    ("2008-01-14/", "2012-01-14/2016-01-14"),
    ("2008-01-14/", "2012-01-14/"),
    ("2012-01-14/", "2008-01-14/2012-01-15"),
    ("2008/2012", "2010-06/2014"),
    ("2012/", "2012/"),
]
FOLLOWING = [
    ("2008-01-14/2012-01-14", "2012-01-14/2016-01-14"),
    ("2008-01-14/2012-01-14", "2012-01-14/"),
    ("2008-01-14/2012-01-14", "2012/"),
    ("2008/2012", "2012/"),
    ("2008-01/2012-01", "2012-01/"),
    ("2008-01-14/2012", "2012-06-01/"),
    ("/2012-01-14", "2008-01-14/"),
    ("/", "/"),
    ("2012-01-14/2012-01-14", "2012-01-14/"),
]


@pytest.mark.parametrize("role", ["head_of_state", "head_of_government", "foreign_minister"])
@pytest.mark.parametrize(("one", "another"), OVERLAPPING)
def test_two_persons_in_one_post_of_a_country_are_refused(one, another, role):
    held(one, role=role, title="Holder of the post")

    with refused_by("tenure_one_person_in_a_country_post"):
        held(another, role=role, title="Holder, under another title")


@pytest.mark.parametrize(("one", "another"), FOLLOWING)
def test_a_successor_takes_over_on_the_last_day_of_the_predecessor(one, another):
    held(one)

    held(another)

    assert Tenure.objects.count() == 2


def test_the_record_may_learn_of_the_predecessor_last():
    held("2012-01-14/")

    held("2008-01-14/2012-01-14")

    assert Tenure.objects.count() == 2


def test_a_tenure_cannot_be_lengthened_into_its_successor_s():
    first = held("2008-01-14/2012-01-14")
    held("2012-01-14/")

    with refused_by("tenure_one_person_in_a_country_post"):
        Tenure.objects.filter(pk=first.pk).update(end=None, end_precision="unknown")


def test_two_countries_have_a_president_each():
    held("2008-01-14/", country=make_country("GTM"))
    held("2008-01-14/", country=make_country("COL"))

    assert Tenure.objects.count() == 2


def test_a_head_of_state_and_a_head_of_government_serve_together():
    held("2008-01-14/", role="head_of_state", title="Governor-General")
    held("2008-01-14/", role="head_of_government", title="Prime Minister")

    assert Tenure.objects.count() == 2


@pytest.mark.parametrize("role", ["legislator", "analyst"])
def test_many_legislators_and_analysts_serve_together(role):
    held("2008-01-14/", role=role)
    held("2008-01-14/", role=role)

    assert Tenure.objects.count() == 2


def test_two_vice_presidents_under_one_title_are_refused():
    held("2010-05-08/2014-05-08", role="vice_president", title="First Vice President")

    with refused_by("tenure_one_person_as_vice_president"):
        held("2012-01-01/", role="vice_president", title="First Vice President")


def test_a_first_and_a_second_vice_president_serve_together():
    held("2010-05-08/", role="vice_president", title="First Vice President")
    held("2010-05-08/", role="vice_president", title="Second Vice President")

    assert Tenure.objects.count() == 2


def test_two_heads_of_one_organization_are_refused():
    organization = make_organization()
    held("2005-05-26/2015-05-26", organization=organization, role="head_of_organization")

    with refused_by("tenure_one_person_heads_an_organization"):
        held("2012-01-01/", organization=organization, role="head_of_organization")


def test_one_head_of_an_organization_follows_another():
    organization = make_organization()
    held("2005-05-26/2015-05-26", organization=organization, role="head_of_organization")
    held("2015-05-26/", organization=organization, role="head_of_organization")
    held("2005-05-26/", organization=make_organization(), role="head_of_organization")

    assert Tenure.objects.count() == 3


@pytest.mark.parametrize("both", [True, False])
def test_an_office_is_of_a_country_or_of_an_organization(both):
    tenure = held("2008-01-14/")
    named = {"organization": make_organization()} if both else {"country": None}

    with refused_by("tenure_has_one_holder"):
        Tenure.objects.filter(pk=tenure.pk).update(**named)


def test_python_refuses_a_second_president_with_words_that_help():
    held("2008-01-14/")
    second = Tenure(
        leader=make_leader(),
        title="President",
        role="head_of_state",
        country=make_country(),
        start=datetime.date(2012, 1, 14),
    )

    with pytest.raises(Exception, match="Somebody else holds this office then"):
        second.full_clean()


@pytest.mark.parametrize(
    ("period", "day", "covers"),
    [
        ("2008-01-14/2012-01-14", "2012-01-14", True),
        ("2008-01-14/2012-01-14", "2012-01-15", False),
        ("2008-01-14/2012-01-14", "2012", True),
        ("2008-01-14/2012-01-14", "2007", False),
        ("2008-01-14/2012", "2012-12-31", True),
        ("2008-01-14/", "2040-01-01", True),
        ("/2012-01-14", "1990", True),
        ("2008-01-14/2012-01-14", "XXXX", True),
    ],
)
def test_an_office_covers_a_day_on_which_it_may_have_been_held(period, day, covers):
    assert held(period).covers(parse(day)) is covers


@pytest.mark.parametrize(
    ("period", "day", "is_held"),
    [
        ("2008-01-14/2012-01-14", "2008-01-13", False),
        ("2008-01-14/2012-01-14", "2012-01-13", True),
        ("2008-01-14/2012-01-14", "2012-01-14", False),
        ("2012-01-14/2012-01-14", "2012-01-14", True),
        ("2008/2012-01", "2012-01-31", True),
        ("2008/2012-01", "2012-02-01", False),
        ("2008-01-14/", "2040-01-01", True),
        ("/2012", "1900-01-01", True),
    ],
)
def test_the_successor_holds_an_office_on_the_day_of_the_handover(period, day, is_held):
    assert held(period).is_held_on(parse(day).date) is is_held
