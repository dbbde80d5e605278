"""Positions, what was done to them, and accounts: looked up here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from ..models import Position, Quotation, Revision
from .kinds import ReadOnlyAdmin

admin.site.unregister(User)
# Whoever sees the secret of a second factor has it.
admin.site.unregister((TOTPDevice, StaticDevice))


@admin.register(User)
class AccountAdmin(ReadOnlyAdmin, UserAdmin):
    """Looked up here; roles are given and taken on the pages of curating, where each act is recorded."""


class QuotationInline(admin.StackedInline):
    model = Quotation
    extra = 0
    can_delete = False
    fields = ("order", "exact", "voice", "attribution", "verified", "start", "end")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Position)
class PositionAdmin(ReadOnlyAdmin):
    list_display = ("public_id", "holder", "leader", "issue", "stance", "stated", "state")
    list_filter = ("state", "stance", "issue")
    list_select_related = ("country", "organization", "leader", "issue")
    search_fields = ("public_id", "summary", "leader__name")
    inlines = (QuotationInline,)


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ("position", "version", "act", "by", "at", "reason")
    list_filter = ("act",)
    list_select_related = (
        "position__country",
        "position__organization",
        "position__leader",
        "position__issue",
        "by",
    )
    search_fields = ("position__public_id", "reason")
