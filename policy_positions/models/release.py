"""Data releases: the published record of a day, numbered, whole, and never changed again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext

import pgtrigger

from .firm import Refuse, never_emptied
from .promises import not_blank
from .text import Line

STAYS = "what was released stays as it was released"


def _immutable(name: str) -> tuple[Refuse, ...]:
    return (
        Refuse(name=f"{name}_stays", operation=pgtrigger.Update | pgtrigger.Delete, saying=STAYS),
        never_emptied(f"{name}_is_never_emptied", STAYS),
    )


class ReleaseQuerySet(models.QuerySet):
    def newest_first(self) -> ReleaseQuerySet:
        return self.order_by("-number")


class Release(models.Model):
    """A dated snapshot of the published record, with what changed since the one before."""

    number = models.PositiveIntegerField(unique=True)
    released_at = models.DateTimeField(auto_now_add=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="releases")
    note = Line(max_length=500, help_text="What the release is for, in a sentence.")
    revision = models.PositiveBigIntegerField("revision of the published record")
    positions = models.PositiveIntegerField()
    quotations = models.PositiveIntegerField()
    added = models.PositiveIntegerField(help_text="Positions that the release before did not hold.")
    changed = models.PositiveIntegerField(help_text="Positions that it held at another version.")
    withdrawn = models.PositiveIntegerField(help_text="Positions that it held, and this one does not.")
    sha256 = models.CharField("SHA-256 of the archive", max_length=64)
    size = models.PositiveBigIntegerField("bytes of the archive")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = (
            not_blank("note", model="release"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_numbers_begin_at_one"),
            models.CheckConstraint(
                condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="release_sha256_is_a_digest"
            ),
        )
        triggers = _immutable("release")

    def __str__(self) -> str:
        return gettext("Data release %(number)s") % {"number": self.number}

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.number])

    def changes(self, kind: str) -> models.QuerySet[ReleasedPosition]:
        """What it holds that is new or at another version, or what the one before held and it does not."""
        own, former = self.held.all(), ReleasedPosition.objects.filter(release__number=self.number - 1)
        same = ReleasedPosition.objects.filter(position=OuterRef("position"))
        if kind == "withdrawn":
            found = former.exclude(Exists(same.filter(release=self)))
        elif kind == "added":
            found = own.exclude(Exists(same.filter(release__number=self.number - 1)))
        else:
            before = same.filter(release__number=self.number - 1).exclude(version=OuterRef("version"))
            found = own.filter(Exists(before))
        return found.order_by("position_id")


class ReleaseRequestQuerySet(models.QuerySet["ReleaseRequest"]):
    def last_asked(self) -> ReleaseRequest | None:
        return self.select_related("release").order_by("-pk").first()


class ReleaseRequest(models.Model):
    """A release that was asked for. Without a ``release`` it is being made, or was interrupted."""

    note = Line(max_length=500, help_text="What the release is for, in a sentence.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="release_requests")
    begun_at = models.DateTimeField(auto_now_add=True)
    release = models.OneToOneField(Release, models.PROTECT, null=True, related_name="request")

    objects = ReleaseRequestQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = (not_blank("note", model="releaserequest"),)

    def __str__(self) -> str:
        return self.note


class ReleasePiece(models.Model):
    """A part of the archive, so that it is sent without being held whole in memory."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="pieces")
    order = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("release", "order")
        constraints = (
            models.UniqueConstraint(fields=["release", "order"], name="release_piece_is_one_of_its_release"),
        )
        triggers = _immutable("release_piece")

    def __str__(self) -> str:
        return f"{self.release}, piece {self.order}"


class ReleasedPosition(models.Model):
    """Which version of a position a release holds: what the next one is compared with."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="held")
    position = models.ForeignKey("Position", models.PROTECT, related_name="released")
    version = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["release", "position"], name="released_position_is_held_once"),
        )
        triggers = _immutable("released_position")

    def __str__(self) -> str:
        return f"{self.position}, version {self.version}, in {self.release}"
