"""Where each country stands on each issue on a day, and how many positions every value of a filter has."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from rest_framework.request import Request
from rest_framework.response import Response

from ..filters import Facet
from ..models import Issue, Position
from ..standings import standings
from .kinds import countries_asked_for
from .queries import ConditionsQuery
from .record_view import RecordView
from .schema import operation
from .serializers.counts import FacetListSerializer, StandingListSerializer, StandingSerializer


@operation(
    "standings",
    StandingListSerializer,
    query=ConditionsQuery,
    requests=(
        "/api/v1/standings/?as_of=2012-04-15&issue=legalization",
        "/api/v1/standings/?country=GTM&country=CUB",
    ),
)
class StandingList(RecordView):
    """Where each country asked for stands on each issue asked for, as of a day, by the positions left."""

    def get(self, request: Request) -> Response:
        chosen = ConditionsQuery(request.query_params)
        day = chosen.as_of or chosen.record.latest_day
        slugs = chosen.values["issue"]
        issues = [issue for issue in Issue.objects.all() if not slugs or issue.slug in slugs]
        found = standings(
            chosen.ever_selected,
            day,
            issues=issues,
            countries=countries_asked_for(chosen),
            with_passages=False,
        )
        keys = [position.pk for standing in found for position in standing.deciding]
        whole = Position.objects.published().for_table().in_bulk(keys)
        context = {"request": request, "filter": chosen, "positions": whole}
        results = StandingSerializer(found, many=True, context=context).data
        return Response({"as_of": day.isoformat(), "total": len(found), "results": results})


@operation(
    "facets",
    FacetListSerializer,
    query=ConditionsQuery,
    requests=("/api/v1/facets/", "/api/v1/facets/?issue=legalization&as_of=2012"),
)
class FacetList(RecordView):
    """Every filter's values, each with the number of positions it has under the other filters."""

    def get(self, request: Request) -> Response:
        chosen = ConditionsQuery(request.query_params)
        results = [
            {
                "facet": facet.name,
                "label": facet.label,
                "values": _values(facet, chosen, request),
                "more": facet.more,
            }
            for facet in chosen.facets
        ]
        return Response({"total": chosen.selected.total, "results": results})


def _values(facet: Facet, chosen: ConditionsQuery, request: Request) -> list[dict[str, Any]]:
    address = request.build_absolute_uri(reverse("api:positions"))
    return [
        {
            "value": option.value,
            "label": option.label,
            "positions": option.count,
            "link": f"{address}?{chosen.rows_of(facet.name, option.value)}",
        }
        for option in facet.options
        if option.count
    ]
