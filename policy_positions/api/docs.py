"""The API in words: made from the OpenAPI document, so that the two cannot tell different things."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from .. import columns
from ..models import Position
from .queries import ConditionsQuery
from .schema import REQUESTS, document
from .serializers.positions import PositionSerializer

# The placeholders of the example requests that are filters: each stands for a value that has a position.
FACETS_NAMED = ("leader", "summit", "issue", "source")


@dataclass(frozen=True)
class Line:
    """A parameter or a member: its name, what it is in words, what it means."""

    name: str
    kind: str
    meaning: str
    values: tuple[str, ...] = ()
    shape: str = ""


@dataclass(frozen=True)
class Operation:
    name: str
    path: str
    meaning: str
    takes_filters: bool
    parameters: tuple[Line, ...]
    requests: tuple[str, ...]
    answer: str
    answers: tuple[tuple[str, str], ...]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    told = document()
    context = {
        "operations": tuple(_operations(told, _keys_on_record())),
        "filters": tuple(_filters(told)),
        "shapes": {name: tuple(_members(shape)) for name, shape in told["components"]["schemas"].items()},
        "meanings": {
            name: shape.get("description", "") for name, shape in told["components"]["schemas"].items()
        },
        "example": _example(request),
    }
    return render(request, "api/docs.html", context)


def _operations(told: Mapping[str, Any], keys: Mapping[str, str]) -> Iterator[Operation]:
    filters = set(ConditionsQuery.base_filters)
    for path, methods in told["paths"].items():
        get = methods["get"]
        taken = {each["name"] for each in get.get("parameters", ())}
        answers = get["responses"]
        yield Operation(
            name=get["operationId"],
            path=path,
            meaning=get["description"],
            takes_filters=filters <= taken,
            parameters=tuple(
                _line(each["name"], each["schema"], each.get("description", ""))
                for each in get.get("parameters", ())
                if each["name"] not in filters
            ),
            requests=tuple(_filled(get[REQUESTS], keys)),
            answer=_shape_named(answers["200"]["content"]["application/json"]["schema"]),
            answers=tuple((status, each.get("description", "")) for status, each in answers.items()),
        )


def _filters(told: Mapping[str, Any]) -> Iterator[Line]:
    for each in told["paths"][reverse("api:facets")]["get"]["parameters"]:
        yield _line(each["name"], each["schema"], each["description"])


def _members(shape: Mapping[str, Any]) -> Iterator[Line]:
    for name, schema in shape["properties"].items():
        yield _line(name, schema, schema.get("description", ""))


def _line(name: str, schema: Mapping[str, Any], meaning: str) -> Line:
    items = schema.get("items", schema)
    values = tuple(str(value) for value in items.get("enum", ()) if value not in (None, ""))
    return Line(name, _kind(schema), meaning, values, _shape_named(items))


def _kind(schema: Mapping[str, Any]) -> str:
    """What a value is, in words: text, number, list of text, an object, null where it may be."""
    if "items" in schema:
        return f"list of {_kind(schema['items'])}"
    if shape := _shape_named(schema):
        return shape
    words = {"string": "text", "integer": "number", "number": "number", "boolean": "true or false"}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return " or ".join(words.get(kind, str(kind)) for kind in kinds)


def _shape_named(schema: Mapping[str, Any]) -> str:
    """The name of the shape that a schema refers to, empty where it refers to none."""
    references = (schema, *schema.get("allOf", ()), *schema.get("oneOf", ()))
    return next((each["$ref"].rpartition("/")[2] for each in references if "$ref" in each), "")


def _filled(requests: list[str], keys: Mapping[str, str]) -> Iterator[str]:
    """The example requests with keys that are on record; those for which there is none are left out."""
    for request in requests:
        if set(re.findall(r"{(\w+)}", request)) <= set(keys):
            yield request.format_map(keys)


def _keys_on_record() -> dict[str, str]:
    everything = columns.current().everything
    keys = {facet: next(iter(everything.counts(facet)), "") for facet in FACETS_NAMED}
    for newest in Position.objects.published().values_list("public_id", flat=True)[:1]:
        keys["public_id"] = newest
    return {name: key for name, key in keys.items() if key}


def _example(request: HttpRequest) -> str:
    """One whole position as the API sends it; empty before anything is published."""
    newest = Position.objects.published().for_table().first()
    if newest is None:
        return ""
    return json.dumps(
        PositionSerializer(newest, context={"request": request}).data, ensure_ascii=False, indent=2
    )
