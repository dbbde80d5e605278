"""The frame of the record, row by row."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import Country, Issue, Leader, Organization, Participation, Source, SourceText, Summit, Tenure
from ..models.issue import WORDED
from .bulk import sets
from .kinds import FrameAdmin
from .searching import SearchedChoices


class TenureInline(SearchedChoices, admin.TabularInline):
    model = Tenure
    extra = 0
    autocomplete_fields = ("country", "organization")


class ParticipationInline(SearchedChoices, admin.TabularInline):
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


@admin.register(Country)
class CountryAdmin(FrameAdmin):
    """The 35 sovereign states are reference facts: corrected here, neither added nor removed."""

    list_display = ("name", "iso3", "subregion", "capital", "oas_member_since")
    list_filter = ("subregion",)
    cited = ("iso2", "iso3")
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
    list_display = ("leader", "title", "role", "country", "organization", "began", "over")
    list_filter = ("role",)
    list_select_related = ("leader", "country", "organization")
    search_fields = ("leader__name", "title")
    autocomplete_fields = ("leader", "country", "organization")


@admin.register(Summit)
class SummitAdmin(FrameAdmin):
    list_display = ("name", "series", "edition", "city", "began", "status")
    list_filter = ("series", "status")
    search_fields = ("name", "series", "city")
    list_select_related = ("host_country",)
    actions = (sets("status", "Set the status"),)
    autocomplete_fields = ("host_country", "organizer", "agenda_issues")
    prepopulated_fields = {"slug": ("name",)}
    inlines = (ParticipationInline,)


@admin.register(Issue)
class IssueAdmin(FrameAdmin):
    """Worded, and worded anew, on the page of issues: another wording is another version."""

    list_display = ("name", "proposition", "scheme_version", "order")
    search_fields = ("name", "proposition")
    readonly_fields = (*WORDED, "scheme_version")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Source)
class SourceAdmin(FrameAdmin):
    list_display = ("printed_title", "publisher", "dateline", "issued_on", "language")
    list_filter = ("type", "language")
    search_fields = ("title", "publisher", "slug")
    actions = (sets("type", "Set the type"), sets("language", "Set the language"))
    inlines = (SourceTextInline,)
