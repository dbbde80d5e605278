"""What was done to the record, by whom and when: append-only, one row an act, bound to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext

import pgtrigger

from tracker.words import later as _

from ..vocabulary import Act, FrameAct, RecordKind
from ..workflow import CORRECTING, PUBLIC_STATES
from .firm import Firm, Refuse, never_emptied
from .promises import from_list
from .text import Prose

Snapshot = Mapping[str, Any]  # a position with its quotations, as a revision has it before or after an act

# What an act changed on the published record: a position that is loaded for the first time has no "before".
CORRECTS = models.Q(act__in=CORRECTING, before__isnull=False)
PAGES: dict[str, str] = {
    RecordKind.POSITION: "position",
    RecordKind.COUNTRY: "country",
    RecordKind.LEADER: "leader",
    RecordKind.ISSUE: "issue",
    RecordKind.SOURCE: "source",
    RecordKind.SUMMIT: "summit",
    RecordKind.ACCOUNT: "curate_person",
    RecordKind.RELEASE: "release",
    RecordKind.IMPORT: "desk_import",
}
ACTS = tuple(dict((*Act.choices, *FrameAct.choices)).items())

# What a revision's digest is taken of, as PostgreSQL writes a jsonb array; see docs/audit.md.
WRITTEN = """jsonb_build_array(
    {row}.previous, {row}.kind, {row}.position_id, {row}.record, {row}.version, {row}.act, {row}.by_id,
    to_char({row}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    {row}.reason, {row}.cautions, {row}.before, {row}.after
)::text"""
DIGEST = f"encode(sha256(convert_to({WRITTEN}, 'UTF8')), 'hex')"

# The database itself says when, and binds the row to what was done to the same record before.
_BIND = f"""
        IF NEW.position_id IS NULL THEN
            SELECT version, digest INTO former FROM policy_positions_revision
            WHERE position_id IS NULL AND kind = NEW.kind AND record = NEW.record
            ORDER BY version DESC LIMIT 1;
        ELSE
            SELECT version, digest INTO former FROM policy_positions_revision
            WHERE position_id = NEW.position_id ORDER BY version DESC LIMIT 1;
        END IF;
        IF NEW.version < former.version THEN
            RAISE EXCEPTION 'version % comes after version % of the same record', former.version, NEW.version
                USING ERRCODE = 'check_violation', CONSTRAINT = 'revision_is_bound_to_the_one_before';
        END IF;
        NEW.at := clock_timestamp();
        NEW.previous := coalesce(former.digest, '');
        NEW.digest := {DIGEST.format(row="NEW")};
        RETURN NEW;
"""  # noqa: S608 - built from the constants above alone


class RevisionQuerySet(models.QuerySet):
    def corrections(self) -> RevisionQuerySet:
        """What was done to positions after their publication, newest first."""
        return self.filter(CORRECTS, before__state__in=PUBLIC_STATES).order_by("-at", "-pk")

    def of_record(self, kind: str, key: str) -> RevisionQuerySet:
        """Of one record, by what it is known by: a public id, a slug, a name."""
        if kind == RecordKind.POSITION:
            return self.filter(position__public_id=key)
        return self.filter(kind=kind, record=key, position__isnull=True)

    def history_of(self, kind: str, key: str) -> RevisionQuerySet:
        """What was done to one record, and by whom, the last act first."""
        return self.of_record(kind, key).select_related("by").order_by("-version")

    def named(self, key: str) -> RevisionQuerySet:
        """Of every record known by this name, whatever its kind."""
        return self.filter(Q(position__public_id=key) | Q(record=key))

    def newest_first(self) -> RevisionQuerySet:
        return self.order_by("-pk")

    def for_list(self) -> RevisionQuerySet:
        """What a row of a list says, without what the record was before and after."""
        return self.select_related("by", "position").only(
            *("kind", "record", "version", "act", "at", "reason", "digest"),
            *("by__username", "position__public_id"),
        )

    def public(self) -> RevisionQuerySet:
        """Those that made what readers could see: drafts and what became of them are the desk's."""
        return self.filter(after__state__in=PUBLIC_STATES)

    def with_positions(self) -> RevisionQuerySet:
        """Everything that a list of changes to positions shows, in one query."""
        return self.select_related(
            "by",
            "position__country",
            "position__organization",
            "position__leader",
            "position__issue",
        )


class Revision(models.Model):
    kind = models.CharField(
        "what it was done to", max_length=12, choices=RecordKind.choices, default=RecordKind.POSITION
    )
    position = models.ForeignKey(
        "Position", models.PROTECT, null=True, blank=True, related_name="revisions", db_index=False
    )
    record = models.CharField(
        "what it is known by",
        max_length=160,
        blank=True,
        help_text="Empty for positions, which are linked to.",
    )
    version = models.PositiveIntegerField(
        help_text="The version of the position that the act made; of other records, acts are numbered."
    )
    act = models.CharField(max_length=16, choices=ACTS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="revisions", db_index=False)
    at = models.DateTimeField(auto_now_add=True, help_text="Set by the database, whatever is written.")
    reason = Prose(blank=True)
    cautions = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        help_text="What was to be looked at twice in the passages: the reason answers it.",
    )
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    previous = models.CharField(
        "digest of the revision before", max_length=64, blank=True, editable=False, default=""
    )
    digest = models.CharField(
        max_length=64, editable=False, default="", help_text="SHA-256 of the row and of what came before it."
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("position", "-version")
        indexes = (
            models.Index(fields=["-at", "-id"], condition=CORRECTS, name="revision_corrections"),
            models.Index("by", F("id").desc(), name="revision_by_person"),
            models.Index("act", F("id").desc(), name="revision_by_act"),
            BrinIndex(fields=["at"], name="revision_by_time"),
        )
        constraints = (
            from_list("kind", RecordKind, model="revision"),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.POSITION, position__isnull=False, record="")
                | ~Q(kind=RecordKind.POSITION) & Q(position__isnull=True) & ~Q(record=""),
                name="revision_is_of_one_record",
            ),
            models.CheckConstraint(
                condition=Q(kind=RecordKind.POSITION, act__in=Act.values)
                | ~Q(kind=RecordKind.POSITION) & Q(act__in=FrameAct.values),
                name="revision_act_is_known",
            ),
            models.UniqueConstraint(fields=["position", "version"], name="revision_one_a_version"),
            models.CheckConstraint(
                condition=Q(cautions=[]) | Q(reason__regex=r"\S"),
                name="revision_answers_its_cautions",
                violation_error_message=_("Say why, where a passage gives cause to look twice."),
            ),
            models.UniqueConstraint(
                fields=["kind", "record", "version"],
                condition=Q(position__isnull=True),
                name="revision_one_a_version_of_a_record",
            ),
            models.UniqueConstraint(
                fields=["previous"], condition=~Q(previous=""), name="revision_follows_alone"
            ),
        )
        triggers = (
            Refuse(
                name="revision_is_append_only",
                operation=pgtrigger.Update | pgtrigger.Delete,
                saying="what was done is neither changed nor taken out",
            ),
            never_emptied("revision_is_never_emptied", "what was done is not taken out"),
            Firm(
                name="revision_is_bound_to_the_one_before",
                operation=pgtrigger.Insert,
                declare=[("former", "RECORD")],
                func=_BIND,
            ),
        )

    def __str__(self) -> str:
        return gettext("%(act)s by %(by)s") % {"act": self.get_act_display(), "by": self.by}

    def get_absolute_url(self) -> str:
        """The page of the record that it was done to; empty where there is none."""
        page = PAGES.get(self.kind)
        return reverse(page, args=[self.name]) if page else ""

    @property
    def name(self) -> str:
        """What the record is known by: a public id, a slug, an account's name."""
        return self.position.public_id if self.position else self.record

    @property
    def is_public(self) -> bool:
        """Did it make what readers could see?"""
        return (self.after or {}).get("state") in PUBLIC_STATES
