"""Lists of countries stand in the alphabet of the language they are shown in, with É beside E."""

from __future__ import annotations

import re

from django.utils.translation import override

import pytest

from policy_positions.filters import PositionFilter
from policy_positions.forms import LeaderListForm, PositionForm
from policy_positions.models import Country
from tracker.written import in_alphabet

pytestmark = pytest.mark.django_db
FIRST = {
    "en": ["Antigua & Barbuda", "Argentina", "Bahamas", "Barbados", "Belize"],
    "es": ["Antigua y Barbuda", "Argentina", "Bahamas", "Barbados", "Belice"],
    "pt": ["Antígua e Barbuda", "Argentina", "Bahamas", "Barbados", "Belize"],
    "fr": ["Antigua-et-Barbuda", "Argentine", "Bahamas", "Barbade", "Belize"],
}


@pytest.mark.parametrize("language", FIRST)
def test_countries_are_listed_by_the_names_they_have_in_the_language(record, language):
    with override(language):
        listed = [country.called for country in Country.objects.by_name()]

    assert listed[:5] == FIRST[language]
    assert len(listed) == 35
    assert language == "en" or listed == sorted(listed, key=in_alphabet)


def test_in_french_the_united_states_stand_among_e(record):
    with override("fr"):
        listed = [country.iso3 for country in Country.objects.by_name()]

    at = listed.index("USA")
    assert listed[at - 2 : at + 2] == ["DMA", "ECU", "USA", "GRD"]  # Dominique, Équateur, États-Unis, Grenade


def test_by_their_english_names_they_would_stand_elsewhere(record):
    """The twin: that order, under French names, is no alphabet."""
    with override("fr"):
        listed = [country.called for country in Country.objects.order_by("name")]

    assert listed != sorted(listed, key=in_alphabet)


@pytest.mark.parametrize("page", ["countries/", "coverage/", "agreement/", "compare/"])
def test_pages_list_them_so(client, record, page):
    shown = re.findall(r"États-Unis|Équateur|Guatemala|Venezuela", client.get(f"/fr/{page}").content.decode())

    order = list(dict.fromkeys(shown))
    assert order == [name for name in ("Équateur", "États-Unis", "Guatemala", "Venezuela") if name in order]
    assert len(order) > 1


def test_forms_and_facets_offer_them_so(record, rf):
    with override("fr"):
        offered = [
            [country.called for country in form().fields["country"].queryset]
            for form in (LeaderListForm, PositionForm)
        ]
        facet = PositionFilter(rf.get("/").GET).facets[0]
        facets = [option.label for option in facet.options]

    for listed in (*offered, facets):
        assert len(listed) > 5
        assert listed == sorted(listed, key=in_alphabet)
