"""Two kinds of pages: what admins keep, each change recorded, and what is only looked at here."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest

from .. import editing
from ..editing.frame.keeping import recorded_with, tell
from ..vocabulary import FrameAct
from .lists import Answerable
from .searching import SearchedChoices


def signed_in(request: HttpRequest) -> User:
    """Nobody else comes to the admin."""
    return cast(User, request.user)


class FrameAdmin(Answerable, SearchedChoices, admin.ModelAdmin):
    """What admins curate. Every change is recorded, and renews what readers see of it.

    ``cited`` names what stands in addresses: it is given once and never changed.
    """

    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}
    show_full_result_count = False
    show_facets = admin.ShowFacets.ALWAYS
    cited: tuple[str, ...] = ("slug",)

    @admin.display(description="from", ordering="start")
    def began(self, row: Any) -> str:
        """No more precise than it is known."""
        return str(row.started.display())

    @admin.display(description="until", ordering="end")
    def over(self, row: Any) -> str:
        return str(row.ended.display()) if row.end else ""

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        held = tuple(super().get_readonly_fields(request, obj))
        names = {field.name for field in self.model._meta.fields}
        return (*held, *(name for name in self.cited if name in names)) if obj else held

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """Remember what the record says before the form is laid over it."""
        record = recorded_with(form.instance)
        form.said_before = editing.described(record) if record.pk else None
        return super().save_form(request, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        tell(recorded_with(form.instance), form.said_before, by=signed_in(request), reason="")
        editing.renew_after(form.instance)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self._told_without(request, obj)
        super().delete_model(request, obj)
        editing.renew_after(obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        for row in list(queryset):
            self.delete_model(request, row)

    def _told_without(self, request: HttpRequest, obj: Any) -> None:
        record = recorded_with(obj)
        act = FrameAct.REMOVE if record is obj else FrameAct.CHANGE
        editing.log(record, act, by=signed_in(request), before=editing.described(record))


class ReadOnlyAdmin(Answerable, admin.ModelAdmin):
    """Looked at here, changed elsewhere. At a million rows, counts beside the filters are for who asks."""

    show_full_result_count = False
    show_facets = admin.ShowFacets.ALLOW

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
