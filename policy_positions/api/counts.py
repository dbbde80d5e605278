"""Where each country stands on each issue on a day, and how many positions every value of a filter has."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from rest_framework.request import Request
from rest_framework.response import Response

from ..columns import FACETS
from ..filters.position_filter import LABELS
from ..models import Issue
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
        found = standings(chosen.ever_selected, day, issues=issues, countries=countries_asked_for(chosen))
        context = {"request": request, "filter": chosen}
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
            {"facet": name, "label": LABELS[name], "values": _values(name, chosen, request)}
            for name in FACETS
        ]
        return Response({"total": chosen.selected.total, "results": results})


def _values(facet: str, chosen: ConditionsQuery, request: Request) -> list[dict[str, Any]]:
    counts = chosen.selected.counts(facet)
    dimension = chosen.record.dimensions[facet]
    labels = dimension.labels_of(counts)
    address = request.build_absolute_uri(reverse("api:positions"))
    return [
        {
            "value": key,
            "label": labels.get(key, key),
            "positions": counts[key],
            "link": f"{address}?{chosen.rows_of(facet, key)}",
        }
        for key in dimension.keys
        if key in counts
    ]
