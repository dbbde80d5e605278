"""Addresses of the pages: they are cited, so none of them ever changes."""

from django.urls import path

from .views.browse import downloads, frame, hemisphere, positions

urlpatterns = [
    path("", hemisphere.home, name="home"),
    path("map.svg", hemisphere.map_svg, name="map_svg"),
    path("positions/", positions.position_list, name="positions"),
    path("positions/<slug:public_id>/", positions.position_detail, name="position"),
    path("countries/", frame.country_list, name="countries"),
    path("countries/<slug:iso3>/", frame.country_detail, name="country"),
    path("leaders/", frame.leader_list, name="leaders"),
    path("leaders/<slug:slug>/", frame.leader_detail, name="leader"),
    path("summits/", frame.summit_list, name="summits"),
    path("summits/<slug:slug>/", frame.summit_detail, name="summit"),
    path("issues/", frame.issue_list, name="issues"),
    path("issues/<slug:slug>/", frame.issue_detail, name="issue"),
    path("sources/", frame.source_list, name="sources"),
    path("sources/<slug:slug>/", frame.source_detail, name="source"),
    path("methods/", frame.methods, name="methods"),
    path("export/positions.<slug:extension>", downloads.export_positions, name="export"),
]
