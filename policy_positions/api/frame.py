"""Countries, leaders, summits, issues and sources, each with the number of its positions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, QueryDict
from django.urls import reverse

from rest_framework.request import Request
from rest_framework.response import Response

from ..models import Merge
from .kinds import COUNTRIES, ISSUES, LEADERS, SOURCES, SUMMITS, Kind, keys_to_list
from .paging import answer, page_of_keys
from .queries import ConditionsQuery, PagedQuery, refuse_parameters
from .record_view import RecordView
from .schema import operation
from .serializers import frame


class FrameList(RecordView):
    kind: ClassVar[Kind]

    def get(self, request: Request) -> Response:
        chosen, kind = PagedQuery(request.query_params), self.kind
        counts = chosen.selected.counts(kind.facet)
        keys, page = page_of_keys(chosen, kind.facet, keys_to_list(kind, chosen, counts))
        found = kind.records().in_bulk(keys, field_name=kind.key)
        records = [found[key] for key in keys if key in found]
        context = _context(request, kind, chosen, counts)
        results = kind.serializer(records, many=True, context=context).data
        return Response(answer(page, results, request=request, chosen=chosen))


class FrameDetail(RecordView):
    kind: ClassVar[Kind]

    def get(self, request: Request, **address: str) -> Response:
        refuse_parameters(request.query_params)
        chosen, kind, key = ConditionsQuery(QueryDict()), self.kind, address[self.kind.key]
        counts = chosen.selected.counts(kind.facet)
        record = kind.records().filter(**{kind.key: key}).first()
        if record is None and (successor := Merge.objects.successor(kind.facet, key)):
            return Response(status=301, headers={"Location": reverse(f"api:{kind.facet}", args=[successor])})
        if record is None or not kind.is_listed(key, counts):
            raise Http404(f"No {kind.facet} is published as “{key}”.")
        return Response(kind.serializer(record, context=_context(request, kind, chosen, counts)).data)


def _context(request: Request, kind: Kind, chosen: ConditionsQuery, counts: dict[str, int]) -> dict[str, Any]:
    return {"request": request, "facet": kind.facet, "filter": chosen, "counts": counts}


@operation(
    "countries",
    frame.CountryPageSerializer,
    query=PagedQuery,
    requests=(
        "/api/v1/countries/?subregion=caribbean",
        "/api/v1/countries/?issue=legalization&page_size=200",
    ),
)
class CountryList(FrameList):
    """The 35 states, or those of the countries and subregions asked for, with or without a position."""

    kind = COUNTRIES


@operation("country", frame.CountrySerializer, key="iso3", requests=("/api/v1/countries/GTM/",))
class CountryDetail(FrameDetail):
    """One state."""

    kind = COUNTRIES


@operation(
    "leaders",
    frame.LeaderPageSerializer,
    query=PagedQuery,
    requests=("/api/v1/leaders/?issue=legalization&role=head_of_state",),
)
class LeaderList(FrameList):
    """Those who speak in the positions that the filters leave, with the offices they held."""

    kind = LEADERS


@operation("leader", frame.LeaderSerializer, key="slug", requests=("/api/v1/leaders/{leader}/",))
class LeaderDetail(FrameDetail):
    """One leader, with the offices held."""

    kind = LEADERS


@operation(
    "summits", frame.SummitPageSerializer, query=PagedQuery, requests=("/api/v1/summits/?country=GTM",)
)
class SummitList(FrameList):
    """The summits, with who took part and who did not."""

    kind = SUMMITS


@operation("summit", frame.SummitSerializer, key="slug", requests=("/api/v1/summits/{summit}/",))
class SummitDetail(FrameDetail):
    """One summit, with who took part and who did not."""

    kind = SUMMITS


@operation("issues", frame.IssuePageSerializer, query=PagedQuery, requests=("/api/v1/issues/",))
class IssueList(FrameList):
    """The issues: the proposition of each and the rules by which passages are coded."""

    kind = ISSUES


@operation("issue", frame.IssueSerializer, key="slug", requests=("/api/v1/issues/{issue}/",))
class IssueDetail(FrameDetail):
    """One issue, with its proposition and rules."""

    kind = ISSUES


@operation(
    "sources", frame.SourcePageSerializer, query=PagedQuery, requests=("/api/v1/sources/?country=GTM",)
)
class SourceList(FrameList):
    """The publications that the passages are taken from; their texts are never sent."""

    kind = SOURCES


@operation("source", frame.SourceSerializer, key="slug", requests=("/api/v1/sources/{source}/",))
class SourceDetail(FrameDetail):
    """One publication; its text is never sent."""

    kind = SOURCES
