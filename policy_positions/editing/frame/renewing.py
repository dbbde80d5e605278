"""After a change of the frame (names, offices, summits, issues): what was derived from it is renewed."""

from __future__ import annotations

from django.db import models, transaction

from ...models import Country, DataRevision, Issue, Leader, Organization, Position, Summit

# Whose names are among the words that a position is found by.
NAMED_IN_POSITIONS = {
    Country: "country",
    Organization: "organization",
    Leader: "leader",
    Issue: "issue",
    Summit: "summit",
}


@transaction.atomic
def renew_after(changed: models.Model) -> None:
    """Renew the words to search and, in every process, the columns."""
    relation = NAMED_IN_POSITIONS.get(type(changed))
    if relation and changed.pk:
        Position.objects.filter(**{relation: changed.pk}).refresh_documents()
    DataRevision.objects.move()
