"""Addresses of records that were merged: they were cited, so they lead to what stands for them now."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from ..models import Merge
from ..models.addresses import with_query

View = Callable[..., HttpResponse]


def follows_merges(kind: str) -> Callable[[View], View]:
    """For views of one record by its slug: where there is none, look whether it went into another."""

    def following(view: View) -> View:
        @wraps(view)
        def found(request: HttpRequest, slug: str, **address: Any) -> HttpResponse:
            try:
                return view(request, slug=slug, **address)
            except Http404:
                successor = Merge.objects.successor(kind, slug)
                if successor is None:
                    raise
                return moved_to(request, slug=successor, **address)

        return found

    return following


def moved_to(request: HttpRequest, **address: Any) -> HttpResponse:
    """The same page of another record, with the same query. A merge can be undone: nobody keeps this."""
    match = request.resolver_match
    location = reverse(match.view_name if match else "", kwargs=address)
    response = HttpResponsePermanentRedirect(with_query(location, request.META.get("QUERY_STRING", "")))
    response["Cache-Control"] = "no-cache"
    return response
