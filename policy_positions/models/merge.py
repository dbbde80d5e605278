"""Records that became one: the slug that went leads to the record that stayed, until they are separated."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

import pgtrigger

from ..vocabulary import MergedKind
from .firm import Refuse
from .promises import from_list
from .text import Line


class MergeQuerySet(models.QuerySet):
    def standing(self) -> MergeQuerySet:
        return self.filter(undone_at__isnull=True)

    def newest_first(self) -> MergeQuerySet:
        return self.order_by("-at", "-pk").select_related("by", "undone_by")

    def successors(self) -> dict[str, dict[str, str]]:
        """By kind and slug that went, the slug that it leads to now, through as many merges as there were."""
        steps: dict[str, dict[str, str]] = {kind: {} for kind in MergedKind.values}
        for kind, former, slug in self.standing().values_list("kind", "former", "slug"):
            steps[kind][former] = slug
        return {
            kind: {former: _end_of(onward, former) for former in onward} for kind, onward in steps.items()
        }

    def successor(self, kind: str, slug: str) -> str | None:
        """Where a slug that went leads to; None for one that never went anywhere."""
        return self.successors().get(kind, {}).get(slug)


def _end_of(steps: dict[str, str], slug: str) -> str:
    """Merges make no circle: what went is no longer there to be merged into."""
    while slug in steps:
        slug = steps[slug]
    return slug


class Merge(models.Model):
    """``moved`` is all that it takes to separate the two again."""

    kind = models.CharField(max_length=8, choices=MergedKind.choices)
    former = models.SlugField("slug that went", max_length=100)
    former_name = Line("name that went", max_length=300)
    slug = models.SlugField("slug that stayed", max_length=100)
    moved = models.JSONField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="merges")
    at = models.DateTimeField(auto_now_add=True)
    reason = Line(max_length=500, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="merges_undone"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-pk")
        constraints = (
            from_list("kind", MergedKind, model="merge"),
            models.CheckConstraint(condition=~Q(former=F("slug")), name="merge_is_of_two_records"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_is_undone_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["kind", "former"],
                condition=Q(undone_at__isnull=True),
                name="merge_leads_to_one_record",
            ),
        )
        triggers = (
            Refuse(
                name="merge_stays_on_record",
                operation=pgtrigger.Delete,
                saying="a merge is undone, not taken out",
            ),
            Refuse(
                name="merge_is_undone_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__undone_at__isnull=False),
                saying="a merge is undone once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.former} into {self.slug}"
