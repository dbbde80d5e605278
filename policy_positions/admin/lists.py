"""Lists of the admin, asked only what a database can be asked."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.http import HttpRequest


class AnswerableList(ChangeList):
    """Django finds only while it asks that a year is beyond the calendar, too late to refuse the lookup."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        found = super().get_queryset(request, exclude_parameters)
        try:
            found.query.sql_with_params()
        except EmptyResultSet:
            return found
        except (ValueError, OverflowError) as error:
            raise IncorrectLookupParameters(error) from error
        return found


class Answerable:
    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return AnswerableList
