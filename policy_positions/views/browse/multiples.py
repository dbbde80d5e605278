"""Where governments stood at a summit: one small map an issue."""

from __future__ import annotations

from django.urls import reverse

from tracker.words import label

from ... import maps
from ...filters import PositionFilter
from ...models import Issue
from ...standings import latest_standings


def summit_maps(chosen: PositionFilter) -> list[maps.SmallMap]:
    """For each issue that was spoken to, from the rows chosen alone."""
    counts = chosen.selected.counts_within("issue")
    issues = [issue for issue in Issue.objects.all() if issue.slug in counts]
    standings = latest_standings(chosen.selected, issues)
    table = reverse("positions")
    drawn = []
    for issue in issues:
        told = [
            maps.told(each, f"{table}?{chosen.link(country=each.country.iso3, issue=issue.slug)}")
            for each in standings
            if each.issue == issue
        ]
        query = chosen.link(issue=issue.slug)
        drawn.append(
            maps.small_map(
                label(issue),
                told,
                statements=counts[issue.slug],
                url=f"{table}?{query}",
                map_url=f"{reverse('home')}?{query}",
            )
        )
    return drawn
