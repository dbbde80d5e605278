"""What went wrong, as RFC 9457 tells it to machines: each fault of a query by parameter, value and remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import exception_handler

from ..filters import ImpossibleQuery
from .record_view import RecordView

PROBLEM = "application/problem+json"


class FaultSerializer(serializers.Serializer):
    parameter = serializers.CharField()
    value = serializers.CharField(help_text="As it was sent.")
    message = serializers.CharField(help_text="What is wrong with it and what would be right.")


class ProblemSerializer(serializers.Serializer):
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="What was wrong and what would be right.")
    errors = FaultSerializer(  # type: ignore[assignment] # the metaclass takes fields off the class
        many=True, help_text="Each fault of the query; empty where it has none."
    )


class Withdrawn(APIException):
    status_code = HTTPStatus.GONE


def problem(exception: Exception, context: Mapping[str, Any]) -> Response | None:
    """The exception as an answer; None leaves to Django what is a fault of ours."""
    if isinstance(exception, ImpossibleQuery):
        return _answer(HTTPStatus.BAD_REQUEST, str(exception), [asdict(fault) for fault in exception.faults])
    response = exception_handler(exception, dict(context))
    if response is None:
        return None
    told = _answer(HTTPStatus(response.status_code), str(response.data["detail"]), [])
    for name, value in response.headers.items():
        told[name] = value
    return told


def _answer(status: HTTPStatus, detail: str, errors: list[dict[str, str]]) -> Response:
    told = {"title": status.phrase, "status": status.value, "detail": detail, "errors": errors}
    return Response(told, status=status, content_type=PROBLEM)


class NoSuchAddress(RecordView):
    schema = None

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        raise Http404(f"There is nothing at {request.path}: /api/v1/ lists every address.")


_not_found = NoSuchAddress.as_door()


def no_such_address(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Not found, in JSON; what lacks only its last slash is led on, as everywhere on the site."""
    try:
        is_known = resolve(f"{request.path_info}/").func is not no_such_address
    except Resolver404:
        is_known = False
    if is_known:
        return HttpResponsePermanentRedirect(f"{request.path}/?{request.META['QUERY_STRING']}".rstrip("?"))
    return _not_found(request)
