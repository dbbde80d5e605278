"""Addresses of the read API: programs hold on to them, so none of them ever changes."""

from django.urls import path, re_path

from . import counts, docs, frame, positions
from .index import Index
from .problems import no_such_address
from .schema import OpenApiDocument

app_name = "api"

urlpatterns = [
    path("", Index.as_door(), name="index"),
    path("positions/", positions.PositionList.as_door(), name="positions"),
    path("positions/<slug:public_id>/", positions.PositionDetail.as_door(), name="position"),
    path("countries/", frame.CountryList.as_door(), name="countries"),
    path("countries/<slug:iso3>/", frame.CountryDetail.as_door(), name="country"),
    path("leaders/", frame.LeaderList.as_door(), name="leaders"),
    path("leaders/<slug:slug>/", frame.LeaderDetail.as_door(), name="leader"),
    path("summits/", frame.SummitList.as_door(), name="summits"),
    path("summits/<slug:slug>/", frame.SummitDetail.as_door(), name="summit"),
    path("issues/", frame.IssueList.as_door(), name="issues"),
    path("issues/<slug:slug>/", frame.IssueDetail.as_door(), name="issue"),
    path("sources/", frame.SourceList.as_door(), name="sources"),
    path("sources/<slug:slug>/", frame.SourceDetail.as_door(), name="source"),
    path("standings/", counts.StandingList.as_door(), name="standings"),
    path("facets/", counts.FacetList.as_door(), name="facets"),
    path("openapi.json", OpenApiDocument.as_door(), name="openapi"),
    path("docs/", docs.docs, name="docs"),
    re_path(r"^(?P<rest>.*)$", no_such_address),
]
