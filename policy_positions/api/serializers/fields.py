"""Fields of answers: partial dates in EDTF, whole addresses."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ...partial_dates import PartialDate

EDTF = {
    "type": "string",
    "pattern": "^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|XXXX)$",
    "examples": ["2012-04"],
}


@extend_schema_field(EDTF)
class EdtfField(serializers.Field):
    """A partial date as EDTF writes it."""

    def to_representation(self, value: PartialDate) -> str:
        return value.edtf()


@extend_schema_field(OpenApiTypes.URI)
class LinkField(serializers.Field):
    """The whole address of a page or of an answer, from a path or from the key that the route takes."""

    def __init__(self, route: str = "", **options: Any) -> None:
        super().__init__(**options)
        self.route = route

    def to_representation(self, value: Any) -> str:
        path = reverse(self.route, args=[value]) if self.route else value
        return self.context["request"].build_absolute_uri(path)


class PageSerializer(serializers.Serializer):
    """What every list has beside its results."""

    total = serializers.IntegerField(help_text="How many rows there are, on all pages.")
    next = serializers.URLField(allow_null=True, help_text="The page after this one.")
    previous = serializers.URLField(allow_null=True, help_text="The page before this one.")
