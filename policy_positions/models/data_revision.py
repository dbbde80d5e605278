"""How often the published record has changed: what every process compares its columns and caches with."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F


class DataRevisionQuerySet(models.QuerySet):
    def move(self) -> None:
        """Say that the published record changes in this transaction."""
        stamp = uuid.uuid4()
        if not self.filter(pk=1).update(number=F("number") + 1, stamp=stamp):
            self.create(pk=1, number=1, stamp=stamp)

    def current(self) -> tuple[int, uuid.UUID] | None:
        """The revision's number and stamp; None before anything was ever published."""
        return self.filter(pk=1).values_list("number", "stamp").first()


class DataRevision(models.Model):
    number = models.PositiveBigIntegerField()
    stamp = models.UUIDField(
        help_text="Tells apart two histories that reach one number, as after a restored backup."
    )

    objects = DataRevisionQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="data_revision_is_one_row"),)

    def __str__(self) -> str:
        return str(self.number)
