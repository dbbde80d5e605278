"""Standings and facets as machines read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ...columns import FACETS, Published
from ...standings import Standing
from ...vocabulary import Stance
from .positions import PositionSerializer


@extend_schema_field(OpenApiTypes.URI)
class StatementsField(serializers.Field):
    """Where the statements are that a standing counts."""

    def __init__(self) -> None:
        super().__init__(source="*", help_text="The statements counted.")

    def to_representation(self, value: Standing) -> str:
        query = self.context["filter"].link(
            country=value.country.iso3, issue=value.issue.slug, as_of=value.as_of.isoformat()
        )
        return self.context["request"].build_absolute_uri(f"{reverse('api:positions')}?{query}")


@extend_schema_field(PositionSerializer(many=True))
class DecidingField(serializers.Field):
    """The positions that decide, whole: a standing itself knows what pages show of them."""

    def to_representation(self, value: Sequence[Published]) -> list[dict[str, Any]]:
        whole = self.context["positions"]
        found = [whole[position.pk] for position in value if position.pk in whole]
        return list(PositionSerializer(found, many=True, context=self.context).data)


class StandingLinksSerializer(serializers.Serializer):
    positions = StatementsField()


class StandingSerializer(serializers.Serializer):
    """Where a country stands on an issue on a day, and the positions that decide it."""

    country = serializers.CharField(source="country.iso3", help_text="ISO 3166-1 alpha-3.")
    country_name = serializers.CharField(source="country.name")
    issue = serializers.SlugField(source="issue.slug")
    issue_name = serializers.CharField(source="issue.name")
    stance = serializers.ChoiceField(
        Stance.choices,
        allow_null=True,
        help_text="Null where no statement by somebody in office is recorded: that is not a stance.",
    )
    contested = serializers.BooleanField(
        source="is_contested", help_text="Do two office-holders differ? Then both positions are given."
    )
    characterized = serializers.BooleanField(
        source="is_characterized", help_text="Does it rest on a reporter’s reading alone?"
    )
    age_in_days = serializers.IntegerField(
        allow_null=True, help_text="How old the deciding statement was on that day."
    )
    statements = serializers.IntegerField(help_text="How many statements there were by that day.")
    deciding = DecidingField(help_text="What decides it; two where it is contested.")
    links = StandingLinksSerializer(source="*")


class StandingListSerializer(serializers.Serializer):
    as_of = serializers.DateField(help_text="The day that is told of: the last on record unless asked for.")
    total = serializers.IntegerField()
    results = StandingSerializer(many=True)


class ValueSerializer(serializers.Serializer):
    """One value of a facet."""

    value = serializers.CharField(help_text="As the filter takes it.")
    label = serializers.CharField()  # type: ignore[assignment] # a field
    positions = serializers.IntegerField(help_text="How many positions it has under the other filters.")
    link = serializers.URLField(help_text="The positions counted.")


class FacetSerializer(serializers.Serializer):
    facet = serializers.ChoiceField(FACETS, help_text="The name of the filter.")
    label = serializers.CharField()  # type: ignore[assignment] # a field
    values = ValueSerializer(
        many=True,
        help_text="Those with a position, as pages list them; of many the most frequent.",
    )
    more = serializers.IntegerField(help_text="How many further values have positions, and are not listed.")


class FacetListSerializer(serializers.Serializer):
    total = serializers.IntegerField(help_text="How many positions the filters leave.")
    results = FacetSerializer(many=True)
