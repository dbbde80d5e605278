"""Choices that are searched for: what is no key of a row is nobody's choice."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.http import HttpRequest

from ..whole_numbers import DIGITS_OF_A_KEY, whole_number


class _OnlyKeys:
    """Django's widgets ask the database for whatever was sent, and fail with a 500 where it is no number."""

    def optgroups(self, name: str, value: list[Any], attrs: Any = None) -> list[Any]:
        keys = [each for each in value if whole_number(str(each), digits=DIGITS_OF_A_KEY) is not None]
        return super().optgroups(name, keys, attrs)  # type: ignore[misc] # a mixin


class SearchedSelect(_OnlyKeys, AutocompleteSelect):  # type: ignore[misc] # its optgroups has no types
    pass


class SearchedSelectMultiple(_OnlyKeys, AutocompleteSelectMultiple):  # type: ignore[misc] # the same
    pass


class SearchedChoices:
    """For an admin or an inline with ``autocomplete_fields``."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if self._is_searched(db_field, request):
            kwargs["widget"] = SearchedSelect(db_field, self.admin_site)  # type: ignore[attr-defined] # a mixin
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc] # a mixin

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if self._is_searched(db_field, request):
            kwargs["widget"] = SearchedSelectMultiple(db_field, self.admin_site)  # type: ignore[attr-defined] # a mixin
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc] # a mixin

    def _is_searched(self, db_field: Any, request: HttpRequest) -> bool:
        return db_field.name in self.get_autocomplete_fields(request)  # type: ignore[attr-defined] # a mixin
