"""One revision an act: what the position was before, and what it is after."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from ..models import Position, Quotation, Revision
from ..vocabulary import Act

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
    position: Position, act: Act, *, by: User, reason: str = "", before: dict[str, Any] | None = None
) -> Revision:
    """Append the revision of an act that has just been carried out."""
    return Revision.objects.create(
        position=position,
        version=position.version,
        act=act,
        by=by,
        reason=reason,
        before=before,
        after=snapshot(position),
    )
