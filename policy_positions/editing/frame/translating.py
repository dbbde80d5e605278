"""Writing what a row of the frame is called in the other languages."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import transaction

from ...models import DataRevision
from ...models.translated import Translated
from .keeping import before_change, require_curator, tell


@transaction.atomic
def translate(
    row: Translated,
    written: Mapping[str, Mapping[str, str]],
    *,
    by: User,
    reason: str = "",
    read: str | None = None,
) -> Translated:
    """Keep translations, by language and field; an empty one takes away what is there.

    Nothing is searched by them: the documents of positions stay as they are.
    """
    require_curator(by)
    before = before_change(row, read)
    row.refresh_from_db()
    row.translations = {
        language: said
        for language in sorted({*row.translations, *written})
        if (said := _said(row, language, written.get(language, {})))
    }
    row.full_clean(exclude={field.name for field in row._meta.fields} - {"translations"})
    row.save(update_fields=["translations"])
    tell(row, before, by=by, reason=reason)
    DataRevision.objects.move()
    return row


def _said(row: Translated, language: str, written: Mapping[str, str]) -> dict[str, str]:
    told = {**row.translations.get(language, {})}
    told |= {getattr(row, field): words for field, words in written.items()}
    return {english: words for english, words in told.items() if words}
