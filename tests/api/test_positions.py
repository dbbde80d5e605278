"""Positions as machines read them."""

from __future__ import annotations

import datetime

import pytest

from policy_positions import exports, tables
from policy_positions.models import Position
from policy_positions.vocabulary import ReviewState
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_organization,
    make_position,
    make_president,
    make_summit,
    make_tenure,
    make_text,
)

pytestmark = pytest.mark.django_db

POSITIONS = "/api/v1/positions/"


def public_ids(answer: dict) -> list[str]:
    return [row["public_id"] for row in answer["results"]]


def test_a_position_is_sent_with_everything_that_it_rests_on(client):
    guatemala = make_country("GTM", name="Guatemala")
    position = make_position(
        country=guatemala,
        leader=make_president(guatemala, "Otto Pérez Molina"),
        summit=make_summit(slug="sixth-summit"),
        summit_relation="before",
        stated_on=datetime.date(2012, 4, 1),
        stated_on_precision="month",
        date_note="“Recently”.",
        voices=("reported", "direct"),
        words="He said yes.",
    )

    sent = client.get(f"{POSITIONS}{position.public_id}/").json()

    assert {
        "country": "GTM",
        "country_name": "Guatemala",
        "subregion": "central_america",
        "organization": None,
        "role": "head_of_state",
        "office": "President of Guatemala",
        "issue": "legalization",
        "scheme_version": 1,
        "stance": "support",
        "voice": "direct",
        "stated_on": "2012-04",
        "date_note": "“Recently”.",
        "summit": "sixth-summit",
        "summit_relation": "before",
    }.items() <= sent.items()
    assert [(each["voice"], each["exact"]) for each in sent["quotations"]] == [
        ("reported", "He said yes."),
        ("direct", "He said yes."),
    ]
    assert sent["links"]["page"] == f"http://testserver/positions/{position.public_id}/"
    assert sent["links"]["country"] == "http://testserver/api/v1/countries/GTM/"


def test_the_api_and_the_downloads_say_the_same_under_the_same_names(client, record):
    rows = client.get(POSITIONS, {"page_size": 200}).json()["results"]

    sent = [{**row, **quotation} for row in rows for quotation in row["quotations"]]
    newest_first = Position.objects.published().newest_first().values_list("pk", flat=True)
    downloaded = list(exports.rows(list(newest_first)))
    names = [field.key for field in tables.DOWNLOAD]
    assert [{name: row[name] for name in names} for row in sent] == downloaded
    assert len(rows) < len(sent)


def test_every_filter_of_one_value_is_a_word_of_the_row(client):
    position = make_position(organization=make_organization(slug="oas"))

    row = client.get(POSITIONS).json()["results"][0]

    assert row["public_id"] == position.public_id
    assert row["country"] is row["subregion"] is row["leader"] is row["role"] is None
    for name in ("organization", "issue", "stance", "substance", "voice", "confidence"):
        assert public_ids(client.get(POSITIONS, {name: row[name]}).json()) == [position.public_id]


def test_filters_narrow_the_positions_as_on_the_page(client):
    wanted = make_position(country=make_country("GTM"), issue=make_issue("aid"), stance="oppose")
    make_position(country=make_country("MEX"), issue=make_issue("aid"), stance="oppose")
    make_position(country=make_country("GTM"), issue=make_issue("aid"), stance="support")

    answer = client.get(f"{POSITIONS}?country=GTM&stance=oppose&stance=mixed&issue=aid").json()

    assert public_ids(answer) == [wanted.public_id]
    assert answer["total"] == 1


@pytest.mark.parametrize(
    ("query", "parameter", "value", "remedy"),
    [
        ("stance=suport", "stance", "suport", "Did you mean support"),
        ("county=GTM", "county", "GTM", "The filters are: country"),
        ("as_of=2012-13", "as_of", "2012-13", "2012-04-15"),
        ("from=2013&to=2012", "to", "2012", "ends before 2013 begins"),
        ("q=a&q=b", "q", "a, b", "give it once"),
        ("page=2", "page", "2", "after, before"),
        ("columns=stance", "columns", "stance", "There is no filter “columns”"),
        ("page_size=201", "page_size", "201", "1 to 200"),
        ("page_size=²", "page_size", "²", "1 to 200"),
        ("format=json", "format", "json", "There is no filter “format”"),
    ],
)
def test_a_query_that_cannot_be_understood_is_told_by_parameter(client, query, parameter, value, remedy):
    make_position()

    response = client.get(f"{POSITIONS}?{query}")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    [error] = response.json()["errors"]
    assert (error["parameter"], error["value"]) == (parameter, value)
    assert remedy in error["message"]


def test_every_fault_is_told_at_once(client):
    make_position()

    errors = client.get(f"{POSITIONS}?stance=perhaps&country=XXX").json()["errors"]

    assert [error["parameter"] for error in errors] == ["country", "stance"]


def test_the_pages_of_the_site_take_no_cursors(client):
    make_position()

    response = client.get("/positions/", {"after": "WyJ4Il0"})

    assert response.status_code == 400
    assert "There is no filter “after”" in response.content.decode()


def test_drafts_are_nowhere_even_for_editors(client, admin_client):
    published = make_position()
    draft = make_draft()

    for reader in (client, admin_client):
        listed = reader.get(POSITIONS).json()
        alone = reader.get(f"{POSITIONS}{draft.public_id}/")

        assert public_ids(listed) == [published.public_id]
        assert listed["total"] == 1
        assert alone.status_code == 404
        assert alone.json()["detail"] == f"No position is published as “{draft.public_id}”."


def test_what_was_withdrawn_is_gone_and_says_where_the_reason_is(client):
    position = make_position(state=ReviewState.WITHDRAWN)

    response = client.get(f"{POSITIONS}{position.public_id}/")

    assert response.status_code == 410
    assert f"http://testserver/positions/{position.public_id}/ says why" in response.json()["detail"]
    assert client.get(POSITIONS).json()["results"] == []


def test_no_answer_holds_more_of_a_text_than_its_passages(client):
    text = make_text("Nobody may read this. He said yes. Nor may anybody read that.")
    position = make_position(words="He agreed.")
    position.quotations.create(
        order=2, text=text, exact="He said yes.", start=22, end=34, voice="direct", verified=True
    )

    answers = [
        client.get(path).content.decode()
        for path in (POSITIONS, f"{POSITIONS}{position.public_id}/", "/api/v1/sources/", "/api/v1/standings/")
    ]

    assert "He said yes." in answers[0]
    assert all("Nobody may read" not in answer for answer in answers)


def test_an_address_of_one_record_takes_no_filters(client):
    position = make_position()

    response = client.get(f"{POSITIONS}{position.public_id}/?stance=oppose")

    assert response.status_code == 400
    assert response.json()["errors"] == [
        {
            "parameter": "stance",
            "value": "oppose",
            "message": "There is no parameter “stance” here: the address says all.",
        }
    ]


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_of_positions_costs_seven_queries(client, django_assert_num_queries, rows):
    for place in range(rows):
        country = make_country(("GTM", "MEX", "COL")[place])
        leader = make_president(country)
        make_tenure(leader, organization=make_organization(), role="analyst")
        make_position(country=country, leader=leader)
    client.get(POSITIONS)

    with django_assert_num_queries(7):
        answer = client.get(POSITIONS, {"sort": "country"}).json()

    assert len(answer["results"]) == rows
