"""Countries, leaders, summits, issues and sources over the API."""

from __future__ import annotations

import datetime

import pytest

from policy_positions.models import DataRevision, Participation
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_summit,
    make_tenure,
    make_text,
)

pytestmark = pytest.mark.django_db

KINDS = {"countries": "iso3", "leaders": "slug", "summits": "slug", "issues": "slug", "sources": "slug"}


def keys(client, kind: str, query: str = "") -> list[str]:
    return [row[KINDS[kind]] for row in client.get(f"/api/v1/{kind}/{query}").json()["results"]]


def test_every_count_is_the_total_of_the_rows_that_it_opens(client, record):
    for query in ("", "?issue=legalization", "?country=GTM&country=CUB&as_of=2012-05"):
        for kind in KINDS:
            rows = client.get(f"/api/v1/{kind}/{query}").json()["results"]

            assert any(row["positions"] for row in rows)
            for row in rows:
                opened = client.get(f"{row['links']['positions']}&page_size=1").json()
                assert opened["total"] == row["positions"], row["links"]["positions"]


def test_a_record_alone_is_the_record_in_the_list(client, record):
    for kind in KINDS:
        rows = client.get(f"/api/v1/{kind}/").json()["results"]

        assert [client.get(row["links"]["self"]).json() for row in rows] == rows


def test_all_35_states_are_listed_with_or_without_a_position(client, record):
    rows = client.get("/api/v1/countries/", {"issue": "eradication"}).json()["results"]

    assert len(rows) == 35
    assert 0 in {row["positions"] for row in rows}


def test_countries_are_listed_by_country_and_subregion(client, record):
    assert keys(client, "countries", "?country=MEX&country=GTM") == ["GTM", "MEX"]
    assert keys(client, "countries", "?subregion=northern_america") == ["CAN", "USA"]


def test_leaders_and_sources_of_drafts_alone_are_nobodys_yet(client):
    guatemala = make_country("GTM")
    make_position(country=guatemala, leader=make_leader("Known", slug="known"))
    draft = make_draft(country=guatemala, leader=make_leader("Hidden", slug="hidden"))
    hidden_source = draft.quotations.get().text.source.slug

    assert keys(client, "leaders") == ["known"]
    assert hidden_source not in keys(client, "sources")
    for address in ("/api/v1/leaders/hidden/", f"/api/v1/sources/{hidden_source}/"):
        assert client.get(address).status_code == 404


def test_leaders_are_those_who_speak_in_the_positions_left(client):
    guatemala = make_country("GTM")
    make_position(leader=make_leader("A", slug="a"), country=guatemala, issue=make_issue("aid"))
    make_position(leader=make_leader("B", slug="b"), country=guatemala, issue=make_issue("legalization"))

    assert keys(client, "leaders", "?issue=aid") == ["a"]
    assert keys(client, "leaders", "?leader=b") == ["b"]


def test_a_leader_is_sent_with_the_offices_held(client):
    guatemala = make_country("GTM", name="Guatemala")
    leader = make_leader("Otto Pérez Molina", slug="otto", other_names=["Perez"])
    make_tenure(
        leader,
        guatemala,
        start=datetime.date(2012, 1, 14),
        end=datetime.date(2015, 9, 1),
        end_precision="month",
    )
    make_position(country=guatemala, leader=leader)

    sent = client.get("/api/v1/leaders/otto/").json()

    assert sent["other_names"] == ["Perez"]
    assert sent["tenures"] == [
        {
            "title": "President",
            "role": "head_of_state",
            "country": "GTM",
            "organization": None,
            "office": "President of Guatemala",
            "start": "2012-01-14",
            "end": "2015-09",
        }
    ]


def test_a_summit_is_sent_with_who_took_part_and_who_did_not(client):
    summit = make_summit(slug="sixth", organizer=make_organization(slug="oas"))
    summit.agenda_issues.add(make_issue("legalization"))
    cuba = make_country("CUB")
    Participation.objects.create(summit=summit, country=cuba, status="excluded", reason="Not invited.")
    make_position(summit=summit, summit_relation="at")

    sent = client.get("/api/v1/summits/sixth/").json()

    assert (sent["organizer"], sent["agenda_issues"], sent["start"]) == (
        "oas",
        ["legalization"],
        "2012-04-14",
    )
    assert sent["participations"] == [
        {
            "country": "CUB",
            "organization": None,
            "delegate": None,
            "status": "excluded",
            "reason": "Not invited.",
            "source": None,
        }
    ]


def test_a_source_is_sent_with_what_identifies_its_text_and_not_the_text(client):
    text = make_text("He said yes. The rest is private.")
    make_position(texts=[text], words="")

    [sent] = client.get("/api/v1/sources/").json()["results"]

    assert sent["texts"] == [{"version": 1, "sha256": text.sha256, "length": 33}]
    assert sent["issued"] == "2012-04"


def test_lists_of_the_frame_are_paged_by_key(client, record):
    first = client.get("/api/v1/countries/", {"page_size": 20}).json()
    second = client.get(first["next"]).json()

    assert (first["total"], len(first["results"]), len(second["results"])) == (35, 20, 15)
    assert [row["iso3"] for row in first["results"] + second["results"]] == keys(client, "countries")
    assert client.get(second["previous"]).json()["results"] == first["results"]
    assert (first["previous"], second["next"]) == (None, None)


def test_a_cursor_of_another_list_is_refused(client, record):
    following = client.get("/api/v1/leaders/", {"page_size": 1}).json()["next"]

    response = client.get(following.replace("leaders", "summits"))

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "after"


@pytest.mark.parametrize("address", ["countries/GTX", "countries/gtm", "leaders/nobody", "issues/nothing"])
def test_what_there_is_not_is_not_found_in_json(client, address):
    make_position()

    response = client.get(f"/api/v1/{address}/")

    assert response.status_code == 404
    assert response.json()["detail"].endswith(f"is published as “{address.partition('/')[2]}”.")


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("kind", "queries"), [("countries", 4), ("leaders", 6), ("issues", 4), ("sources", 4)]
)
def test_lists_of_the_frame_cost_the_same_however_long(
    client, django_assert_num_queries, kind, queries, rows
):
    for place in range(rows):
        country = make_country(("GTM", "MEX", "COL")[place])
        leader = make_president(country)
        make_tenure(leader, organization=make_organization(), role="analyst")
        make_position(country=country, leader=leader, issue=make_issue(f"issue-{place}"))
    client.get("/api/v1/facets/")

    with django_assert_num_queries(queries):
        answer = client.get(f"/api/v1/{kind}/").json()

    assert len(answer["results"]) == rows


@pytest.mark.usefixtures("made_anew")
@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_of_summits_costs_nine_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        summit = make_summit()
        summit.agenda_issues.add(make_issue())
        Participation.objects.create(
            summit=summit,
            country=make_country(),
            delegate=make_leader(),
            source=make_text().source,
            status="attended",
        )
        Participation.objects.create(summit=summit, organization=make_organization(), status="attended")
    DataRevision.objects.move()
    client.get("/api/v1/facets/")

    with django_assert_num_queries(9):
        answer = client.get("/api/v1/summits/").json()

    assert len(answer["results"]) == rows
