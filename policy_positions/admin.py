"""Django's admin: admins keep the frame; positions are only read here, as ``editing`` alone writes them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest

from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import editing
from .models import (
    Country,
    Issue,
    Leader,
    Organization,
    Participation,
    Position,
    Quotation,
    Revision,
    Source,
    SourceText,
    Summit,
    Tenure,
)

admin.site.site_header = "Hemispheric drug-policy position tracker"
admin.site.site_title = "Tracker"
admin.site.index_title = "The frame of the record"


class FrameAdmin(admin.ModelAdmin):
    """What admins curate. Every change renews what readers see of it."""

    formfield_overrides: ClassVar = {models.URLField: {"assume_scheme": "https"}}

    show_full_result_count = False

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        editing.renew_after(form.instance)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        super().delete_model(request, obj)
        editing.renew_after(obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        removed = list(queryset)
        super().delete_queryset(request, queryset)
        for record in removed:
            editing.renew_after(record)


class ReadOnlyAdmin(admin.ModelAdmin):
    """Looked at here, changed elsewhere."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TenureInline(admin.TabularInline):
    model = Tenure
    extra = 0
    autocomplete_fields = ("country", "organization")


class ParticipationInline(admin.TabularInline):
    model = Participation
    extra = 0
    autocomplete_fields = ("country", "organization", "delegate", "source")


class SourceTextInline(admin.TabularInline):
    """The bodies stay private even here: what is shown is that they are held, and their digest."""

    model = SourceText
    extra = 0
    fields = ("version", "sha256", "length")
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class QuotationInline(admin.StackedInline):
    model = Quotation
    extra = 0
    can_delete = False
    fields = ("order", "exact", "voice", "attribution", "verified", "start", "end")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


admin.site.unregister(User)
# Whoever sees the secret of a second factor has it.
admin.site.unregister((TOTPDevice, StaticDevice))


@admin.register(User)
class AccountAdmin(ReadOnlyAdmin, UserAdmin):
    """Looked up here; roles are given and taken on the pages of curating, where each act is recorded."""


@admin.register(Country)
class CountryAdmin(FrameAdmin):
    """The 35 sovereign states are reference facts: corrected here, neither added nor removed."""

    list_display = ("name", "iso3", "subregion", "capital", "oas_member_since")
    list_filter = ("subregion",)
    search_fields = ("name", "name_es", "name_pt", "name_fr", "iso3")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Organization)
class OrganizationAdmin(FrameAdmin):
    list_display = ("name", "acronym", "classification", "country")
    list_filter = ("classification",)
    list_select_related = ("country",)
    search_fields = ("name", "acronym")
    autocomplete_fields = ("country",)
    prepopulated_fields = {"slug": ("name",)}


@admin.register(Leader)
class LeaderAdmin(FrameAdmin):
    list_display = ("name", "other_names", "wikidata")
    search_fields = ("name", "other_names")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (TenureInline,)


@admin.register(Tenure)
class TenureAdmin(FrameAdmin):
    list_display = ("leader", "title", "role", "country", "organization", "start", "end")
    list_filter = ("role",)
    list_select_related = ("leader", "country", "organization")
    search_fields = ("leader__name", "title")
    autocomplete_fields = ("leader", "country", "organization")


@admin.register(Summit)
class SummitAdmin(FrameAdmin):
    list_display = ("name", "series", "edition", "city", "start", "status")
    list_filter = ("series", "status")
    search_fields = ("name", "series", "city")
    autocomplete_fields = ("host_country", "organizer", "agenda_issues")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (ParticipationInline,)


@admin.register(Issue)
class IssueAdmin(FrameAdmin):
    list_display = ("name", "proposition", "scheme_version", "order")
    search_fields = ("name", "proposition")


@admin.register(Source)
class SourceAdmin(FrameAdmin):
    list_display = ("printed_title", "publisher", "dateline", "issued_on", "language")
    list_filter = ("type", "language")
    search_fields = ("title", "publisher", "slug")
    inlines = (SourceTextInline,)


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
