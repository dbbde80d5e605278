"""The data package says what its tables hold, and they hold it."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
import zipfile
from collections import Counter

from django.db import transaction
from django.http import QueryDict

import jsonschema
import pytest

from policy_positions.exports import extract, write_datapackage
from policy_positions.filters import PositionFilter
from policy_positions.models import Issue, Participation, Position
from policy_positions.vocabulary import ReviewState, Stance
from tests.exports.files import content, described, tables_of_package
from tests.factories import (
    make_country,
    make_draft,
    make_leader,
    make_position,
    make_quotation,
    make_summit,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db

NAME = {"type": "string", "pattern": "^[a-z0-9._/-]+$"}
NAMES = {"type": "array", "items": {"type": "string"}, "minItems": 1}
# What the Data Package and Table Schema standards ask for, as far as this package uses them.
FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        "name": {"type": "string"},
        "title": {"type": "string"},
        "description": {"type": "string"},
        "type": {"enum": ["string", "integer", "number", "boolean", "date", "array"]},
        "trueValues": NAMES,
        "falseValues": NAMES,
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"type": "boolean"},
                "unique": {"type": "boolean"},
                "enum": NAMES | {"uniqueItems": True},
                "pattern": {"type": "string", "format": "regex"},
                "minimum": {"type": "integer"},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
REFERENCE = {
    "type": "object",
    "required": ["resource", "fields"],
    "properties": {"resource": NAME, "fields": NAMES},
    "additionalProperties": False,
}
TABLE_SCHEMA = {
    "type": "object",
    "required": ["fields", "primaryKey", "missingValues"],
    "properties": {
        "fields": {"type": "array", "items": FIELD, "minItems": 1},
        "primaryKey": NAMES,
        "foreignKeys": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["fields", "reference"],
                "properties": {"fields": NAMES, "reference": REFERENCE},
            },
        },
        "missingValues": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
PACKAGE = {
    "type": "object",
    "required": ["name", "resources", "licenses", "created", "version", "filter", "textCells"],
    "properties": {
        "name": NAME,
        "created": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$"},
        "version": {"type": "string"},
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path"],
                "properties": {"path": {"type": "string", "pattern": "^https://"}},
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "type", "path", "bytes", "hash", "rowCount", "schema"],
                "properties": {
                    "name": NAME,
                    "type": {"const": "table"},
                    "path": NAME,
                    "bytes": {"type": "integer"},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "rowCount": {"type": "integer", "minimum": 0},
                    "schema": TABLE_SCHEMA,
                },
            },
        },
    },
}

MORNING = datetime.datetime(2026, 11, 22, 9, 30, tzinfo=datetime.UTC)
EVENING = MORNING.replace(hour=18)


def package(query: str = "", at: datetime.datetime = MORNING) -> bytes:
    chosen = PositionFilter(QueryDict(query))
    return content(write_datapackage(extract(chosen, site="https://tracker.example.org", at=at)))


def fault_of(field: dict, cell: str) -> str:
    """Why a cell is not what its field says; empty when it is."""
    constraints = field["constraints"]
    if cell == "":
        return "missing" if constraints["required"] else ""
    if "enum" in constraints and cell not in constraints["enum"]:
        return "none of its list"
    if "pattern" in constraints and not re.search(constraints["pattern"], cell):
        return "not as its pattern"
    try:
        value = READ_AS[field["type"]](cell)
    except (ValueError, KeyError):
        return f"no {field['type']}"
    return "below its minimum" if "minimum" in constraints and value < constraints["minimum"] else ""


def _list(cell: str) -> list:
    value = json.loads(cell)
    if not isinstance(value, list):
        raise ValueError(cell)
    return value


READ_AS = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
    "array": _list,
}


# The shipped record, checked as its own description says


def test_the_description_is_a_data_package_with_table_schemas(record):
    jsonschema.Draft202012Validator(PACKAGE).validate(described(package()))


def test_every_cell_is_what_its_column_is_said_to_hold(record):
    written = package()
    tables = tables_of_package(written)

    faults = [
        (table["name"], field["name"], row[field["name"]], fault)
        for table in described(written)["resources"]
        for field in table["schema"]["fields"]
        for row in tables[table["name"]]
        if (fault := fault_of(field, row[field["name"]]))
    ]

    assert len(tables["positions"]) > 20
    assert faults == []


def test_every_key_is_one_of_its_table_and_every_reference_is_found(record):
    Issue.objects.filter(slug="eradication").update(proposition="Another wording.", scheme_version=2)
    written = package()
    tables = tables_of_package(written)

    for table in described(written)["resources"]:
        rows, schema = tables[table["name"]], table["schema"]
        keys = Counter(tuple(row[name] for name in schema["primaryKey"]) for row in rows)
        assert set(keys.values()) == {1}, table["name"]
        for foreign in schema["foreignKeys"]:
            named = tables[foreign["reference"]["resource"]]
            there = {tuple(row[name] for name in foreign["reference"]["fields"]) for row in named}
            here = {tuple(row[name] for name in foreign["fields"]) for row in rows}
            assert {key for key in here if "" not in key} <= there, (table["name"], foreign)


def test_every_table_is_there_as_large_and_with_the_digest_that_is_said(record):
    written = package()

    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert archive.testzip() is None
        for table in described(written)["resources"]:
            held = archive.read(table["path"])
            lines = list(csv.reader(io.StringIO(held.decode(), newline="")))
            assert table["bytes"] == len(held)
            assert table["hash"] == f"sha256:{hashlib.sha256(held).hexdigest()}"
            assert table["rowCount"] == len(lines) - 1
            assert lines[0] == [field["name"] for field in table["schema"]["fields"]]


def test_the_record_is_there_as_a_whole(record):
    tables = tables_of_package(package())

    assert len(tables["countries"]) == 35
    assert len(tables["positions"]) == Position.objects.published().count()
    assert {"countries", "leaders", "tenures", "organizations", "summits", "agenda", "participations"} <= set(
        tables
    )
    assert {row["status"] for row in tables["participations"]} >= {"attended", "excluded"}
    assert "\ufeff" not in tables["issues"][0]["proposition"]


# The filter


def test_positions_are_those_of_the_filter_and_what_they_refer_to_is_whole(record):
    written = package("country=GTM&as_of=2013")

    tables = tables_of_package(written)
    assert {row["country"] for row in tables["positions"]} == {"GTM"}
    assert {row["public_id"] for row in tables["quotations"]} == {
        row["public_id"] for row in tables["positions"]
    }
    assert len(tables["countries"]) == 35
    assert described(written)["filter"] == {
        "description": "Country: Guatemala; As of: 2013",
        "query": "country=GTM&as_of=2013",
    }


def test_a_filter_that_nothing_meets_gives_tables_without_rows(record):
    tables = tables_of_package(package("as_of=1990"))

    assert tables["positions"] == tables["quotations"] == []
    assert len(tables["countries"]) == 35


# The same bytes, and nothing private


def test_the_same_record_gives_the_same_bytes_but_for_the_time_of_writing(record):
    first, again, later = package(), package(), package(at=EVENING)

    assert first == again
    assert tables_of_package(first) == tables_of_package(later)
    assert described(first) | {"created": "2026-11-22T18:30:00+00:00"} == described(later)


def test_the_package_holds_no_draft_no_text_and_no_user(client):
    text = make_text("A passage. The unpublished rest of the article.")
    with transaction.atomic():
        make_quotation(make_position(voices=()), text, "A passage.")
    make_draft(
        summary="A unpublished draft.",
        words="Unpublished words.",
        drafted_by=make_user(first_name="Unpublished"),
    )
    make_position(state=ReviewState.WITHDRAWN, summary="A unpublished regret.")

    written = package()

    tables = tables_of_package(written)
    everything = json.dumps([tables, described(written)])
    assert [row["exact"] for row in tables["quotations"]] == ["A passage."]
    assert len(tables["sources"]) == len(tables["texts"]) == 1
    assert not re.search("unpublished|user-", everything, re.IGNORECASE)


def test_a_source_that_only_says_who_took_part_is_there(client):
    text = make_text()
    Participation.objects.create(
        summit=make_summit(), country=make_country(), status="attended", source=text.source
    )

    tables = tables_of_package(package())

    assert [row["slug"] for row in tables["sources"]] == [text.source.slug]
    assert tables["texts"] == []


# Hostile texts


def test_text_cells_keep_the_rule_that_the_description_gives():
    make_leader("=HYPERLINK(0)", other_names=["'Quoted'", "=1"])
    make_position(summary="'tis a start", coding_note="-1\n+2", date_note="@now")

    written = package()

    rule = described(written)["textCells"]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        held = archive.read("positions.csv").decode() + archive.read("leaders.csv").decode()
    tables = tables_of_package(written)
    assert rule["prefix"] == "'" and {"=", "+", "-", "@", "'"} <= set(rule["before"])
    for cell in ("''tis a start", "'@now", "'-1\n+2", "'=HYPERLINK(0)"):
        assert cell in held
    assert tables["positions"][0]["summary"] == "'tis a start"
    assert tables["leaders"][0]["name"] == "=HYPERLINK(0)"
    assert json.loads(tables["leaders"][0]["other_names"]) == ["'Quoted'", "=1"]


def test_closed_lists_are_those_of_the_vocabulary():
    positions = described(package())["resources"][0]["schema"]["fields"]

    (stance,) = [field for field in positions if field["name"] == "stance"]
    assert stance["constraints"]["enum"] == Stance.values
