"""Proposed changes of published positions: what is published stands until a second person applies one."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

import pgtrigger

from tracker.words import later as _

from ..vocabulary import Act, CorrectionState, ReviewState
from .promises import from_list, not_blank
from .text import Prose

# What a proposal may come to, once it is applied.
PROPOSABLE = (Act.CORRECT, Act.RESTORE, Act.REINSTATE)
_AS_PROPOSED = [
    "position",
    "act",
    "restores",
    "base_version",
    "proposed",
    "reason",
    "proposed_by",
    "proposed_at",
]


class CorrectionQuerySet(models.QuerySet):
    def open(self) -> CorrectionQuerySet:
        return self.filter(state=CorrectionState.PROPOSED)

    def awaiting_review(self) -> CorrectionQuerySet:
        """Open, and of a position that the proposal can still be applied to."""
        reinstates = Q(act=Act.REINSTATE, position__state=ReviewState.WITHDRAWN)
        return self.open().filter(
            reinstates | ~Q(act=Act.REINSTATE) & Q(position__state=ReviewState.PUBLISHED)
        )


class Correction(models.Model):
    position = models.ForeignKey("Position", models.PROTECT, related_name="corrections")
    act = models.CharField(max_length=12, choices=[(act.value, act.label) for act in PROPOSABLE])
    restores = models.PositiveIntegerField(
        null=True, blank=True, help_text="The earlier version that it brings back, if it does."
    )
    base_version = models.PositiveIntegerField(help_text="The version of the position that was read.")
    proposed = models.JSONField(help_text="What the position would be, written as revisions write it.")
    reason = Prose()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections_proposed"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=12, choices=CorrectionState.choices, default=CorrectionState.PROPOSED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="corrections_decided"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = Prose(blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ("-proposed_at", "-pk")
        constraints = (
            from_list("state", CorrectionState, model="correction"),
            models.CheckConstraint(
                condition=Q(act=Act.CORRECT, restores__isnull=True)
                | Q(act__in=(Act.RESTORE, Act.REINSTATE), restores__isnull=False),
                name="correction_act_says_what_it_restores",
            ),
            not_blank("reason", model="correction"),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(state=CorrectionState.PROPOSED),
                name="correction_one_open_a_position",
            ),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.PROPOSED, decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state=CorrectionState.PROPOSED) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(CorrectionState.APPLIED, CorrectionState.DECLINED))
                | ~Q(decided_by=F("proposed_by")),
                name="correction_decided_by_a_second_person",
                violation_error_message=_("A correction is decided by somebody else than who proposed it."),
            ),
        )
        triggers = (
            pgtrigger.ReadOnly(name="correction_stays_as_proposed", fields=_AS_PROPOSED),
            pgtrigger.Protect(name="correction_is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="correction_decided_stays_decided",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("OLD.state <> 'proposed'"),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.position}"

    @property
    def is_open(self) -> bool:
        return self.state == CorrectionState.PROPOSED
