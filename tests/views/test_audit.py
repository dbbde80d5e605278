"""The audit: every act is there, found by who, what, which and when, and taken away whole."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from policy_positions import editing
from policy_positions.models import Revision
from policy_positions.views.curate import audit
from policy_positions.vocabulary import FrameAct
from tests.factories import make_leader, make_user
from tests.rewriting import make_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    user = make_user("admin", is_staff=True)
    client.force_login(user)
    return user


def shown(client, query: str = "") -> list[tuple[str, str]]:
    return rows_of(client.get(f"/curate/audit/{query}"))


def rows_of(page) -> list[tuple[str, str]]:
    """What each row says was done, and to which record."""
    row = r'data-label="Act">([^<]+)</td>\s*<td data-label="Record">\w+\s+(?:<a [^>]+>)?([\w-]+)'
    return re.findall(row, page.content.decode())


def test_acts_on_positions_and_on_the_frame_stand_in_one_list(client, admin):
    position = make_history()
    editing.log(make_leader(slug="otto"), FrameAct.CHANGE, by=admin, reason="His full name.")

    acts = shown(client)

    assert acts == [
        ("Changed", "otto"),
        *((act, position.public_id) for act in ("Published", "Submitted for review", "Drafted")),
    ]


def test_each_condition_narrows(client, admin):
    position, other = make_history(), make_history()
    editing.log(make_leader(slug="otto"), FrameAct.CHANGE, by=admin)
    author = position.drafted_by.username

    assert {name for _, name in shown(client, f"?person={author}")} == {position.public_id}
    assert shown(client, f"?record={other.public_id}&act=publish") == [("Published", other.public_id)]
    assert shown(client, "?kind=leader") == [("Changed", "otto")]
    assert shown(client, "?record=otto") == [("Changed", "otto")]
    assert shown(client, "?until=2012-01-01") == []
    assert len(shown(client, "?since=2012-01-01")) == 7


def test_what_cannot_be_asked_is_said_beside_its_field(client, admin):
    make_history()

    page = client.get("/curate/audit/?act=overwrite&since=2013-01-01&until=2012-01-01")

    assert page.status_code == 422
    assert rows_of(page) == []
    assert "The period ends before it begins" in page.content.decode()


def test_fifty_stand_on_a_page_and_the_older_follow(client, admin):
    leader = make_leader(slug="otto")
    for number in range(52):
        editing.log(leader, FrameAct.CHANGE, by=admin, reason=f"Number {number}.")

    first = client.get("/curate/audit/?kind=leader")
    older = re.search(r'rel="next" href="([^"]+)"', first.content.decode())[1].replace("&amp;", "&")
    second = client.get(f"/curate/audit/{older}").content.decode()

    assert re.findall(r"Number \d+\.", second) == ["Number 1.", "Number 0."]
    assert "52 acts" in second and "52 acts" in first.content.decode()
    assert 'rel="next"' not in second


def test_an_act_s_page_says_what_changed(client, admin):
    leader = make_leader("Otto Perez", slug="otto")
    before = {"name": "Otto Perez", "wikidata": "Q57349"}
    after = {**before, "name": "Otto Pérez"}
    act = editing.log(leader, FrameAct.CHANGE, by=admin, before=before, after=after)

    page = client.get(f"/curate/audit/{act.pk}/").content.decode()

    assert re.findall(r'data-label="(?:Before|After)">([^<]+)<', page) == ["Otto Perez", "Otto Pérez"]
    assert "Q57349" not in page


def test_json_lines_hold_what_the_digest_was_taken_of(client, admin):
    make_history()

    lines = b"".join(client.get("/curate/audit/acts.jsonl")).decode().splitlines()

    acts = [json.loads(line) for line in lines]
    assert [act["act"] for act in acts] == ["draft", "submit", "publish"]
    assert acts[1]["previous"] == acts[0]["digest"]
    assert acts[2]["after"] == Revision.objects.get(act="publish").after


def test_the_csv_is_that_of_the_conditions_and_runs_in_no_spreadsheet(client, admin):
    leader = make_leader(slug="otto")
    editing.log(leader, FrameAct.CHANGE, by=admin, reason="=1+1")
    make_history()

    text = b"".join(client.get("/curate/audit/acts.csv?kind=leader")).decode()

    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["record"], row["reason"]) == ("otto", "'=1+1")


def test_who_does_not_curate_sees_no_audit(client):
    client.force_login(make_user("reviewer"))
    act = make_history().revisions.last()

    answers = [client.get(address).status_code for address in ("/curate/audit/", f"/curate/audit/{act.pk}/")]

    assert answers == [403, 403]
    assert client.get("/curate/audit/acts.csv").status_code == 403


def test_nothing_done_yet_is_said(client, admin):
    assert "Nothing was done yet." in client.get("/curate/audit/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_audit_costs_the_same_however_long(client, admin, django_assert_num_queries, rows):
    for _ in range(rows):
        make_history()

    with django_assert_num_queries(6):
        page = client.get("/curate/audit/")

    assert len(rows_of(page)) == rows * 3


def test_beyond_what_is_worth_counting_the_number_is_a_bound(client, admin, monkeypatch):
    make_history()

    monkeypatch.setattr(audit, "MOST_COUNTED", 2)

    assert "More than 2 acts" in client.get("/curate/audit/").content.decode()
    assert "1 act, the newest" in client.get("/curate/audit/?act=publish").content.decode()
