"""What is filtered, as a file: the same rows in every format, counted and named, and nothing private."""

from __future__ import annotations

import datetime
import re
import threading
from dataclasses import replace

from django.db import DatabaseError, DataError, transaction
from django.urls import reverse

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_positions import editing, exports
from policy_positions.exports.cells import select
from policy_positions.models import Position
from policy_positions.vocabulary import ReviewState
from tests.exports.files import ROWS_OF, as_text, extract_of, tables_of_package
from tests.exports.oracle import rows_by_models
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_quotation,
    make_summit,
    make_tenure,
    make_text,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_record(db) -> None:
    """Holders, issues, stances, dates and voices enough for filters to tell apart."""
    guatemala, mexico = make_country("GTM"), make_country("MEX")
    summit = make_summit(host_country=guatemala)
    president = make_president(guatemala, "Otto Pérez Molina")
    legalization, eradication = make_issue("legalization"), make_issue("eradication")
    make_position(country=guatemala, leader=president, voices=("direct", "reported"), issue=legalization)
    make_position(
        country=guatemala,
        leader=president,
        issue=eradication,
        stance="oppose",
        stated_on=datetime.date(2013, 6, 1),
        stated_on_precision="month",
        summit=summit,
        summit_relation="after",
    )
    make_position(
        country=mexico, issue=legalization, stance="mixed", stated_on=None, stated_on_precision="unknown"
    )
    make_position(
        organization=make_organization(), issue=eradication, voices=("document", "direct", "direct")
    )
    make_position(country=mexico, leader=make_leader("Ana"), stance="oppose", confidence="doubtful")
    make_draft(country=guatemala, leader=president, stance="unclear", words="A secret draft of a passage.")


def download(client, name: str, query: str = "") -> bytes:
    response = client.get(f"/export/{name}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


# The same rows in every format

queries = st.dictionaries(
    st.sampled_from(
        ["country", "issue", "stance", "voice", "confidence", "from", "to", "as_of", "q", "sort"]
    ),
    st.integers(0, 2),
    max_size=3,
).map(
    lambda chosen: "&".join(
        f"{name}={VALUES[name][place % len(VALUES[name])]}" for name, place in chosen.items()
    )
)
VALUES = {
    "country": ["GTM", "MEX"],
    "issue": ["legalization", "eradication"],
    "stance": ["support", "oppose", "mixed"],
    "voice": ["direct", "document", "reported"],
    "confidence": ["certain", "doubtful"],
    "from": ["2011", "2012-04"],
    "to": ["2012-04-01", "2013-06"],
    "as_of": ["2012", "2013-06-15", "2000"],
    "q": ["drugs", "nobody-said-this", "P%C3%A9rez"],
    "sort": ["stated_on", "-country", "relevance"],
}


@given(query=queries)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_format_holds_the_same_rows_as_many_as_it_says(client, small_record, query):
    files = {extension: download(client, f"positions.{extension}", query) for extension in ROWS_OF}
    package = download(client, "datapackage.zip", query)
    counts = client.head(f"/export/positions.csv?{query}").headers
    page = client.get(f"/positions/?{query}")

    rows = ROWS_OF["csv"](files["csv"])
    assert {name: read(files[name]) for name, read in ROWS_OF.items()} == dict.fromkeys(ROWS_OF, rows)
    assert len(rows) == int(counts["X-Row-Count"])
    assert len({row["public_id"] for row in rows}) == int(counts["X-Total-Count"])
    assert counts["X-Total-Count"] == count_on(page)
    assert quoted_rows(package) == [{key: row[key] for key in QUOTED} for row in rows]


def count_on(page) -> str:
    """The number of positions that the page says it found, none being a sentence of its own."""
    found = re.search(r"<strong>([0-9]+)</strong> positions?", page.content.decode())
    return found[1] if found else "0"


QUOTED = (
    *("public_id", "country", "organization", "leader", "issue", "stance", "stated_on", "summit"),
    *("quotation", "voice", "exact", "start", "end", "source", "text_sha256"),
)


def quoted_rows(package: bytes) -> list[dict[str, str]]:
    """Each quotation of the package with its position, joined as its foreign key says."""
    tables = tables_of_package(package)
    positions = {row["public_id"]: row for row in tables["positions"]}
    assert {row["public_id"] for row in tables["quotations"]} == set(positions)
    return [
        {key: {**positions[row["public_id"]], **row}[key] for key in QUOTED} for row in tables["quotations"]
    ]


def test_rows_come_in_the_order_asked_for(client, small_record):
    oldest_first = ROWS_OF["csv"](download(client, "positions.csv", "sort=stated_on"))

    dated = [row["stated_on"] for row in oldest_first if row["stated_on"] != "XXXX"]
    assert dated == sorted(dated) and len(set(dated)) > 1


def test_a_row_says_who_spoke_in_which_office_on_what_and_where_it_stands(client):
    guatemala = make_country("GTM", name="Guatemala")
    text = make_text("He was asked. Legalize it. The end.")
    position = make_position(
        country=guatemala,
        leader=make_leader("Otto Pérez Molina", slug="otto-perez-molina"),
        voices=(),
        texts=[text],
        state=ReviewState.DRAFT,
        drafted_by=make_user("editor"),
        issue=make_issue("legalization"),
        stated_on=datetime.date(2012, 4, 1),
        stated_on_precision="month",
        summary="He is for it.",
        coding_note="Plain.",
    )
    make_quotation(
        position, text, "Legalize it.", prefix="He was asked. ", suffix=" The end.", attribution="He said"
    )
    publish(position)

    (row,) = ROWS_OF["csv"](download(client, "positions.csv"))

    assert row == as_text(
        {
            "public_id": position.public_id,
            "country": "GTM",
            "country_name": "Guatemala",
            "leader": "otto-perez-molina",
            "leader_name": "Otto Pérez Molina",
            "issue": "legalization",
            "scheme_version": 1,
            "stance": "support",
            "substance": "not_stated",
            "confidence": "certain",
            "stated_on": "2012-04",
            "summary": "He is for it.",
            "coding_note": "Plain.",
            "quotation": 1,
            "voice": "direct",
            "exact": "Legalize it.",
            "prefix": "He was asked. ",
            "suffix": " The end.",
            "start": 14,
            "end": 26,
            "attribution": "He said",
            "language": "en",
            "source": text.source.slug,
            "source_title": text.source.title,
            "publisher": "The Paper",
            "issued": "2012-04",
            "text_sha256": text.sha256,
        }
    )


def publish(position: Position) -> None:
    position = editing.submit(position, by=position.drafted_by)
    editing.publish(position, by=make_user("reviewer"))


# Nothing that is not public


@pytest.mark.parametrize("name", ["positions.csv", "positions.xlsx", "positions.jsonl", "positions.jsonld"])
def test_no_file_holds_a_draft_or_what_is_withdrawn(client, name):
    shown = make_position()
    make_draft()
    make_position(state=ReviewState.IN_REVIEW)
    make_position(state=ReviewState.WITHDRAWN)

    rows = ROWS_OF[name.split(".")[1]](download(client, name))

    assert [row["public_id"] for row in rows] == [shown.public_id]


def test_what_is_withdrawn_before_its_rows_are_read_is_left_out_of_a_file():
    first, second = make_position(), make_position()
    rows = exports.rows([first.pk, second.pk])

    editing.withdraw(second, by=make_user("reviewer"), reason="It was misread.")

    assert [row["public_id"] for row in rows] == [first.public_id]


# Names, counts, caches


@pytest.mark.parametrize(
    ("path", "query", "name"),
    [
        ("positions.csv", "", "positions.csv"),
        ("positions.xlsx", "as_of=2013-06-30", "positions-as-of-2013-06-30.xlsx"),
        ("positions.jsonl", "from=2012&to=2013-06", "positions-from-2012-to-2013-06.jsonl"),
        ("positions.jsonld", "country=GTM", "positions.jsonld"),
        ("datapackage.zip", "as_of=2012-04", "positions-as-of-2012-04-datapackage.zip"),
    ],
)
def test_a_file_is_named_by_the_dates_that_were_asked_for(client, small_record, path, query, name):
    response = client.head(f"/export/{path}?{query}")

    assert response["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_file_is_sent_again_only_when_the_record_has_changed(client, small_record):
    url = "/export/positions.csv?country=MEX"
    etag = client.head(url)["ETag"]

    unchanged = client.get(url, headers={"if-none-match": etag})
    another_filter = client.head("/export/positions.csv?country=GTM")
    make_position(country=make_country("MEX"))
    changed = client.head(url, headers={"if-none-match": etag})

    assert unchanged.status_code == 304 and unchanged.content == b""
    assert another_filter["ETag"] != etag
    assert changed.status_code == 200 and changed["X-Total-Count"] == "3"


def test_asking_for_the_head_of_a_file_reads_no_row(client, small_record, django_assert_num_queries):
    client.head("/export/positions.xlsx")

    with django_assert_num_queries(2):  # the revision, asked once; the count
        response = client.head("/export/positions.xlsx")

    assert response["X-Row-Count"] == "8"


@pytest.mark.parametrize("positions", [1, 3])
def test_the_rows_of_a_short_file_cost_one_query(positions, django_assert_num_queries):
    president = make_president(make_country())
    ids = [make_position(leader=president, voices=("direct", "reported")).pk for _ in range(positions)]

    with django_assert_num_queries(1):
        rows = list(exports.rows(ids))

    assert len(rows) == 2 * positions


def test_the_rows_of_a_long_file_cost_two_queries_and_stay_in_order(django_assert_num_queries):
    president = make_president(make_country())
    ids = [make_position(leader=president).pk for _ in range(6)]
    asked = [*ids[3:], *ids[:3]]

    with django_assert_num_queries(2):
        rows = list(exports.rows(asked, first=2))

    in_order = [Position.objects.get(pk=pk).public_id for pk in asked]
    assert [row["public_id"] for row in rows] == in_order


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("extension", ["csv", "jsonl", "jsonld"])
def test_a_reader_who_leaves_after_the_first_pieces_stops_postgresql(extension):
    with transaction.atomic():
        ids = [make_position(words=f"{number} " + "words " * 20_000).pk for number in range(3)]
    pieces = exports.FORMATS[extension].write(replace(extract_of([]), rows=exports.Rows(ids, first=1)))
    first = next(pieces) + next(pieces)

    pieces.close()

    assert b"0 words words" in first and b"1 words words" not in first
    assert not [each for each in threading.enumerate() if each.name == "copy"]
    assert len(list(exports.rows(ids))) == 3


def test_a_connection_that_writes_a_file_is_asked_nothing_else():
    rows = exports.rows([make_position().pk])
    next(rows)

    with pytest.raises(DatabaseError, match="read it to its end before SELECT"):
        Position.objects.count()

    assert list(rows) == []
    assert Position.objects.count() == 1


def test_what_goes_wrong_in_postgresql_is_told_to_the_reader():
    chosen = replace(extract_of([]), rows=exports.Rows([make_position().pk]))

    with pytest.raises(DataError, match="division by zero"):
        list(chosen.rows.pieces("1 / (written.quotation - written.quotation)", "FORMAT csv"))


def test_no_text_of_a_source_is_read_to_write_rows():
    position = make_position(words="The body of a text.")

    (row,) = exports.rows([position.pk])

    assert row["exact"] == "The body of a text."
    assert "text.body" not in select([position.pk])


# What the database writes is what the models say


def test_the_record_is_written_as_its_models_have_it(record):
    positions = Position.objects.published().for_table().newest_first()

    rows = list(exports.rows([position.pk for position in positions]))

    assert rows == rows_by_models(positions)
    assert len(rows) > 30 and any(row["office"] for row in rows)


@pytest.mark.parametrize(
    ("day", "precision"),
    [
        *(("2011-12-31", "day"), ("2012-01-01", "day"), ("2012-05-31", "day"), ("2012-06-01", "day")),
        *(("2011-01-01", "year"), ("2012-01-01", "year"), ("2012-06-01", "month"), (None, "unknown")),
        *(("2014-01-01", "year"), ("2013-03-01", "month"), ("0987-03-01", "month")),
    ],
)
def test_the_office_at_the_time_is_the_one_that_the_models_find(day, precision):
    country, leader = make_country("USA", name="United States"), make_leader("Ana")
    make_tenure(leader, country, title="Deputy", role="legislator", start=None, start_precision="unknown")
    make_tenure(
        leader,
        country,
        title="Minister",
        role="foreign_minister",
        start=datetime.date(2012, 1, 1),
        start_precision="year",
        end=datetime.date(2012, 6, 1),
        end_precision="month",
    )
    make_tenure(leader, country, title="President", role="head_of_state", start=datetime.date(2013, 3, 15))
    stated_on = day and datetime.date.fromisoformat(day)
    make_position(country=country, leader=leader, stated_on=stated_on, stated_on_precision=precision)
    make_position(
        organization=make_organization(), leader=leader, stated_on=stated_on, stated_on_precision=precision
    )
    positions = Position.objects.published().for_table().newest_first()

    rows = list(exports.rows([position.pk for position in positions]))

    assert rows == rows_by_models(positions)
    assert sorted(bool(row["office"]) for row in rows) == [False, True]


# Requests that cannot be answered


@pytest.mark.parametrize("name", ["positions.csv", "positions.xlsx", "datapackage.zip"])
def test_an_impossible_filter_gives_no_file_and_names_the_fault(client, small_record, name):
    response = client.get(f"/export/{name}?country=GUA")

    assert response.status_code == 400
    assert "“GUA” is not a country" in response.content.decode()


def test_a_format_that_there_is_not_is_answered_with_those_that_there_are(client, small_record):
    response = client.get("/export/positions.pdf")

    assert response.status_code == 404
    assert reverse("export", args=["csv"]) == "/export/positions.csv"


def test_a_passage_too_long_for_a_workbook_is_refused_with_what_would_do(client):
    position = make_position(words="a" * 32_768)

    response = client.get("/export/positions.xlsx")

    page = response.content.decode()
    assert response.status_code == 400
    assert f"“exact” of {position.public_id}" in page and "take CSV or JSON lines" in page
    assert len(ROWS_OF["csv"](download(client, "positions.csv"))) == 1


@pytest.mark.parametrize("name", ["positions.xlsx", "datapackage.zip"])
def test_what_is_made_whole_is_refused_beyond_what_a_reader_waits_for(client, monkeypatch, name):
    monkeypatch.setitem(exports.FORMATS, "xlsx", exports.FORMATS["xlsx"]._replace(most=1))
    monkeypatch.setattr(exports, "DATA_PACKAGE", exports.DATA_PACKAGE._replace(most=1))
    make_position()
    assert download(client, name), "one position is not too much"
    make_position()

    response = client.get(f"/export/{name}")

    page = response.content.decode()
    assert response.status_code == 400
    assert "these are 2" in page and "Take CSV or JSON lines" in page
    assert len(ROWS_OF["csv"](download(client, "positions.csv"))) == 2


@pytest.mark.parametrize("kind", ["csv", "jsonl", "jsonld"])
def test_what_is_said_of_a_large_file_is_about_its_size(client, record, kind):
    response = client.get(f"/export/positions.{kind}")

    size = len(b"".join(response)) / int(response["X-Total-Count"])
    assert size / 2 < exports.FORMATS[kind].size < size * 2
