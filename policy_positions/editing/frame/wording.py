"""Wording an issue anew: a new version of the scheme, beside which the old one keeps its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User

from ...models import Issue
from ...models.issue import WORDED
from .keeping import keep


def reword(
    issue: Issue, values: Mapping[str, Any], *, by: User, reason: str = "", read: str | None = None
) -> Issue:
    """Keep an issue. Another wording of what passages are coded by makes the next version."""
    if issue.pk and any(name in values and values[name] != getattr(issue, name) for name in WORDED):
        values = {**values, "scheme_version": issue.scheme_version + 1}
    kept: Issue = keep(issue, values, by=by, reason=reason, read=read)
    return kept
