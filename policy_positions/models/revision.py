"""What was done to a position: append-only, one row an act."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

import pgtrigger

from ..vocabulary import Act
from ..workflow import CORRECTING, PUBLIC_STATES
from .promises import from_list

# What an act changed on the published record: a position that is loaded for the first time has no "before".
CORRECTS = models.Q(act__in=CORRECTING, before__isnull=False)


class RevisionQuerySet(models.QuerySet):
    def corrections(self) -> RevisionQuerySet:
        """What was done to positions after their publication, newest first."""
        return self.filter(CORRECTS, before__state__in=PUBLIC_STATES).order_by("-at", "-pk")


class Revision(models.Model):
    position = models.ForeignKey("Position", models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField(help_text="The version of the position that the act made.")
    act = models.CharField(max_length=12, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.TextField(blank=True)
    cautions = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        help_text="What was to be looked at twice in the passages: the reason answers it.",
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("position", "-version")
        indexes = (models.Index(fields=["-at", "-id"], condition=CORRECTS, name="revision_corrections"),)
        constraints = (
            from_list("act", Act, model="revision"),
            models.UniqueConstraint(fields=["position", "version"], name="revision_one_a_version"),
            models.CheckConstraint(
                condition=Q(cautions=[]) | Q(reason__regex=r"\S"),
                name="revision_answers_its_cautions",
                violation_error_message="Say why, where a passage gives cause to look twice.",
            ),
        )
        triggers = (
            pgtrigger.Protect(name="revision_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"{self.get_act_display()} by {self.by}"
