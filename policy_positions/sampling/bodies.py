"""Sixty bodies that speak for themselves."""

from __future__ import annotations

from collections.abc import Sequence

from ..models import Country, Organization
from ..vocabulary import Classification
from .names import PLACES

# How many of each kind, and what they are called: after a country where they belong to one.
_KINDS = (
    (Classification.INTERGOVERNMENTAL, 12, "Sample Union of {place}"),
    (Classification.LEGISLATURE, 18, "Sample Assembly of {country}"),
    (Classification.GOVERNMENT_BODY, 10, "Sample Drug Office of {country}"),
    (Classification.RESEARCH_INSTITUTE, 12, "Sample Institute of {place}"),
    (Classification.NEWS, 4, "Sample Times of {place}"),
    (Classification.GROUP, 4, "Some states around {place} (sample)"),
)


def make_organizations(countries: Sequence[Country], *, prefix: str) -> list[Organization]:
    bodies: list[Organization] = []
    for kind, count, name in _KINDS:
        for _ in range(count):
            number = len(bodies) + 1
            home = countries[number % len(countries)] if "{country}" in name else None
            bodies.append(
                Organization(
                    slug=f"{prefix}body-{number:02}",
                    name=name.format(place=PLACES[number], country=home),
                    acronym=f"SB{number}",
                    classification=kind,
                    country=home,
                )
            )
    return Organization.objects.bulk_create(bodies)
