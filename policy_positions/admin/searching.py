"""Choices that are searched for: what is no key of a row is nobody's choice."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.http import HttpRequest


class _OnlyKeys:
    """Django's widgets ask the database for whatever was sent, and fail with a 500 where it is no number."""

    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> list[Any]:
        keys = [each for each in value if (sent := str(each)).isascii() and sent.isdigit() and len(sent) < 19]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc]


class SearchedSelect(_OnlyKeys, AutocompleteSelect):  # type: ignore[misc]
    pass


class SearchedSelectMultiple(_OnlyKeys, AutocompleteSelectMultiple):  # type: ignore[misc]
    pass


class SearchedChoices:
    """For an admin or an inline with ``autocomplete_fields``."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if self._is_searched(db_field, request):
            kwargs["widget"] = SearchedSelect(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if self._is_searched(db_field, request):
            kwargs["widget"] = SearchedSelectMultiple(db_field, self.admin_site)  # type: ignore[attr-defined]
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _is_searched(self, db_field: Any, request: HttpRequest) -> bool:
        return db_field.name in self.get_autocomplete_fields(request)  # type: ignore[attr-defined]
