"""The rules of health: each finds what it is about and nothing else, and its number is that of its rows."""

from __future__ import annotations

import datetime
import io
import json

from django.core.management import CommandError, call_command
from django.utils import timezone

import pytest

from policy_positions.inspection import BY_NAME, RULES, count, examine
from policy_positions.models import Position, Quotation, Revision, Source
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_position,
    make_president,
    make_tenure,
    make_text,
    make_user,
)
from tests.models.breaking import settle
from tests.rewriting import guards_off, make_history, sql

pytestmark = pytest.mark.django_db

DAY = datetime.date(2012, 4, 14)


def found(name: str) -> list[object]:
    return list(BY_NAME[name].find())


def unguarded(*models: type):
    return guards_off(*(models or (Position, Quotation)))


def test_a_passage_that_nobody_proved_is_a_failure():
    make_position()
    position = make_position()
    with unguarded():
        position.quotations.update(verified=False)

    assert found("unproven-passages") == [position.quotations.get()]


def test_a_passage_that_its_text_does_not_say_is_a_failure():
    right, wrong = make_position(), make_position()
    quotation = wrong.quotations.get()
    with unguarded():
        wrong.quotations.update(exact="X" + quotation.exact[1:])

    assert found("passages-not-in-text") == [quotation]
    assert right.quotations.get() not in found("passages-not-in-text")


def test_a_position_without_a_passage_is_a_failure():
    make_position()
    position = make_position()
    with unguarded():
        position.quotations.all().delete()

    assert found("without-evidence") == [position]


def test_what_its_author_published_is_a_failure():
    make_position()
    alone = make_position()
    settle()
    sql("ALTER TABLE policy_positions_position DROP CONSTRAINT position_published_by_a_second_person")
    with unguarded():
        Position.objects.filter(pk=alone.pk).update(published_by=alone.drafted_by)

    assert found("without-a-second-person") == [alone]


@pytest.mark.parametrize(
    ("stated", "precision", "is_outside"),
    [
        (datetime.date(2012, 1, 14), "day", False),
        (datetime.date(2012, 1, 13), "day", True),
        (datetime.date(2012, 1, 1), "month", False),
        (datetime.date(2011, 1, 1), "year", True),
        (datetime.date(2014, 5, 1), "month", False),
        (datetime.date(2014, 6, 1), "day", True),
        (None, "unknown", False),
    ],
)
def test_a_statement_is_outside_when_no_day_of_its_date_is_in_office(stated, precision, is_outside):
    country = make_country("GTM")
    end = {"end": datetime.date(2014, 5, 1), "end_precision": "month"}
    leader = make_president(country, start=datetime.date(2012, 1, 14), **end)
    position = make_position(country=country, leader=leader, stated_on=stated, stated_on_precision=precision)

    assert (found("outside-tenures") == [position]) is is_outside


def test_an_office_of_another_country_is_none():
    leader = make_president(make_country("GTM"))
    position = make_position(country=make_country("MEX", name="Mexico"), leader=leader, stated_on=DAY)

    assert found("outside-tenures") == [position]


def test_a_statement_without_a_leader_is_outside_no_office():
    make_position(leader=None)

    assert found("outside-tenures") == []


def test_sources_say_when_and_where():
    dated, undated = make_text().source, make_text().source
    Source.objects.filter(pk=dated.pk).update(url="https://paper.example/1")
    Source.objects.filter(pk=undated.pk).update(issued=None, issued_precision="unknown")

    assert found("sources-without-date") == [undated]
    assert found("sources-without-address") == [undated]


def test_what_waits_for_more_than_a_fortnight_is_stale():
    fresh, old = (make_position(state="in_review") for _ in range(2))
    for position in (fresh, old):
        Revision.objects.create(position=position, by=position.drafted_by, version=1, act="submit")
    with guards_off(Revision):
        old.revisions.update(at=timezone.now() - datetime.timedelta(days=15))

    assert found("stale-reviews") == [old]


def test_a_name_of_two_leaders_leads_to_neither():
    first = make_leader("Otto Pérez Molina", other_names=["Perez", "The General"])
    second = make_leader("Carlos Pérez", other_names=["perez"])
    own = make_leader("José Mujica", other_names=["José Mujica"])
    make_leader("Juan Manuel Santos", other_names=["Santos"])

    assert found("dead-aliases") == [second, own, first]


def test_two_office_holders_who_differ_in_one_month_contest():
    country, issue = make_country("GTM"), make_issue()
    president = make_president(country)
    minister = make_leader("A Minister")
    make_tenure(minister, country, role="foreign_minister", title="Foreign minister")
    make_position(country=country, issue=issue, leader=president, stance="support", stated_on=DAY)
    make_position(country=country, issue=issue, leader=minister, stance="oppose", stated_on=DAY)
    make_position(country=make_country("MEX", name="Mexico"), issue=issue, stated_on=DAY)

    assert [standing.country for standing in found("contested")] == [country]


def test_a_country_is_silent_issue_by_issue():
    guatemala, mexico = make_country("GTM"), make_country("MEX", name="Mexico")
    spoken, unspoken = make_issue("legalization"), make_issue("eradication")
    make_position(country=guatemala, issue=spoken)
    make_position(country=mexico, issue=spoken, state="draft")

    cells = {(country.iso3, issue.slug) for country, issue in found("silent")}

    assert cells == {("GTM", unspoken.slug), ("MEX", spoken.slug), ("MEX", unspoken.slug)}


def test_every_rule_counts_its_rows(record):
    for rule, number in examine().results:
        assert number == count(rule.find()) == len(list(rule.find()))


def test_the_shipped_record_breaks_no_rule(record):
    out = io.StringIO()

    call_command("check_record", stdout=out, stderr=io.StringIO())

    assert len(out.getvalue().splitlines()) == len(RULES)


def test_the_command_fails_on_a_failure_and_names_the_row():
    position = make_history()
    with unguarded():
        position.quotations.all().delete()
    out = io.StringIO()

    with pytest.raises(CommandError, match="broken: 1"):
        call_command("check_record", stdout=out, stderr=io.StringIO())

    assert f"({position.public_id}), /positions/{position.public_id}/" in out.getvalue()


def test_machines_are_told_in_json(record):
    out = io.StringIO()

    call_command("check_record", "--json", stdout=out, stderr=io.StringIO())

    told = json.loads(out.getvalue())
    assert told["failures"] == 0
    assert {rule["name"]: rule["found"] for rule in told["rules"]} == {
        rule.name: number for rule, number in examine().results
    }


@pytest.fixture
def admin(client):
    client.force_login(make_user("admin", is_staff=True))


def test_each_number_on_the_page_equals_the_rows_that_it_opens(client, admin, record):
    page = client.get("/curate/health/").content.decode()

    for rule, number in examine().results:
        opened = client.get(f"/curate/health/{rule.name}/").content.decode()
        assert (f'href="/curate/health/{rule.name}/"' in page) is bool(number)
        assert f"{number:,} row" in opened if number else "Nothing: it is put right." in opened


def test_the_page_is_looked_into_again_after_an_act(client, admin):
    position = make_history()
    before = client.get("/curate/health/").content.decode()
    with unguarded():
        position.quotations.all().delete()
    make_history()

    after = client.get("/curate/health/").content.decode()

    assert "No promise of the record is broken." in before
    assert "1 rule is broken" in after


def test_a_rule_that_is_not_there_is_not_found(client, admin):
    assert client.get("/curate/health/bad-luck/").status_code == 404


def test_an_editor_is_not_shown_what_is_wrong(client):
    client.force_login(make_user("editor"))

    assert client.get("/curate/health/").status_code == 403
    assert client.get("/curate/health/silent/").status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_rows_of_a_rule_cost_the_same_however_many(client, admin, django_assert_num_queries, rows):
    leader = make_leader()
    for _ in range(rows):
        make_position(leader=leader, stated_on=DAY)

    with django_assert_num_queries(7):
        page = client.get("/curate/health/outside-tenures/")

    assert page.content.decode().count('data-label="Detail"') == rows
