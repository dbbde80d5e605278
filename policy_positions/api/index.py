"""The first address: all the others."""

from __future__ import annotations

from django.urls import reverse

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from .queries import refuse_parameters
from .record_view import RecordView
from .schema import operation

LISTS = ("positions", "countries", "leaders", "summits", "issues", "sources", "standings", "facets")


class IndexSerializer(serializers.Serializer):
    """Where everything is."""

    feed = serializers.URLField(help_text="What is published last, as Atom; it takes the same filters.")
    docs = serializers.URLField(help_text="All this in words, for people.")
    openapi = serializers.URLField(help_text="All this for programs: an OpenAPI document.")
    lists = serializers.DictField(child=serializers.URLField())


@operation("index", IndexSerializer, requests=("/api/v1/",))
class Index(RecordView):
    """Where everything is."""

    def get(self, request: Request) -> Response:
        refuse_parameters(request.query_params)

        def address(route: str) -> str:
            return request.build_absolute_uri(reverse(route))

        return Response(
            {
                "feed": address("feed"),
                "docs": address("api:docs"),
                "openapi": address("api:openapi"),
                "lists": {name: address(f"api:{name}") for name in LISTS},
            }
        )
