"""What somebody may have meant by an address at which nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from tracker.languages import in_english

from .. import columns
from ..columns.facets import Dimension
from ..models import Position

# The lists of the site by the first part of their addresses, with the facet and the page of one row.
SECTIONS = {
    "countries": ("country", "country"),
    "leaders": ("leader", "leader"),
    "issues": ("issue", "issue"),
    "summits": ("summit", "summit"),
    "sources": ("source", "source"),
}
PLACES = (
    *("positions", *SECTIONS),
    *("matrix", "compare", "agreement", "coverage", "methods", "corrections", "releases"),
)
MOST = 5
COMPARED = 5_000  # names: whoever asks for what is not there is not worth more than a moment
RECOGNIZABLE = 4  # characters of a position's address that was cut short
LONGEST = 100  # characters of a name that are compared


class Near(NamedTuple):
    label: str
    url: str


def near(path: str) -> list[Near]:
    """Published pages whose addresses are like this one, the likest first; none where nothing is."""
    section, _, rest = in_english(path).strip("/").partition("/")
    sought = rest.partition("/")[0][:LONGEST]
    if section in SECTIONS and sought:
        return _among_names(section, sought)
    if section == "positions" and len(sought) >= RECOGNIZABLE:
        begun = Position.objects.published().filter(public_id__startswith=sought).for_table()
        return [Near(position.called, position.get_absolute_url()) for position in begun[:MOST]]
    places = get_close_matches(section.lower(), PLACES, MOST)
    return [Near(gettext(place.capitalize()), reverse(place)) for place in places]


def _among_names(section: str, sought: str) -> list[Near]:
    facet, page = SECTIONS[section]
    dimension = columns.current().dimensions[facet]
    named = dict(_names(dimension))
    keys = dict.fromkeys(named[name] for name in get_close_matches(slugify(sought), named, MOST))
    labels = dimension.labels_of(keys)
    return [Near(labels[key], reverse(page, args=[key])) for key in keys if key in labels]


def _names(dimension: Dimension) -> Iterable[tuple[str, str]]:
    """Keys by what they are called, as an address would spell it, and by themselves."""
    for key in islice(dimension.keys, COMPARED):
        yield slugify(key), key
    for key, label in islice(zip(dimension.keys, dimension.labels, strict=False), COMPARED):
        yield slugify(label), key
