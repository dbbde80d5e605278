"""Putting aside what only looked like a statement, and bringing it back."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from .. import access
from ..models import Dismissal, SourceText


@transaction.atomic
def dismiss(text: SourceText, start: int, end: int, *, by: User) -> Dismissal:
    """Remember that these words are no position; who has said so first is kept."""
    access.require(access.may_draft(by), gettext("You may not dismiss proposals."))
    if not 0 <= start < end <= text.length:
        raise ValidationError(
            gettext("%(start)s to %(end)s is no piece of a text of %(length)s characters.")
            % {"start": start, "end": end, "length": text.length}
        )
    standing = Dismissal.objects.standing()
    return standing.get_or_create(text=text, start=start, end=end, defaults={"dismissed_by": by})[0]


@transaction.atomic
def bring_back(dismissal: Dismissal, *, by: User) -> Dismissal:
    """The words are proposed again; that they were put aside, by whom and when, stays on record."""
    access.require(access.may_draft(by), gettext("You may not bring proposals back."))
    current = Dismissal.objects.select_for_update().get(pk=dismissal.pk)
    if current.undone_at is None:
        current.undone_by, current.undone_at = by, timezone.now()
        current.save(update_fields=["undone_by", "undone_at"])
    return current
