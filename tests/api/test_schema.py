"""The OpenAPI document and its page: what they say is what is answered."""

from __future__ import annotations

import json
import re

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator, FormatChecker

from policy_positions.api.schema import REQUESTS, document
from policy_positions.filters import PositionFilter
from policy_positions.vocabulary import ReviewState, Stance
from tests.factories import make_position

pytestmark = pytest.mark.django_db

OPERATIONS = {path: methods["get"] for path, methods in document()["paths"].items()}


def shape_of(operation: dict, status: int) -> Draft202012Validator:
    """What checks an answer of the operation with that status."""
    [content] = operation["responses"][str(status)]["content"].values()
    schema = {**content["schema"], "components": document()["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


def examples(html: str) -> list[str]:
    """The requests that the page gives as examples."""
    [_, *lists] = html.split('<ul class="plain requests">')
    return [
        address.replace("&amp;", "&")
        for each in lists
        for address in re.findall(r'<a href="([^"]+)"', each.partition("</ul>")[0])
    ]


def operation_at(address: str) -> dict:
    path = address.partition("?")[0]
    return next(
        operation
        for template, operation in OPERATIONS.items()
        if re.fullmatch(re.sub(r"{\w+}", "[^/]+", template), path)
    )


def test_the_document_is_valid_openapi_3_1(client):
    sent = client.get("/api/v1/openapi.json").json()

    validate_schema(sent)
    assert sent["openapi"] == "3.1.0"
    assert sent == json.loads(json.dumps(document()))


def test_the_document_is_made_without_a_doubt():
    with GENERATOR_STATS.silence():
        SchemaGenerator().get_schema(request=None, public=True)

    assert not GENERATOR_STATS


def test_every_parameter_is_told_as_the_filters_have_it():
    told = {each["name"]: each for each in OPERATIONS["/api/v1/positions/"]["parameters"]}

    filters = PositionFilter.base_filters.keys() - {"page", "columns"}
    assert told.keys() == filters | {"after", "before"}
    assert told["stance"]["schema"] == {
        "type": "array",
        "items": {"type": "string", "enum": list(Stance.values)},
    }
    assert told["stance"]["explode"] is True
    assert told["sort"]["schema"]["enum"][:2] == ["-stated_on", "stated_on"]
    assert all(each["description"] for each in told.values())


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_operation_tells_what_can_go_wrong(path):
    answers = OPERATIONS[path]["responses"]

    assert {"200", "304", "400"} <= answers.keys()
    assert ("404" in answers) == ("{" in path)


def test_the_examples_of_parameters_are_understood(client, record):
    for parameter in OPERATIONS["/api/v1/positions/"]["parameters"]:
        for example in parameter["schema"].get("examples", ()):
            response = client.get("/api/v1/positions/", {parameter["name"]: example})

            assert response.status_code == 200, (parameter["name"], response.json())
            assert response.json()["total"]


def test_every_example_on_the_page_is_answered_as_the_document_says(client, record):
    addresses = examples(client.get("/api/v1/docs/").content.decode())

    assert {operation_at(address)["operationId"] for address in addresses} == {
        operation["operationId"] for operation in OPERATIONS.values()
    }
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200
        shape_of(operation_at(address), 200).validate(response.json())


def test_answers_have_nothing_that_the_document_does_not_tell(client, record):
    shapes = document()["components"]["schemas"]
    position = client.get("/api/v1/positions/").json()["results"][0]
    standing = client.get("/api/v1/standings/").json()["results"][0]
    leader = client.get("/api/v1/leaders/").json()["results"][0]

    assert position.keys() == shapes["Position"]["properties"].keys()
    assert position["quotations"][0].keys() == shapes["Quotation"]["properties"].keys()
    assert standing.keys() == shapes["Standing"]["properties"].keys()
    assert leader.keys() == shapes["Leader"]["properties"].keys()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/positions/?stance=perhaps", 400),
        ("/api/v1/countries/GTM/?x=1", 400),
        ("/api/v1/positions/0000000000/", 404),
        ("/api/v1/leaders/nobody/", 404),
    ],
)
def test_problems_are_told_as_the_document_says(client, record, address, status):
    response = client.get(address)

    assert response.status_code == status
    shape_of(operation_at(address), status).validate(response.json())


def test_a_withdrawn_position_is_told_as_the_document_says(client):
    address = f"/api/v1/positions/{make_position(state=ReviewState.WITHDRAWN).public_id}/"

    response = client.get(address)

    assert response.status_code == 410
    shape_of(operation_at(address), 410).validate(response.json())


def test_the_page_tells_every_operation_parameter_and_member(client, record):
    html = client.get("/api/v1/docs/").content.decode()

    for path, operation in OPERATIONS.items():
        assert f"GET {path}" in html
        assert operation[REQUESTS]
        for parameter in operation.get("parameters", ()):
            assert f"<code>{parameter['name']}</code>" in html
    for name, shape in document()["components"]["schemas"].items():
        assert f'id="shape-{name}"' in html
        assert all(f"<code>{member}</code>" in html for member in shape["properties"])


def test_the_page_brings_nothing_from_elsewhere_and_needs_no_script(client, record):
    html = client.get("/api/v1/docs/").content.decode()

    assert "<script" not in html
    assert "style=" not in html
    assert not re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//(?!testserver)', html)


def test_the_page_shows_one_whole_answer(client, record):
    html = client.get("/api/v1/docs/").content.decode()

    newest = client.get("/api/v1/positions/", {"page_size": 1}).json()["results"][0]
    assert newest["public_id"] in html.partition('id="example"')[2]


def test_the_page_can_be_read_before_anything_is_published(client):
    html = client.get("/api/v1/docs/").content.decode()

    assert "Nothing is published yet." in html
    assert "{public_id}/</code></a>" not in html
