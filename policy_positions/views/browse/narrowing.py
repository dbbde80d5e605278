"""The filter of a page that is of one country, leader, summit or issue already."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext

from ...filters import Fault, ImpossibleQuery, PositionFilter


def filter_of(asked: QueryDict, parameter: str, key: str) -> PositionFilter:
    """What the address asks for, of this one alone: another of its kind contradicts the address."""
    query = asked.copy()
    others = [value for value in query.getlist(parameter) if value not in ("", key)]
    if others:
        message = gettext("%(parameter)s: this page is of “%(key)s” alone; leave “%(parameter)s” out.") % {
            "parameter": parameter,
            "key": key,
        }
        raise ImpossibleQuery([Fault(parameter, ", ".join(others), message)])
    query[parameter] = key
    return PositionFilter(query)
