"""Passages of sources: W3C's text quote and text position selectors, and the voice they are in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

import pgtrigger

from tracker.words import later as _

from .. import access, quoting
from ..vocabulary import Language, ReviewState, Voice
from ..workflow import FALLEN
from .promises import from_list, not_blank
from .search import HIT_STARTS, marked, search_query
from .text import Line, Prose, is_web_address

if TYPE_CHECKING:
    from ..access import AnyUser
    from .position import Position
    from .source import Source, SourceText

LOOKED_FOR = 12  # words of a passage, to find others that say the same

# Raised by the database itself, so that no writer can mark as verified what the held text does not say.
_MUST_BE_VERBATIM = """
        SELECT body, length INTO wording FROM policy_positions_sourcetext WHERE id = NEW.text_id;
        IF NEW."end" > wording.length THEN
            RAISE EXCEPTION 'quotation ends at %, past its text of % code points', NEW."end", wording.length
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quotation_lies_within_its_text';
        END IF;
        IF NEW.verified AND wording.body IS NOT NULL
           AND substr(wording.body, NEW.start + 1, NEW."end" - NEW.start) <> NEW.exact THEN
            RAISE EXCEPTION 'quotation is not what its text says at % to %', NEW.start, NEW."end"
                USING ERRCODE = 'check_violation', CONSTRAINT = 'quotation_verified_is_verbatim';
        END IF;
        RETURN NEW;
"""

PUBLISHED_NEEDS_EVIDENCE = """
        IF EXISTS (
            SELECT FROM policy_positions_position WHERE id = {position} AND state = 'published'
        ) AND (
            NOT EXISTS (SELECT FROM policy_positions_quotation WHERE position_id = {position})
            OR EXISTS (
                SELECT FROM policy_positions_quotation WHERE position_id = {position} AND NOT verified
            )
        ) THEN
            RAISE EXCEPTION 'a published position needs quotations, each verified'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'position_published_has_verified_quotations';
        END IF;
        RETURN NULL;
"""


class QuotationQuerySet(models.QuerySet):
    def published(self) -> QuotationQuerySet:
        return self.filter(position__state=ReviewState.PUBLISHED)

    def taken_from(self, source: Source) -> QuotationQuerySet:
        return self.filter(text__source=source)

    def drafted_by(self, user: AnyUser) -> QuotationQuerySet:
        """Of drafts that are still with their author."""
        return self.filter(position__state=ReviewState.DRAFT, position__drafted_by=user)

    def of_what_stands(self) -> QuotationQuerySet:
        """Of positions in any state but withdrawn and thrown away."""
        return self.exclude(position__state__in=FALLEN)

    def on_the_question_of(self, position: Position) -> QuotationQuerySet:
        """Of positions of the same holder on the same issue."""
        return self.filter(
            position__issue=position.issue_id,
            position__country=position.country_id,
            position__organization=position.organization_id,
        )

    def saying(self, words: str) -> QuotationQuerySet:
        """Of positions that have the first of these words, in this order, among what they are found by."""
        query = search_query('"{}"'.format(" ".join(re.findall(r"\w+", words)[:LOOKED_FOR])))
        return self.none() if query is None else self.filter(position__document=query)

    def of_text(self, text: SourceText) -> QuotationQuerySet:
        """Those of one wording that stand, with what a card of their position shows."""
        held = self.in_text_order().defer("text__body")
        return held.filter(text=text).of_what_stands()

    def not_blind_to(self, user: access.AnyUser) -> QuotationQuerySet:
        """Without those of the position that this coder is coding a second time."""
        return self.exclude(
            position__second_coding__coder=user, position__second_coding__coded_at__isnull=True
        )

    def with_hits(self, words: str) -> QuotationQuerySet:
        """``marked`` is the passage with the words searched for marked in it; None when there are none."""
        return self.annotate(marked=marked("exact", words))

    def in_text_order(self) -> QuotationQuerySet:
        """As they stand in the source, with the position that each backs."""
        positions = ("country", "organization", "leader", "issue", "summit")
        return (
            self.order_by("text__version", "start", "end", "position_id")
            .select_related("text__source", *(f"position__{relation}" for relation in positions))
            .prefetch_related("position__leader__tenures__country", "position__leader__tenures__organization")
        )


class Quotation(models.Model):
    position = models.ForeignKey("Position", models.CASCADE, related_name="quotations")
    order = models.PositiveSmallIntegerField(default=1)
    text = models.ForeignKey("SourceText", models.PROTECT, related_name="quotations")
    exact = Prose("passage, as it stands in the source")
    prefix = models.CharField("what stands before it", max_length=quoting.CONTEXT, blank=True)
    suffix = models.CharField("what stands after it", max_length=quoting.CONTEXT, blank=True)
    start = models.PositiveIntegerField("first code point")
    end = models.PositiveIntegerField("code point after the last")
    verified = models.BooleanField(
        default=False, help_text="Proven to stand at that place in the source’s text."
    )
    voice = models.CharField(max_length=16, choices=Voice.choices)
    attribution = Line(
        max_length=300,
        blank=True,
        help_text="The words that say whose it is, where they stand outside the passage.",
    )
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    translation = Prose(blank=True)
    cautions = ArrayField(
        models.CharField(max_length=32),
        default=list,
        db_default=[],
        blank=True,
        editable=False,
        help_text="What a reviewer should look at twice, found when the passage was cut.",
    )

    objects = QuotationQuerySet.as_manager()

    class Meta:
        ordering = ("order",)
        constraints = (
            from_list("voice", Voice, model="quotation"),
            from_list("language", Language, model="quotation"),
            not_blank("exact", model="quotation"),
            models.UniqueConstraint(
                fields=["position", "order"], name="quotation_order_is_one_of_its_position"
            ),
            models.CheckConstraint(
                condition=Q(end=F("start") + Length("exact")),
                name="quotation_length_agrees_with_its_offsets",
                violation_error_message=_("The passage must be as long as its offsets say."),
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="quotation_is_verbatim",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_MUST_BE_VERBATIM,
                declare=[("wording", "RECORD")],
            ),
            pgtrigger.Trigger(
                name="quotation_stays_with_what_is_published",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=PUBLISHED_NEEDS_EVIDENCE.format(position="OLD.position_id"),
            ),
            pgtrigger.Trigger(
                name="quotation_of_what_is_published_is_proven",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__verified=False),
                timing=pgtrigger.Deferred,
                func=PUBLISHED_NEEDS_EVIDENCE.format(position="NEW.position_id"),
            ),
        )

    def __str__(self) -> str:
        return self.exact

    @property
    def is_hit(self) -> bool:
        """It holds some of the words that were searched for; see ``with_hits``."""
        return HIT_STARTS in (getattr(self, "marked", None) or "")

    @property
    def source(self) -> Source:
        return self.text.source

    @property
    def link_to_passage(self) -> str:
        """The source's own page, opened at the passage; empty where no address is known."""
        if not is_web_address(self.source.url):
            return ""
        return quoting.text_fragment_url(self.source.url, self.exact, self.prefix, self.suffix)
