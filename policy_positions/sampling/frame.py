"""What the news of the sample is about: countries, bodies, who speaks for them when, issues and meetings."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User

from ..editing.loading import load_frame, unattended_account
from ..models import Country, Issue
from .bodies import make_organizations
from .chance import Chance, wheel
from .offices import Holder, make_holders
from .summits import Meeting, make_summits

CODER, REVIEWER = "sample-coder", "sample-reviewer"
PREFIX = "sample-"  # of the slug of every row that is made up
# Where most of the news comes from, in a thousand; the other countries share what is left.
LARGE_COUNTRIES = {"USA": 180, "MEX": 140, "COL": 120, "BRA": 90, "GTM": 60, "BOL": 60, "PER": 50, "ARG": 50}
MADE_UP_ISSUES = {
    "river-patrols": ("Sample: river patrols", "Made up: states should patrol each other’s rivers."),
    "pharmacy-rules": ("Sample: pharmacy rules", "Made up: pharmacies should stay open at night."),
    "school-lessons": ("Sample: school lessons", "Made up: schools should teach the law on drugs."),
}


@dataclass(frozen=True)
class Frame:
    countries: tuple[Holder, ...]  # each as often as its share of the news
    organizations: tuple[Holder, ...]  # the first is in the news most
    issues: tuple[Issue, ...]
    summits: tuple[Meeting, ...]
    coder: User
    reviewer: User


def make_frame(seed: int) -> Frame:
    """Write the frame into a database that has none."""
    chance = Chance(f"frame {seed}")
    load_frame(settings.BASE_DIR / "fixtures", "countries", "issues")
    countries = list(Country.objects.order_by("iso3"))
    issues = _issues()
    bodies = make_organizations(countries, prefix=PREFIX)
    holders = make_holders(countries, LARGE_COUNTRIES, bodies, chance, prefix=PREFIX)
    return Frame(
        countries=_by_share(holders[: len(countries)]),
        organizations=tuple(holders[len(countries) :]),
        issues=issues,
        summits=tuple(make_summits(countries, issues, bodies, chance, prefix=PREFIX)),
        coder=unattended_account(CODER),
        reviewer=unattended_account(REVIEWER),
    )


def _issues() -> tuple[Issue, ...]:
    """The tracker's own, then some that are no subject of the real record."""
    real = list(Issue.objects.all())
    made_up = [
        Issue(
            slug=f"{PREFIX}{slug}",
            name=name,
            proposition=proposition,
            support_means="Made up.",
            oppose_means="Made up.",
            inclusion_rule="Made up.",
            example="Made up.",
            order=real[-1].order + number,
        )
        for number, (slug, (name, proposition)) in enumerate(MADE_UP_ISSUES.items(), start=1)
    ]
    return (*real, *Issue.objects.bulk_create(made_up))


def _by_share(countries: list[Holder]) -> tuple[Holder, ...]:
    left = 1000 - sum(LARGE_COUNTRIES.values())
    otherwise = left // (len(countries) - len(LARGE_COUNTRIES))
    return wheel(
        {each: LARGE_COUNTRIES.get(each.country.iso3, otherwise) for each in countries if each.country}
    )
