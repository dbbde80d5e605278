"""Taking in a source: its reference, and the exact wording that passages are cut from."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from .. import access
from ..models import DataRevision, Source, SourceText


def digest(body: str) -> str:
    """SHA-256 of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(body.encode()).hexdigest()


@transaction.atomic
def add_source(fields: Mapping[str, Any], body: str, *, by: User) -> Source:
    """Store a source with its first text; refuse a text that another source has already."""
    access.require(access.may_draft(by), "You may not add sources.")
    if not body.strip():
        raise ValidationError({"body": "A source needs its text: passages are cut from it."})
    known = SourceText.objects.filter(sha256=digest(body)).select_related("source").first()
    if known:
        raise ValidationError(
            {"body": f"This very text is on record already: {known.source.printed_title}, {known.source}."}
        )
    source = Source(**fields)
    source.full_clean()
    source.save()
    SourceText.objects.create(source=source, sha256=digest(body), length=len(body), body=body)
    DataRevision.objects.move()
    return source


@transaction.atomic
def hold_text(text: SourceText, body: str, *, by: User) -> SourceText:
    """Keep the body of a text whose passages alone were on record, when it is that very text.

    The last line end of a file is seldom pasted with it, and forgiven.
    """
    access.require(access.may_draft(by), "You may not add texts.")
    found = next((each for each in (body, f"{body}\n") if digest(each) == text.sha256), None)
    if found is None:
        raise ValidationError(
            {"body": "This is another wording than the one that the offsets on record count in."}
        )
    SourceText.objects.filter(pk=text.pk).not_held().update(body=found)
    text.body = found
    return text
