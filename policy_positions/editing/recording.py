"""One revision an act: what the position was before, and what it is after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User

from ..models import Position, Quotation, Revision
from ..vocabulary import Act, RecordKind

PLAIN_FIELDS = (
    "scheme_version",
    "stance",
    "substance",
    "stated_on_precision",
    "date_note",
    "summit_relation",
    "summary",
    "confidence",
    "coding_note",
    "state",
)
QUOTATION_FIELDS = (
    "order",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "verified",
    "voice",
    "attribution",
    "language",
    "translation",
)


def _pairs(fields: tuple[str, ...], table: str) -> str:
    return ", ".join(f"""'{field}', {table}."{field}\"""" for field in fields)


# For every row of a table shaped like positions, called ``own``: what ``snapshot`` says of it.
SNAPSHOT = f"""jsonb_build_object(
    'country', (SELECT iso3 FROM policy_positions_country WHERE id = own.country_id),
    'organization', (SELECT slug FROM policy_positions_organization WHERE id = own.organization_id),
    'leader', (SELECT slug FROM policy_positions_leader WHERE id = own.leader_id),
    'issue', (SELECT slug FROM policy_positions_issue WHERE id = own.issue_id),
    'summit', (SELECT slug FROM policy_positions_summit WHERE id = own.summit_id),
    'stated_on', own.stated_on,
    {_pairs(PLAIN_FIELDS, "own")},
    'quotations', coalesce((
        SELECT jsonb_agg(
            jsonb_build_object(
                'source', source.slug, 'text', text.sha256, {_pairs(QUOTATION_FIELDS, "quotation")}
            ) ORDER BY quotation."order"
        )
        FROM policy_positions_quotation quotation
        JOIN policy_positions_sourcetext text ON text.id = quotation.text_id
        JOIN policy_positions_source source ON source.id = text.source_id
        WHERE quotation.position_id = own.id
    ), '[]')
)"""  # noqa: S608 - built from the constants above alone


# One revision for each of the rows called ``own``, all by one act: its parameters are the act, who carried it
# out and why. The rows are new, so that there is nothing to record of what they were before.
RECORD_EACH_NEW = f"""
    INSERT INTO policy_positions_revision (kind, record, position_id, version, act, by_id, at, reason, after)
    SELECT '{RecordKind.POSITION}', '', own.id, own.version, %s, %s, now(), %s, {SNAPSHOT}
    FROM {{rows}}
    ORDER BY own.id
"""  # noqa: S608 - built from the constants above alone
CHECK_DEFERRED = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"  # now, not when all is done


def snapshot(position: Position) -> dict[str, Any]:
    """The position and its quotations as JSON, relations by their natural keys, read from the database."""
    stored = Position.objects.select_related("country", "organization", "leader", "issue", "summit").get(
        pk=position.pk
    )
    quotations = stored.quotations.select_related("text__source")
    return {
        "country": stored.country and stored.country.iso3,
        "organization": stored.organization and stored.organization.slug,
        "leader": stored.leader and stored.leader.slug,
        "issue": stored.issue.slug,
        "summit": stored.summit and stored.summit.slug,
        "stated_on": stored.stated_on and stored.stated_on.isoformat(),
        **{field: getattr(stored, field) for field in PLAIN_FIELDS},
        "quotations": [_quotation(quotation) for quotation in quotations],
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    plain = {field: getattr(quotation, field) for field in QUOTATION_FIELDS}
    return {"source": quotation.text.source.slug, "text": quotation.text.sha256, **plain}


def record(
    position: Position,
    act: Act,
    *,
    by: User,
    reason: str = "",
    before: dict[str, Any] | None = None,
    cautions: Sequence[dict[str, Any]] = (),
) -> Revision:
    """Append the revision of an act that has just been carried out; ``reason`` answers the ``cautions``."""
    return Revision.objects.create(
        position=position,
        version=position.version,
        act=act,
        by=by,
        reason=reason,
        cautions=list(cautions),
        before=before,
        after=snapshot(position),
    )
