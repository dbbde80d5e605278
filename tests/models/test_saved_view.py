"""A kept view has a name of its own and leads into this site."""

from __future__ import annotations

import pytest

from policy_positions.models import SavedView
from tests.factories import make_user
from tests.models.breaking import refused_by

pytestmark = pytest.mark.django_db


def make_view(**fields) -> SavedView:
    return SavedView.objects.create(
        **{
            "owner": fields.pop("owner", None) or make_user(),
            "name": "Mine",
            "address": "/positions/",
            **fields,
        }
    )


def test_a_name_is_used_once_by_its_owner():
    view = make_view()

    with refused_by("saved_view_name_is_one_of_its_owner"):
        make_view(owner=view.owner)


def test_others_may_use_the_same_name():
    make_view()

    assert make_view().name == "Mine"


def test_a_view_has_a_name():
    with refused_by("saved_view_name_is_not_blank"):
        make_view(name=" ")


@pytest.mark.parametrize("address", ["https://other.example/", "//other.example", "/\\other.example"])
def test_a_view_leads_nowhere_else(address):
    with refused_by("saved_view_leads_into_this_site"):
        make_view(address=address)
