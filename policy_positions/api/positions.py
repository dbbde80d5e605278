"""Positions, and one position with its passages."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse

from rest_framework.request import Request
from rest_framework.response import Response

from ..models import Position
from ..vocabulary import ReviewState
from .paging import answer, page_of_positions
from .problems import Withdrawn
from .queries import PositionQuery, refuse_parameters
from .record_view import RecordView
from .schema import operation
from .serializers.positions import PositionPageSerializer, PositionSerializer


@operation(
    "positions",
    PositionPageSerializer,
    query=PositionQuery,
    requests=(
        "/api/v1/positions/?country=GTM&issue=legalization",
        "/api/v1/positions/?stance=support&stance=lean_support&voice=direct&as_of=2012-04-15",
        "/api/v1/positions/?q=%22drug+war%22&sort=relevance&page_size=10",
    ),
)
class PositionList(RecordView):
    """The positions that the filters leave, with their passages, a page at a time."""

    def get(self, request: Request) -> Response:
        chosen = PositionQuery(request.query_params)
        positions, page = page_of_positions(chosen)
        results = PositionSerializer(positions, many=True, context={"request": request}).data
        return Response(answer(page, results, request=request, chosen=chosen))


@operation(
    "position",
    PositionSerializer,
    key="public_id",
    requests=("/api/v1/positions/{public_id}/",),
    also={410: "It was published once and has been withdrawn: its page says why."},
)
class PositionDetail(RecordView):
    """One position with its passages."""

    def get(self, request: Request, public_id: str) -> Response:
        refuse_parameters(request.query_params)
        position = Position.objects.with_a_page().for_table().filter(public_id=public_id).first()
        if position is None:
            raise Http404(f"No position is published as “{public_id}”.")
        if position.state == ReviewState.WITHDRAWN:
            page = request.build_absolute_uri(reverse("position", args=[public_id]))
            raise Withdrawn(f"The position “{public_id}” has been withdrawn: {page} says why.")
        return Response(PositionSerializer(position, context={"request": request}).data)
