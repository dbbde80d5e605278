"""Positions coded again by a second coder who has not seen the first code, and what the two agreed on."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.db import models
from django.db.models import F, Q

import pgtrigger

from .. import access
from ..vocabulary import Confidence, Stance, Voice
from .promises import from_list, not_blank
from .text import Line, Prose

PARTS = 10_000  # a draw is a number below this, taken from the digest of seed and public id
_CODE = (
    *("stance", "voice", "confidence", "coded_at", "coder_id"),
    *("first_stance", "first_voice", "first_confidence"),
)
_CODE_CHANGES = " OR ".join(f"OLD.{field} IS DISTINCT FROM NEW.{field}" for field in _CODE)
_NOT_THE_AUTHOR = """
        IF EXISTS (
            SELECT FROM policy_positions_position WHERE id = NEW.position_id AND drafted_by_id = NEW.coder_id
        ) THEN
            RAISE EXCEPTION 'nobody codes their own position a second time'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'second_coding_is_by_a_second_person';
        END IF;
        RETURN NEW;
"""


class SamplingPlan(models.Model):
    """How many positions in a hundred are coded twice. The latest plan holds; earlier ones stay on record."""

    rate = models.PositiveSmallIntegerField(
        "percent", help_text="Positions in a hundred that are coded twice."
    )
    seed = Line(max_length=40, help_text="Anybody who knows it can repeat the draw.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sampling_plans")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(rate__lte=100), name="sampling_plan_rate_is_a_percentage"),
            not_blank("seed", model="sampling_plan"),
        )

    def __str__(self) -> str:
        return f"{self.rate} % by the seed “{self.seed}”"

    def draws(self, public_id: str) -> bool:
        """Is the position in the sample? The same answer whoever asks, and whenever."""
        digest = hashlib.sha256(f"{self.seed}:{public_id}".encode()).hexdigest()
        return int(digest[:8], 16) % PARTS < self.rate * PARTS // 100


class SecondCodingQuerySet(models.QuerySet):
    def waiting_for(self, user: access.AnyUser) -> SecondCodingQuerySet:
        """Drawn, not taken, and of positions that this coder has had no hand in."""
        return (
            self.filter(coder__isnull=True)
            .exclude(position__drafted_by=user)
            .exclude(position__revisions__by=user)
            .exclude(position__corrections__proposed_by=user)
            .exclude(position__corrections__decided_by=user)
        )

    def held_by(self, user: access.AnyUser) -> SecondCodingQuerySet:
        return self.filter(coder=user, coded_at__isnull=True)

    def coded(self) -> SecondCodingQuerySet:
        return self.filter(coded_at__isnull=False)

    def in_dispute(self) -> SecondCodingQuerySet:
        """The two codes differ in what readers see of them, and nothing is agreed yet."""
        same = Q(stance=F("first_stance"), voice=F("first_voice"))
        return self.coded().filter(resolved_at__isnull=True).exclude(same)

    def of(self, user: access.AnyUser) -> SecondCodingQuerySet:
        """Those whose first or second coder it is."""
        return self.filter(Q(coder=user) | Q(position__drafted_by=user))

    def with_positions(self) -> SecondCodingQuerySet:
        return self.select_related(
            "coder",
            "agreed_by",
            "position__country",
            "position__organization",
            "position__leader",
            "position__issue",
            "position__drafted_by",
        )


class SecondCoding(models.Model):
    position = models.OneToOneField("Position", models.PROTECT, related_name="second_coding")
    plan = models.ForeignKey("SamplingPlan", models.PROTECT, related_name="drawn")
    drawn_at = models.DateTimeField(auto_now_add=True)
    coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="second_codings"
    )
    stance = models.CharField(max_length=16, choices=Stance.choices, blank=True)
    voice = models.CharField(max_length=16, choices=Voice.choices, blank=True)
    confidence = models.CharField(max_length=8, choices=Confidence.choices, blank=True)
    note = Prose(blank=True)
    coded_at = models.DateTimeField(null=True, blank=True)
    first_stance = models.CharField(
        max_length=16, choices=Stance.choices, blank=True, help_text="The first code, as it was at that time."
    )
    first_voice = models.CharField(max_length=16, choices=Voice.choices, blank=True)
    first_confidence = models.CharField(max_length=8, choices=Confidence.choices, blank=True)
    agreed_stance = models.CharField(max_length=16, choices=Stance.choices, blank=True)
    agreed_voice = models.CharField(max_length=16, choices=Voice.choices, blank=True)
    agreed_note = Prose(blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)

    objects = SecondCodingQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = (
            from_list("stance", Stance, model="second_coding", blank=True),
            from_list("voice", Voice, model="second_coding", blank=True),
            models.CheckConstraint(
                condition=Q(coded_at__isnull=True, stance="", voice="", first_stance="")
                | Q(coded_at__isnull=False, coder__isnull=False)
                & ~Q(stance="")
                & ~Q(voice="")
                & ~Q(first_stance=""),
                name="second_coding_is_whole_or_none",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, confirmed_by__isnull=True)
                | Q(resolved_at__isnull=False, agreed_by__isnull=False, confirmed_by__isnull=False)
                & ~Q(agreed_stance="")
                & ~Q(agreed_by=F("confirmed_by")),
                name="second_coding_is_resolved_by_two",
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="second_coding_is_by_a_second_person",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_NOT_THE_AUTHOR,
            ),
            pgtrigger.Protect(
                name="second_coding_stays_as_coded",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(f"OLD.coded_at IS NOT NULL AND ({_CODE_CHANGES})"),
            ),
            pgtrigger.Protect(name="second_coding_is_kept", operation=pgtrigger.Delete),
        )

    def __str__(self) -> str:
        return f"Second coding of {self.position}"

    @property
    def differs(self) -> bool:
        return bool(self.coded_at) and (self.stance, self.voice) != (self.first_stance, self.first_voice)

    @property
    def is_open(self) -> bool:
        return self.differs and self.resolved_at is None


class CodingComment(models.Model):
    """What the two coders say to each other about a difference."""

    coding = models.ForeignKey("SecondCoding", models.PROTECT, related_name="comments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="coding_comments")
    at = models.DateTimeField(auto_now_add=True)
    text = Prose(max_length=1_000)

    class Meta:
        ordering = ("pk",)
        constraints = (not_blank("text", model="coding_comment"),)
        triggers = (
            pgtrigger.Protect(
                name="coding_comment_is_append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
        )

    def __str__(self) -> str:
        return self.text
