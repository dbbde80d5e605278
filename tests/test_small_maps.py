"""Small maps: which states are painted, where, and the split in words. No database, no request."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

import pytest

from policy_positions import maps
from policy_positions.maps.geography import geography
from policy_positions.vocabulary import Stance

SPRITE = (Path(settings.BASE_DIR) / "static/geo/americas.svg").read_text()


def standing(iso3: str, *stances: str) -> maps.CountryStanding:
    evidence = tuple(
        maps.Evidence(stance, "words", "direct", "Direct speech", "A speaker", "2012", "A paper", "/a/")
        for stance in stances
    )
    return maps.CountryStanding(
        iso3=iso3,
        name=f"The {iso3}",
        stance=stances[0] if stances else None,
        stance_label=str(Stance(stances[0]).label) if stances else "",
        contested=len(stances) > 1,
        characterized=False,
        evidence=evidence,
        statements=len(stances),
        url=f"/positions/?country={iso3}",
    )


def drawn(*standings: maps.CountryStanding) -> maps.SmallMap:
    return maps.small_map("Legalization", standings, statements=3, url="/table/", map_url="/map/")


def test_the_sprite_holds_the_land_of_the_map():
    shapes = dict(re.findall(r'<path id="(\w+)" d="([^"]+)"/>', SPRITE))

    assert shapes == {"context": geography().main.context, **geography().main.paths}


def test_sides_stand_in_the_order_of_the_scale_and_count_each_state_once():
    small = drawn(
        standing("USA", "oppose"),
        standing("CUB", "oppose"),
        standing("GTM", "support"),
        standing("BRA"),
        standing("MEX", "support", "oppose"),
    )

    assert [(side.symbol, [state.iso3 for state in side.states]) for side in small.sides] == [
        ("support", ["GTM"]),
        ("oppose", ["CUB", "USA"]),
        ("contested", ["MEX"]),
    ]
    assert small.words == (
        "Legalization. Supports: The GTM; Opposes: The CUB, The USA; Office-holders differ: The MEX"
    )


def test_a_state_that_said_nothing_is_not_painted():
    small = drawn(standing("BRA"))

    assert (small.painted, small.sides) == ((), ())
    assert small.words == "Legalization: no government took a side"


@pytest.mark.parametrize("iso3", ["LCA", "BRB", "KNA", "GRD", "SLV"])
def test_a_state_too_small_to_be_seen_has_a_dot_on_its_land(iso3):
    (painted,) = drawn(standing(iso3, "support")).painted

    x, y = painted.dot
    start = [int(number) for number in re.findall(r"-?\d+", geography().main.paths[iso3])[:2]]
    assert abs(x - start[0]) < 25 and abs(y - start[1]) < 25


@pytest.mark.parametrize("iso3", ["BRA", "USA", "CUB", "CHL"])
def test_a_state_that_is_seen_has_none(iso3):
    (painted,) = drawn(standing(iso3, "support")).painted

    assert painted.dot is None
