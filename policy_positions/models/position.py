"""Positions: what a named party said, or was reported to hold, on one proposition, on a date."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connections, models
from django.db.models import F, Q

import pgtrigger

from tracker.words import later as _

from .. import access
from ..partial_dates import PartialDate
from ..vocabulary import Confidence, ReviewState, Stance, Substance, SummitRelation
from ..workflow import MOVES
from .firm import Refuse
from .promises import from_list, honest_date, last_day_of, not_blank, one_holder, precision_field
from .quotation import PUBLISHED_NEEDS_EVIDENCE, Quotation
from .said import Said
from .search import REFRESH_DOCUMENTS, search_query
from .text import Line, Prose

if TYPE_CHECKING:
    from .tenure import Tenure

PUBLIC_ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u to misread
PUBLIC_ID_LENGTH = 10
# What editors decide. All else about a position follows from who did what to it, and when.
CODED = (
    "country",
    "organization",
    "leader",
    "issue",
    "stance",
    "substance",
    "stated_on",
    "stated_on_precision",
    "date_note",
    "summit",
    "summit_relation",
    "summary",
    "confidence",
    "coding_note",
)
NEWEST_FIRST = (F("stated_on").desc(nulls_last=True), "-pk")
_PUBLISHER_CHANGES_WITHOUT_AN_ACT = (
    "(OLD.published_by_id IS NOT NULL "
    "AND (OLD.published_by_id, OLD.published_at) IS DISTINCT FROM (NEW.published_by_id, NEW.published_at) "
    "AND NOT (NEW.state = 'published' AND NEW.version > OLD.version))"
)
EVER_PUBLISHED = (ReviewState.PUBLISHED, ReviewState.WITHDRAWN)

_MOVES = ", ".join(f"('{move.start.value}', '{move.end.value}')" for move in MOVES.values())
_MOVES_BY_THE_TABLE = f"""
        IF (OLD.state, NEW.state) NOT IN ({_MOVES}) THEN
            RAISE EXCEPTION 'no act moves a position from % to %', OLD.state, NEW.state
                USING ERRCODE = 'check_violation', CONSTRAINT = 'position_moves_as_the_workflow_says';
        END IF;
        RETURN NEW;
"""


def new_public_id() -> str:
    """Random, so that it tells nobody how many drafts there are."""
    return "".join(secrets.choice(PUBLIC_ID_ALPHABET) for _ in range(PUBLIC_ID_LENGTH))


class PositionQuerySet(models.QuerySet):
    def published(self) -> PositionQuerySet:
        return self.filter(state=ReviewState.PUBLISHED)

    def with_a_page(self) -> PositionQuerySet:
        """Published, or withdrawn with a page that says why."""
        return self.filter(state__in=EVER_PUBLISHED)

    def visible_to(self, user: access.AnyUser) -> PositionQuerySet:
        return self.not_blind_to(user) if access.may_see_drafts(user) else self.with_a_page()

    def not_blind_to(self, user: access.AnyUser) -> PositionQuerySet:
        """Without the one that this coder is coding a second time, and must not see the first code of."""
        return self.exclude(second_coding__coder=user, second_coding__coded_at__isnull=True)

    def awaiting_review(self) -> PositionQuerySet:
        return self.filter(state=ReviewState.IN_REVIEW)

    def drafted_by(self, user: access.AnyUser) -> PositionQuerySet:
        """Drafts and what waits for review; neither what was published nor what was thrown away."""
        return self.filter(drafted_by=user, state__in=(ReviewState.DRAFT, ReviewState.IN_REVIEW))

    def stated_between(self, first: datetime.date, last: datetime.date) -> PositionQuerySet:
        """Those that may have been stated on one of these days, as far as their dates tell."""
        within = self.annotate(stated_until=last_day_of("stated_on"))
        return within.filter(stated_on__lte=last, stated_until__gte=first)

    def newest_first(self) -> PositionQuerySet:
        return self.order_by(*NEWEST_FIRST)

    def matching(self, words: str) -> PositionQuerySet:
        """Rows that hold the words, by stem and without regard to accents."""
        query = search_query(words)
        return self if query is None else self.filter(document=query)

    def refresh_documents(self) -> None:
        """Put what can be searched in step with passages, summaries and names."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(REFRESH_DOCUMENTS, [list(self.values_list("pk", flat=True))])

    def latest_additions(self) -> PositionQuerySet:
        return self.order_by("-published_at", "-pk")

    def for_table(self, words: str = "") -> PositionQuerySet:
        """Everything that one row of a table shows, in a fixed number of queries; ``words`` are marked."""
        quotations = Quotation.objects.with_hits(words).select_related("text__source").defer("text__body")
        return self.select_related("country", "organization", "leader", "issue", "summit").prefetch_related(
            "leader__tenures__country",
            "leader__tenures__organization",
            models.Prefetch("quotations", quotations),
        )

    def for_page(self) -> PositionQuerySet:
        """Everything that the page of one position shows."""
        return self.for_table().prefetch_related("revisions__by")

    def in_order(self, ids: Sequence[int]) -> list[Position]:
        """The positions with these primary keys, in this order; those not in the set are left out."""
        found = self.in_bulk(ids)
        return [found[key] for key in ids if key in found]  # type: ignore[misc] # in_bulk is untyped here


class Position(Said, models.Model):  # noqa: DJ008 - Said has it
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id, editable=False)
    country = models.ForeignKey("Country", models.PROTECT, null=True, blank=True, related_name="positions")
    organization = models.ForeignKey(
        "Organization", models.PROTECT, null=True, blank=True, related_name="positions"
    )
    leader = models.ForeignKey("Leader", models.PROTECT, null=True, blank=True, related_name="positions")
    issue = models.ForeignKey("Issue", models.PROTECT, related_name="positions")
    scheme_version = models.PositiveSmallIntegerField(
        default=1, help_text="The version of the proposition coded."
    )
    stance = models.CharField(max_length=16, choices=Stance.choices)
    substance = models.CharField(max_length=16, choices=Substance.choices, default=Substance.NOT_STATED)
    stated_on = models.DateField(null=True, blank=True)
    stated_on_precision = precision_field()
    date_note = Line(max_length=300, blank=True, help_text="How the date is known: “recently”, “last month”.")
    summit = models.ForeignKey("Summit", models.PROTECT, null=True, blank=True, related_name="positions")
    summit_relation = models.CharField(max_length=8, choices=SummitRelation.choices, blank=True)
    summary = Line("summary, in the record’s own words", max_length=400)
    confidence = models.CharField(max_length=8, choices=Confidence.choices, default=Confidence.CERTAIN)
    coding_note = Prose(blank=True, help_text="Why it is coded so, where that is not plain.")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.DRAFT)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="positions_drafted")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="positions_published"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    document = SearchVectorField("words to search", null=True, editable=False)

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = NEWEST_FIRST
        indexes = (
            GinIndex(fields=["document"], name="position_document"),
            models.Index(
                fields=["id"], condition=Q(state=ReviewState.IN_REVIEW), name="position_awaiting_review"
            ),
            models.Index("country", "issue", F("stated_on").desc(), F("id").desc(), name="position_latest"),
            models.Index(
                F("published_at").desc(),
                F("id").desc(),
                condition=Q(state=ReviewState.PUBLISHED),
                name="position_latest_additions",
            ),
        )
        permissions = (
            ("draft_position", "Can draft positions and submit them for review"),
            ("publish_position", "Can publish, return and withdraw other people’s positions"),
        )
        constraints = (
            one_holder(model="position"),
            from_list("stance", Stance, model="position"),
            from_list("substance", Substance, model="position"),
            from_list("confidence", Confidence, model="position"),
            from_list("state", ReviewState, model="position"),
            from_list("summit_relation", SummitRelation, model="position", blank=True),
            honest_date("stated_on", model="position"),
            not_blank("summary", model="position"),
            models.CheckConstraint(
                condition=Q(summit__isnull=True, summit_relation="")
                | Q(summit__isnull=False) & ~Q(summit_relation=""),
                name="position_summit_has_a_relation",
                violation_error_message=_("Say how it relates to the summit: before, at, after or about it."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=EVER_PUBLISHED)
                | Q(published_by__isnull=False, published_at__isnull=False)
                & ~Q(published_by=F("drafted_by")),
                name="position_published_by_a_second_person",
                violation_error_message=_("A position is published by somebody else than its author."),
            ),
        )
        triggers = (
            pgtrigger.Trigger(
                name="position_published_has_evidence",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("state"),
                timing=pgtrigger.Deferred,
                func=PUBLISHED_NEEDS_EVIDENCE.format(position="NEW.id"),
            ),
            pgtrigger.Trigger(
                name="position_moves_as_the_workflow_says",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),
                condition=pgtrigger.Condition("OLD.state <> NEW.state"),
                func=_MOVES_BY_THE_TABLE,
            ),
            # Who wrote it decides who may publish it: neither name is ever laid on somebody else.
            pgtrigger.ReadOnly(name="position_keeps_its_author_and_id", fields=["drafted_by", "public_id"]),
            pgtrigger.Protect(
                name="position_once_published_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            ),
            Refuse(
                name="position_keeps_its_publisher",
                operation=pgtrigger.UpdateOf("published_by_id", "published_at"),
                condition=pgtrigger.Condition(_PUBLISHER_CHANGES_WITHOUT_AN_ACT),
                saying="a position keeps its publisher until it is published again",
            ),
        )

    @property
    def stated(self) -> PartialDate:
        return PartialDate(self.stated_on, self.stated_on_precision)

    @property
    def office(self) -> Tenure | None:
        """The speaker's tenure at the time, or None."""
        if self.leader is None:
            return None
        return self.leader.office_at(
            self.stated, country_id=self.country_id, organization_id=self.organization_id
        )
