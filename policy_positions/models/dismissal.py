"""Passages that looked like statements and were put aside: remembered, and brought back on demand."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

import pgtrigger


class DismissalQuerySet(models.QuerySet):
    def standing(self) -> DismissalQuerySet:
        """Those that nobody has brought back."""
        return self.filter(undone_at__isnull=True)

    def in_text_order(self) -> DismissalQuerySet:
        return self.order_by("start", "end").select_related("dismissed_by")


class Dismissal(models.Model):
    text = models.ForeignKey("SourceText", models.PROTECT, related_name="dismissals")
    start = models.PositiveIntegerField("first code point")
    end = models.PositiveIntegerField("code point after the last")
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="dismissals")
    dismissed_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="dismissals_undone"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DismissalQuerySet.as_manager()

    class Meta:
        ordering = ("text", "start", "end")
        constraints = (
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="dismissal_is_of_some_words"),
            models.CheckConstraint(
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | Q(undone_by__isnull=False, undone_at__isnull=False),
                name="dismissal_is_undone_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["text", "start", "end"],
                condition=Q(undone_at__isnull=True),
                name="dismissal_stands_once",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="dismissal_is_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="dismissal_keeps_who_and_what",
                fields=["text", "start", "end", "dismissed_by", "dismissed_at"],
            ),
        )

    def __str__(self) -> str:
        return f"{self.start} to {self.end} of {self.text}"
