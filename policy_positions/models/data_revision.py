"""How often the published record has changed: what every process compares its columns and caches with."""

from __future__ import annotations

from django.db import models
from django.db.models import F


class DataRevisionQuerySet(models.QuerySet):
    def move(self) -> None:
        """Say that the published record changes in this transaction."""
        if not self.filter(pk=1).update(number=F("number") + 1):
            self.create(pk=1, number=1)

    def current(self) -> int:
        return self.filter(pk=1).values_list("number", flat=True).first() or 0


class DataRevision(models.Model):
    number = models.PositiveBigIntegerField()

    objects = DataRevisionQuerySet.as_manager()

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="data_revision_is_one_row"),)

    def __str__(self) -> str:
        return str(self.number)
