"""A merge is of two records, leads to one, and is undone once by somebody."""

from __future__ import annotations

from django.utils import timezone

import pytest

from policy_positions.models import Merge
from tests.factories import make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


def make_merge(**fields) -> Merge:
    plain = {
        "kind": "leader",
        "former": "otto-perez",
        "former_name": "Otto Perez",
        "slug": "otto-perez-molina",
        "moved": {},
        "by": fields.pop("by", None) or make_user(),
    }
    return Merge.objects.create(**{**plain, **fields})


def undo(merge: Merge, **fields) -> int:
    return Merge.objects.filter(pk=merge.pk).update(
        **{"undone_at": timezone.now(), "undone_by": merge.by, **fields}
    )


@pytest.mark.parametrize("kind", ["", "country", "LEADER"])
def test_only_leaders_sources_and_summits_are_merged(kind):
    with refused_by("merge_kind_is_known"):
        make_merge(kind=kind)


def test_nothing_is_merged_into_itself():
    with refused_by("merge_is_of_two_records"):
        make_merge(former="otto-perez-molina")


def test_a_slug_that_went_leads_to_one_record():
    make_merge()

    with refused_by("merge_leads_to_one_record"):
        make_merge(slug="otto-perez-juarez")


def test_after_an_undone_merge_it_may_lead_elsewhere():
    undo(make_merge())

    again = make_merge(slug="otto-perez-juarez")

    assert Merge.objects.successor("leader", "otto-perez") == again.slug


@pytest.mark.parametrize("half", [{"undone_by": None}, {"undone_at": None}])
def test_a_merge_is_undone_by_somebody_at_some_time(half):
    merge = make_merge()

    with refused_by("merge_is_undone_by_somebody"):
        undo(merge, **half)


def test_a_merge_is_undone_once():
    merge = make_merge()
    undo(merge)

    with refused_by("merge_is_undone_once"):
        undo(merge)


def test_a_merge_is_never_taken_out():
    merge = make_merge()

    with refused_by("merge_stays_on_record"):
        Merge.objects.filter(pk=merge.pk).delete()
