"""What every view of the read API is."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ..freshness import View, revalidated
from .doors import open_to_every_origin


class OneRepresentation(BaseContentNegotiation):
    """Each address has one representation: whatever is asked for, it is sent."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderer = next(iter(renderers))
        return renderer, renderer.media_type

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> None:
        return None


class RecordView(APIView):
    """Reads the published record, for anybody: there is nobody to sign in and nothing to send."""

    content_negotiation_class = OneRepresentation
    http_method_names = ["get", "head", "options"]

    def options(self, request: HttpRequest, *args: object, **kwargs: object) -> Response:
        return Response(status=204)

    @classmethod
    def as_door(cls) -> View:
        return open_to_every_origin(revalidated(cls.as_view()))
