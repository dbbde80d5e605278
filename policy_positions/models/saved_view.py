"""Filters worth coming back to: an address of the site under a name of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from tracker.words import later as _

from .promises import not_blank
from .text import Line

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


class SavedViewQuerySet(models.QuerySet):
    def kept_by(self, user: AbstractUser) -> SavedViewQuerySet:
        return self.filter(owner=user)


class SavedView(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    name = Line(max_length=120)
    address = models.CharField(max_length=2000, help_text="Path and query of a page of this site.")
    saved_at = models.DateTimeField(auto_now=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="saved_view_name_is_one_of_its_owner",
                violation_error_message=_("You have a view of this name already: choose another."),
            ),
            not_blank("name", model="saved_view"),
            models.CheckConstraint(
                condition=models.Q(address__regex=r"^/([^/\\]|$)"),
                name="saved_view_leads_into_this_site",
                violation_error_message=_("A view is a page of this site."),
            ),
        )

    def __str__(self) -> str:
        return self.name
