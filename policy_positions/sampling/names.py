"""Invented names: of persons, places, papers and bodies that are nobody's."""

from __future__ import annotations

from .chance import Chance

_GIVEN = (
    *("Adelvia", "Aurimar", "Bastinel", "Belorya", "Calvendo", "Cirelda", "Dorvan", "Elmira Sol", "Estavo"),
    *("Fabrindo", "Galeria Luz", "Hestor", "Ilvana", "Jorvelio", "Kaldine", "Lisandra Vey", "Marvello"),
    *("Nerida Paz", "Olvando", "Perlina", "Quirino Sal", "Rosalinde", "Silverio Tan", "Tavola", "Ulrande"),
    *("Valdemira", "Wenzela", "Xavienda", "Yorlando", "Zelmira"),
)
_FIRST = ("Ar", "Bel", "Cor", "Dal", "Es", "Fer", "Gal", "Hon", "Il", "Jar", "Kor", "Lam", "Mon", "Nor", "Ol")
_MIDDLE = ("a", "be", "ci", "do", "ene", "fi", "ga", "he", "i", "jo", "ka", "li", "mo", "nu", "ori", "pe")
_LAST = ("bran", "cedo", "dal", "fuente", "gorra", "landa", "mar", "nez", "quist", "rondo", "sol", "tor")
SAMPLE = " (sample)"  # stands after every person's name: nobody should take it for one in the news
_NUMBER_OF_WORDS = len(_FIRST) * len(_MIDDLE) * len(_LAST)
_STEP = 1_001  # prime to the number of words: taken in such steps, neighbours look nothing alike


def word(number: int) -> str:
    """An invented word with a capital, another for each number below 2,880."""
    place = number * _STEP % _NUMBER_OF_WORDS
    place, last = divmod(place, len(_LAST))
    first, middle = divmod(place, len(_MIDDLE))
    return f"{_FIRST[first]}{_MIDDLE[middle]}{_LAST[last]}"


def person(number: int) -> str:
    return f"{_GIVEN[number % len(_GIVEN)]} {word(number)}{SAMPLE}"


PLACES = tuple(f"{saint}{word(number)}" for saint in ("", "San ", "Port ") for number in range(1_500))
PAPERS = tuple(
    f"The Sample {kind} of {place}" for place in PLACES[:10] for kind in ("Courier", "Gazette", "Herald")
)


def place(chance: Chance) -> str:
    """A few are in the news all the time, and most hardly ever."""
    return PLACES[chance.skewed(len(PLACES))]
