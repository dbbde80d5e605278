"""The OpenAPI document: parameters told from the filters themselves, answers from their serializers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.http import JsonResponse

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import serializers
from rest_framework.request import Request

from ..columns.facets import CLOSED_LISTS
from ..filters.fields import MAX_WORDS, KeysField, OneOfField, PartialDateField, WordsField
from ..filters.position_filter import DEFAULT_PAGE_SIZE
from .problems import PROBLEM, ProblemSerializer
from .queries import LARGEST_PAGE, ConditionsQuery, CursorField, PageSizeField
from .record_view import RecordView

REQUESTS = "x-requests"  # requests that work, beside each operation

MEANINGS = {
    "country": "Countries whose positions they are, by ISO 3166-1 alpha-3 code.",
    "subregion": "Subregions of the countries, as the United Nations’ M49 draws them.",
    "organization": "Organizations whose positions they are.",
    "leader": "Who spoke.",
    "role": "The kind of office that the speaker held at the time.",
    "issue": "The propositions spoken to.",
    "stance": "Where the statement puts its holder on the proposition.",
    "substance": "The drugs that are spoken of.",
    "voice": "How the words reach the reader: positions with a passage in one of these voices.",
    "confidence": "How sure the coder is.",
    "summit": "Summits that the statements stand to in time.",
    "source": "Publications that a passage is taken from.",
    "from": "Stated then or later. What may fall in the period is found; what has no date is not.",
    "to": "Stated then or earlier.",
    "as_of": "Leaves out what was not yet stated then: a month or a year means its last day.",
    "q": "Words, by stem and without regard to accents; “a phrase” in quotation marks, a word to leave out "
    "behind a minus sign.",
    "sort": "The order; within it, the newest first.",
    "page_size": f"How many rows a page has: 1 to {LARGEST_PAGE}, {DEFAULT_PAGE_SIZE} unless told.",
    "after": "The page behind this cursor: taken from “next” as it stands.",
    "before": "The page ahead of this cursor: taken from “previous” as it stands.",
}
EXAMPLES = {
    "country": ["GTM", "MEX"],
    "organization": ["organization-of-american-states"],
    "leader": ["otto-perez-molina"],
    "issue": ["legalization"],
    "summit": ["sixth-summit-of-the-americas"],
    "source": ["globalpost-2012-04-havana"],
    "from": "2012",
    "to": "2012-04",
    "as_of": "2012-04-15",
    "q": '"drug war" -Cuba',
}
PATTERNS = {"country": "^[A-Z]{3}$"}
LONGEST_ADDRESS = 4094  # that the web server reads, with the method before it
SLUG = "^[-a-zA-Z0-9_]+$"
CURSOR = "^[-a-zA-Z0-9_]+$"
NO_CONTROLS = r"^[^\x00-\x1f\x7f]*$"
WRITTEN_DATE = "^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def parameters(query: type[ConditionsQuery]) -> list[OpenApiParameter]:
    """Every parameter that the query takes, as the query itself has it."""
    return [
        OpenApiParameter(
            name,
            _shape(name, each.field_class, each.extra),
            description=MEANINGS[name],
            style="form" if each.field_class is KeysField else None,
            explode=True if each.field_class is KeysField else None,
        )
        for name, each in query.base_filters.items()
    ]


def _shape(name: str, field: type, options: dict[str, Any]) -> dict[str, Any]:
    shapes: dict[type, dict[str, Any]] = {
        KeysField: {"type": "array", "items": _items(name)},
        PartialDateField: {"type": "string", "pattern": WRITTEN_DATE},
        WordsField: {"type": "string", "maxLength": MAX_WORDS, "pattern": NO_CONTROLS},
        PageSizeField: {
            "type": "integer",
            "minimum": 1,
            "maximum": LARGEST_PAGE,
            "default": DEFAULT_PAGE_SIZE,
        },
        CursorField: {"type": "string", "pattern": CURSOR},
        OneOfField: {"type": "string", "enum": list(options.get("allowed", ()))},
    }
    return {**shapes[field], **({"examples": [EXAMPLES[name]]} if name in EXAMPLES else {})}


def _items(name: str) -> dict[str, Any]:
    if name in CLOSED_LISTS:
        return {"type": "string", "enum": list(CLOSED_LISTS[name].values)}
    return {"type": "string", "pattern": PATTERNS.get(name, SLUG)}


def operation(
    name: str,
    answer: type[serializers.Serializer],
    *,
    query: type[ConditionsQuery] | None = None,
    key: str = "",
    requests: Sequence[str] = (),
    also: dict[int, str] | None = None,
) -> Callable[[type[RecordView]], type[RecordView]]:
    """What the document says of a view: its operation's name, what it takes, what it answers.

    ``key`` is the part of the address that names one record, ``requests`` are examples that work, ``also``
    tells of statuses beside those that every operation has.
    """
    problems = {400: "The query cannot be understood: “errors” names each parameter at fault."}
    moved = {}
    if key:
        problems[404] = "No such record is published."
        moved[301] = OpenApiResponse(description="It was merged: the record that stands for it is there.")
    return extend_schema_view(
        get=extend_schema(
            operation_id=name,
            tags=["record"],
            parameters=[*_path(key), *(parameters(query) if query else [])],
            responses={
                200: answer,
                **moved,
                304: OpenApiResponse(description="Nothing changed since the ETag in If-None-Match."),
                414: OpenApiResponse(description=f"The address has more than {LONGEST_ADDRESS:,} bytes."),
                **{
                    (status, PROBLEM): OpenApiResponse(ProblemSerializer, description=meaning)
                    for status, meaning in sorted({**problems, **(also or {})}.items())
                },
            },
            extensions={REQUESTS: list(requests)},
        )
    )


def _path(key: str) -> list[OpenApiParameter]:
    meanings = {"iso3": "ISO 3166-1 alpha-3 code.", "slug": "Its key.", "public_id": "Its public id."}
    written = {"type": "string", "pattern": SLUG}
    return [OpenApiParameter(key, written, OpenApiParameter.PATH, description=meanings[key])] if key else []


def without_marks(result: dict[str, Any], **generation: object) -> dict[str, Any]:
    """Take away what the generator notes for itself on closed lists, which stand where they are used."""
    for shape in result["components"]["schemas"].values():
        for member in shape["properties"].values():
            member.pop("x-spec-enum-id", None)
    return result


def with_blanks(result: dict[str, Any], **generation: object) -> dict[str, Any]:
    """A parameter without a value asks for nothing, as the field of a form that was left empty."""
    for methods in result["paths"].values():
        for parameter in methods["get"].get("parameters", ()):
            if parameter["in"] == "query":
                parameter["allowEmptyValue"] = True
    return result


@cache
def document() -> dict[str, Any]:
    """The document, made once: it is a function of the code alone."""
    return SchemaGenerator().get_schema(request=None, public=True)


class OpenApiDocument(RecordView):
    schema = None

    def get(self, request: Request) -> JsonResponse:
        return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})
