"""Every stance is told apart by its colour, by any eye and on any screen, and by its symbol as well."""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from django.template import engines

import pytest

from policy_positions.maps import palette
from policy_positions.vocabulary import Stance
from tests.colour_vision import VISION, ciede2000, contrast, difference

CSS = Path(__file__).resolve().parents[1] / "static" / "css"
THEMES = ("light", "dark")
# Colours side by side are told apart from about 5 on; 12 leaves room for small bubbles and poor screens.
# The least between stances is 16.2 in light and 15.8 in dark (mixed, lean_oppose, deutan); from land, 12.5.
LEAST_DIFFERENCE = 12


def tokens(sheet: str) -> dict[str, tuple[str, str]]:
    """The colours of a style sheet's custom properties, in light and in dark."""
    declared = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", (CSS / sheet).read_text())
    return {name: (six_digits(light), six_digits(dark)) for name, light, dark in declared}


def six_digits(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


STANCES = {code: tokens("stances.css")[f"stance-{code}"] for code in Stance.values}
GROUNDS = {
    "blank": tokens("stances.css")["stance-blank"],
    "territory": tokens("map.css")["territory"],
    "sea": tokens("map.css")["sea"],
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_stances_are_told_apart_by_colour(vision, theme):
    at = THEMES.index(theme)

    differences = {
        (one, other): difference(STANCES[one][at], STANCES[other][at], vision)
        for one, other in itertools.combinations(STANCES, 2)
    }

    assert min(differences.values()) >= LEAST_DIFFERENCE, min(differences, key=differences.get)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("ground", GROUNDS)
def test_a_stance_is_told_apart_from_land_without_one_and_from_the_sea(ground, vision, theme):
    at = THEMES.index(theme)

    differences = {code: difference(pair[at], GROUNDS[ground][at], vision) for code, pair in STANCES.items()}

    assert min(differences.values()) >= LEAST_DIFFERENCE, min(differences, key=differences.get)


@pytest.mark.parametrize("theme", THEMES)
def test_a_symbol_stands_out_on_its_colour(theme):
    inks = palette.INKS

    contrasts = {code: contrast(pair[THEMES.index(theme)], inks[code]) for code, pair in STANCES.items()}

    assert min(contrasts.values()) >= 3, min(contrasts, key=contrasts.get)


def test_every_stance_has_a_symbol_of_its_own():
    drawn = engines["pages"].env.get_template("components/_map.html").module.GLYPHS

    shapes = [drawn[code] for code in (*Stance.values, "contested")]

    assert len(set(shapes)) == len(shapes) == len(Stance) + 1
    assert drawn["none"] == ""


def test_the_map_on_paper_has_the_colours_of_a_light_screen():
    on_screen = {code: light for code, (light, dark) in STANCES.items()}

    assert on_screen == palette.COLOURS
    assert tokens("stances.css")["stance-blank"][0] == palette.LAND
    assert tokens("stances.css")["stance-hatch"][0] == palette.HATCH
    assert (GROUNDS["sea"][0], GROUNDS["territory"][0]) == (palette.SEA, palette.CONTEXT)


def test_symbols_are_inked_alike_on_screen_and_on_paper():
    css = (CSS / "stances.css").read_text()
    inked = dict(re.findall(r"\.stance-(\w+), .*--on-fill: var\(--stance-(black|white)\)", css))

    on_screen = {code: getattr(palette, inked[code].upper()) for code in Stance.values}

    assert on_screen == palette.INKS


# Pairs 1, 7, 9, 17 and 23 of Sharma, Wu and Dalal (2005).
@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_differences_of_colour_are_those_published(one, other, published):
    assert ciede2000(one, other) == pytest.approx(published, abs=1e-4)
