"""A record of which every text is an attack, written past fields, forms and triggers."""

from __future__ import annotations

import hashlib
from itertools import count, product
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, connection, models, transaction

from policy_positions.models import Correction, DataRevision, Quotation, Revision, SourceText, Summit
from policy_positions.models.text import Line, Prose, WebAddress

from .payloads import PAYLOADS, packed

NO_LIMIT = 100_000
LEFT_ALONE = {(Quotation, "exact"), (Revision, "digest")}


def poison(first: int) -> set[str]:
    """Texts begin with the payload ``first``, each row and each field with another of those that follow.

    Returned are the fields that the database itself keeps from holding such a text.
    """
    numbers, refused = count(first), set()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no trigger and no foreign key is asked
    try:
        for model in apps.get_app_config("policy_positions").get_models():
            refused |= _refused_by(model, numbers)
        for user in User.objects.all():
            words = packed(next(numbers), 140)
            name = words.replace("/", "")  # no name has one: it stands in addresses
            User.objects.filter(pk=user.pk).update(username=f"{user.pk} {name}", first_name=words)
        _poison_passages()
        _poison_what_revisions_hold()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = DEFAULT")
    DataRevision.objects.move()
    return refused


def _refused_by(model: type[models.Model], numbers: count[int]) -> set[str]:
    refused = set()
    fields = [field for field in model._meta.concrete_fields if (model, field.name) not in LEFT_ALONE]
    for key, field in product(list(model._base_manager.values_list("pk", flat=True)), fields):
        text = _attack(field, key, numbers)
        if text is not None:
            try:
                with transaction.atomic():
                    model._base_manager.filter(pk=key).update(**{field.name: text})
            except IntegrityError:
                refused.add(f"{model.__name__}.{field.name}")
    return refused


def _attack(field: models.Field, key: object, numbers: count[int]) -> Any:
    if isinstance(field, WebAddress):
        return f"javascript:canary({next(numbers)})//"
    if isinstance(field, Line | Prose) and not field.choices:
        only = f"{key} " if field.unique else ""
        return only + packed(next(numbers), (field.max_length or NO_LIMIT) - len(only))
    if isinstance(field, ArrayField) and isinstance(field.base_field, models.CharField):
        return [packed(next(numbers), field.base_field.max_length or NO_LIMIT)]
    return None


def _poison_passages() -> None:
    for number, text in enumerate(SourceText.objects.all()):
        body = "\n".join((*PAYLOADS, f"Text {number}."))
        digest = hashlib.sha256(body.encode()).hexdigest()
        SourceText.objects.filter(pk=text.pk).update(body=body, sha256=digest, length=len(body))
        start = body.index(PAYLOADS[3])
        Quotation.objects.filter(text=text).update(exact=body[start:-5], start=start, end=len(body) - 5)
    Summit.objects.update(
        documents=[{"title": words, "url": f"javascript:{words}"} for words in PAYLOADS[:10]]
    )


def _poison_what_revisions_hold() -> None:
    words = " ".join(PAYLOADS)
    for revision in Revision.objects.exclude(after=None):
        after = {**revision.after, "summary": words, "coding_note": words}
        Revision.objects.filter(pk=revision.pk).update(after=after, before={**after, "summary": "Before."})
    for correction in Correction.objects.all():
        proposed = {**correction.proposed, "summary": words, "coding_note": words}
        Correction.objects.filter(pk=correction.pk).update(proposed=proposed)
