"""Files of rows handed in at the desk: looked at first, then imported as a whole or not at all."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tracker import written

from .. import access
from ..vocabulary import ImportState, RowOutcome
from .promises import from_list
from .text import Line

EVER_IMPORTED = (ImportState.IMPORTED, ImportState.TAKEN_BACK)
WITHOUT_CONTENT = (*EVER_IMPORTED, ImportState.DISCARDED)


class ImportQuerySet(models.QuerySet):
    def made_by(self, user: access.AnyUser) -> ImportQuerySet:
        return self.filter(made_by=user)

    def visible_to(self, user: access.AnyUser) -> ImportQuerySet:
        """Everybody sees their own; who reviews sees those of others too, once they are imported."""
        if not access.may_see_imports(user):
            return self.made_by(user)
        return self.filter(Q(made_by=user) | Q(state__in=EVER_IMPORTED))

    def for_list(self) -> ImportQuerySet:
        return self.select_related("made_by").defer("content").order_by("-pk")

    def move(self, *states: str, to: str) -> bool:
        """Go on to the next state where none other has; tells whether it did."""
        return self.filter(state__in=states).update(state=to, begun_at=timezone.now(), fault="") == 1


class Import(models.Model):
    """One file. Its content goes when it is imported or thrown away; its digest stays."""

    name = Line("name of the file", max_length=200)
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    content = models.BinaryField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="imports")
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.CHECKING)
    begun_at = models.DateTimeField(default=timezone.now, help_text="When it came into this state.")
    rows = models.PositiveIntegerField("rows of the file", null=True)
    fault = models.TextField("why the file as a whole was refused", blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            from_list("state", ImportState, model="import"),
            models.CheckConstraint(
                condition=Q(state__in=WITHOUT_CONTENT, content__isnull=True)
                | ~Q(state__in=WITHOUT_CONTENT) & Q(content__isnull=False),
                name="import_keeps_its_content_until_it_is_done",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {written.moment(self.made_at)}"

    def get_absolute_url(self) -> str:
        return reverse("desk_import", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        return self.state in (ImportState.CHECKING, ImportState.IMPORTING)


class ImportedRowQuerySet(models.QuerySet):
    def tally(self) -> dict[str, int]:
        """How many of each outcome, in the order of the list of outcomes; faults are counted by row."""
        counted = dict(
            self.values_list("outcome").annotate(rows=models.Count("row", distinct=True)).order_by()
        )
        return {outcome: counted[outcome] for outcome in RowOutcome if outcome in counted}

    def rejected(self) -> ImportedRowQuerySet:
        return self.filter(outcome=RowOutcome.REJECTED)

    def in_order(self) -> ImportedRowQuerySet:
        return self.order_by("row", "pk")


class ImportedRow(models.Model):
    """What became, or would become, of the position that begins on a row; or one fault of a row."""

    of = models.ForeignKey("Import", models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()
    public_id = models.CharField(max_length=16, blank=True)
    outcome = models.CharField(max_length=10, choices=RowOutcome.choices)
    version = models.PositiveIntegerField(null=True, help_text="The version that the position came to by it.")
    column = models.CharField(max_length=40, blank=True)
    said = models.TextField("the fault, or what is changed", blank=True)

    objects = ImportedRowQuerySet.as_manager()

    class Meta:
        ordering = ("of", "row", "pk")
        indexes = (models.Index(fields=["of", "outcome", "row"], name="imported_row_by_outcome"),)
        constraints = (from_list("outcome", RowOutcome, model="importedrow"),)

    def __str__(self) -> str:
        return f"row {self.row}: {self.get_outcome_display()}"
