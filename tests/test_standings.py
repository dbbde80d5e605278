"""Where a country stands: the latest word of who is in office, in the strongest voice, with its evidence."""

from __future__ import annotations

import datetime

from django.http import QueryDict

import pytest

from policy_positions import columns, editing
from policy_positions.filters import PositionFilter
from policy_positions.models import Country, Issue, Position
from policy_positions.partial_dates import PartialDate, parse
from policy_positions.standings import Standing, changes, days_to_show, standings, standings_by_country
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
    make_user,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2013, 12, 31)


@pytest.fixture
def guatemala(db) -> Country:
    return make_country("GTM")


def standing(
    as_of: str | datetime.date = TODAY, country: str = "GTM", issue: str = "legalization"
) -> Standing:
    day = parse(as_of).date if isinstance(as_of, str) else as_of
    asked = {"issues": [Issue.objects.get(slug=issue)], "countries": [Country.objects.get(iso3=country)]}
    return standings(columns.current().everything, day, **asked)[0]


def said(on: str, stance: str = "support", **fields) -> Position:
    """A published position that says ``stance`` on a written date."""
    stated: PartialDate = parse(on)
    dated = {"stated_on": stated.date, "stated_on_precision": stated.precision}
    return make_position(stance=stance, **dated, **fields)


# The latest word of somebody in office


def test_without_a_statement_a_country_has_no_standing(guatemala):
    make_issue()
    make_position(country=make_country("COL"))

    found = standing()

    assert (found.deciding, found.stance, found.stance_label) == ((), None, "")
    assert (found.statements, found.age_in_days, found.is_contested) == (0, None, False)


def test_the_latest_word_of_the_president_decides(guatemala):
    perez = make_president(guatemala)
    said("2012-02-11", "oppose", country=guatemala, leader=perez)
    latest = said("2012-04-01", "support", country=guatemala, leader=perez)

    found = standing()

    assert (found.deciding, found.stance, found.stance_label) == ((latest,), "support", "Supports")


def test_of_two_words_of_one_day_the_one_recorded_last_decides(guatemala):
    perez = make_president(guatemala)
    said("2012-04-01", "oppose", country=guatemala, leader=perez)
    last = said("2012-04-01", "support", country=guatemala, leader=perez)

    assert standing().deciding == (last,)


def test_a_statement_without_a_date_decides_nothing(guatemala):
    perez = make_president(guatemala)
    said("XXXX", country=guatemala, leader=perez)

    assert (standing().deciding, standing().statements) == ((), 0)


def test_a_government_that_names_nobody_speaks_for_its_country(guatemala):
    statement = said("2012-04-01", country=guatemala, leader=None)

    assert standing().deciding == (statement,)


@pytest.mark.parametrize(
    "role", ["head_of_state", "head_of_government", "vice_president", "foreign_minister"]
)
def test_who_holds_such_an_office_speaks_for_the_country(guatemala, role):
    leader = make_president(guatemala, role=role)
    statement = said("2012-04-01", country=guatemala, leader=leader)

    assert standing().deciding == (statement,)


@pytest.mark.parametrize("role", ["legislator", "analyst"])
def test_a_legislator_or_an_expert_of_the_country_does_not_speak_for_it(guatemala, role):
    leader = make_president(guatemala, role=role)
    said("2012-04-01", country=guatemala, leader=leader)

    found = standing()

    assert (found.deciding, found.statements) == ((), 1)


def test_a_minister_who_also_sits_in_parliament_speaks_as_the_minister(guatemala):
    leader = make_president(guatemala, role="head_of_government", title="Prime Minister")
    make_tenure(leader, guatemala, role="legislator", title="Member", start=datetime.date(2012, 1, 1))
    statement = said("2012-04-01", country=guatemala, leader=leader)

    assert standing().deciding == (statement,)
    assert statement.office.title == "Prime Minister"


def test_a_leader_nobody_knows_an_office_of_does_not_speak_for_the_country(guatemala):
    said("2012-04-01", country=guatemala, leader=make_leader())

    assert standing().deciding == ()


def test_the_office_of_another_country_is_none_here(guatemala):
    santos = make_president(make_country("COL"))
    said("2012-04-01", country=guatemala, leader=santos)

    assert standing().deciding == ()


def test_a_body_of_the_country_does_not_speak_for_it(guatemala):
    congress = make_organization(classification="legislature", country=guatemala)
    said("2012-04-01", organization=congress)

    assert (standing().deciding, standing().statements) == ((), 0)


def test_the_organization_that_a_president_once_led_is_not_the_country(guatemala):
    leader = make_president(guatemala)
    oas = make_organization()
    make_tenure(leader, organization=oas, role="head_of_organization")
    said("2012-04-01", organization=oas, leader=leader)

    assert standing().deciding == ()


# In office on the day


@pytest.fixture
def handover(guatemala) -> tuple[Position, Position]:
    """Colom until 14 January 2012, then Pérez; what each said."""
    day = datetime.date(2012, 1, 14)
    colom = make_president(guatemala, "Álvaro Colom", end=day, end_precision="day")
    perez = make_president(guatemala, "Otto Pérez Molina", start=day)
    return (
        said("2011-06-01", "oppose", country=guatemala, leader=colom),
        said("2012-04-01", "support", country=guatemala, leader=perez),
    )


@pytest.mark.parametrize(
    ("day", "who"),
    [("2011-05-31", None), ("2011-06-01", 0), ("2012-01-13", 0), ("2012-01-14", None), ("2012-04-01", 1)],
)
def test_a_predecessor_s_words_fall_away_when_he_leaves(handover, day, who):
    assert standing(day).deciding == (() if who is None else (handover[who],))


def test_what_was_said_before_taking_office_is_not_the_country_s(guatemala):
    perez = make_president(guatemala, start=datetime.date(2012, 1, 14))
    said("2011-12-01", country=guatemala, leader=perez)

    assert standing("2012-02-01").deciding == ()


def test_a_vice_president_s_word_stays_when_he_becomes_president(guatemala):
    day = datetime.date(2012, 1, 14)
    leader = make_president(guatemala, role="vice_president", end=day, end_precision="day")
    make_tenure(leader, guatemala, start=day)
    statement = said("2011-06-01", country=guatemala, leader=leader)

    assert standing("2012-02-01").deciding == (statement,)


def test_who_was_president_for_a_day_speaks_for_the_country_on_that_day_alone(guatemala):
    day = datetime.date(2012, 4, 14)
    leader = make_president(guatemala, start=day, end=day, end_precision="day")
    statement = said("2012-04-14", country=guatemala, leader=leader)

    assert standing(day).deciding == (statement,)
    assert standing(day + datetime.timedelta(days=1)).deciding == ()


@pytest.mark.parametrize(
    ("end", "last", "after"), [("2012", "2012-12-31", "2013-01-01"), ("2012-04", "2012-04-30", "2012-05-01")]
)
def test_an_office_left_some_time_in_a_year_or_month_is_held_until_its_end(guatemala, end, last, after):
    left = parse(end)
    leader = make_president(guatemala, end=left.date, end_precision=left.precision)
    statement = said("2012-04-01", country=guatemala, leader=leader)

    assert standing(last).deciding == (statement,)
    assert standing(after).deciding == ()


# The strongest voice


def test_what_was_reported_yields_to_direct_speech_however_old(guatemala):
    perez = make_president(guatemala)
    direct = said("2012-02-11", "support", country=guatemala, leader=perez, voices=("direct",))
    said("2012-04-01", "oppose", country=guatemala, leader=perez, voices=("reported",))

    assert standing().deciding == (direct,)


def test_a_document_counts_as_much_as_direct_speech(guatemala):
    perez = make_president(guatemala)
    said("2012-02-11", "support", country=guatemala, leader=perez, voices=("direct",))
    document = said("2012-04-01", "oppose", country=guatemala, leader=perez, voices=("document",))

    assert standing().deciding == (document,)


def test_a_reporter_s_reading_yields_to_what_was_reported(guatemala):
    perez = make_president(guatemala)
    reported = said("2012-02-11", country=guatemala, leader=perez, voices=("reported",))
    said("2012-04-01", country=guatemala, leader=perez, voices=("characterized",))

    found = standing()

    assert (found.deciding, found.is_characterized) == ((reported,), False)


def test_a_reporter_s_reading_decides_when_there_is_nothing_else_and_says_so(guatemala):
    perez = make_president(guatemala)
    reading = said("2012-04-01", country=guatemala, leader=perez, voices=("characterized",))

    found = standing()

    assert (found.deciding, found.is_characterized) == ((reading,), True)


def test_a_position_is_heard_in_the_strongest_of_its_voices(guatemala):
    perez = make_president(guatemala)
    both = said("2012-02-11", country=guatemala, leader=perez, voices=("characterized", "direct"))
    said("2012-04-01", country=guatemala, leader=perez, voices=("reported",))

    found = standing()

    assert (found.deciding, found.is_characterized) == ((both,), False)


def test_an_anonymous_official_decides_nothing(guatemala):
    said("2012-04-01", country=guatemala, leader=None, voices=("anonymous",))

    found = standing()

    assert (found.deciding, found.statements) == ((), 1)


def test_an_anonymous_passage_takes_nothing_from_the_reading_beside_it(guatemala):
    reading = said("2012-04-01", country=guatemala, leader=None, voices=("anonymous", "characterized"))

    found = standing()

    assert (found.deciding, found.is_characterized) == ((reading,), True)


# Contested


def differ(guatemala, one: dict, other: dict) -> tuple[Position, Position]:
    """What the president and then the vice president said."""
    president = make_president(guatemala, "A President")
    vice = make_president(guatemala, "A Vice President", role="vice_president")
    first = said(stance="support", country=guatemala, leader=president, **one)
    return first, said(stance="oppose", country=guatemala, leader=vice, **other)


@pytest.mark.parametrize(("one", "other"), [("2012-04-01", "2012-04-30"), ("2012-04", "2012-04-30")])
def test_two_office_holders_who_differ_within_a_month_contest_each_other(guatemala, one, other):
    first, second = differ(guatemala, {"on": one}, {"on": other})

    found = standing()

    assert (found.deciding, found.is_contested) == ((second, first), True)


@pytest.mark.parametrize(
    ("one", "other"), [("2012-04-30", "2012-05-01"), ("2012", "2012-04-30"), ("2012", "2012")]
)
def test_two_office_holders_who_differ_in_other_months_do_not(guatemala, one, other):
    _, second = differ(guatemala, {"on": one}, {"on": other})

    found = standing()

    assert (found.deciding, found.is_contested) == ((second,), False)


def test_two_office_holders_who_differ_at_one_summit_contest_each_other(guatemala):
    at = {"summit": make_summit(), "summit_relation": "at"}

    first, second = differ(guatemala, {"on": "2012-03-01", **at}, {"on": "2012-04-30", **at})

    assert standing().deciding == (second, first)


def test_at_two_summits_they_do_not(guatemala):
    one, other = ({"summit": make_summit(), "summit_relation": "at"} for _ in range(2))

    _, second = differ(guatemala, {"on": "2012-03-01", **one}, {"on": "2012-04-30", **other})

    assert standing().deciding == (second,)


def test_two_office_holders_of_one_mind_contest_nothing(guatemala):
    first, second = differ(guatemala, {"on": "2012-04-01"}, {"on": "2012-04-02"})
    Position.objects.filter(pk=first.pk).update(stance=second.stance)

    assert standing().deciding == (second,)


def test_one_who_changes_his_mind_contests_nothing(guatemala):
    perez = make_president(guatemala)
    said("2012-04-01", "oppose", country=guatemala, leader=perez)
    latest = said("2012-04-02", "support", country=guatemala, leader=perez)

    assert standing().deciding == (latest,)


def test_what_the_other_has_taken_back_contests_nothing(guatemala):
    vice = make_president(guatemala, "A Vice President", role="vice_president")
    said("2012-04-01", "support", country=guatemala, leader=vice)
    said("2012-04-02", "oppose", country=guatemala, leader=vice)
    latest = said("2012-04-03", "oppose", country=guatemala, leader=make_president(guatemala))

    assert standing().deciding == (latest,)


def test_a_weaker_voice_contests_nothing(guatemala):
    first, _ = differ(guatemala, {"on": "2012-04-01"}, {"on": "2012-04-02", "voices": ("reported",)})

    assert standing().deciding == (first,)


def test_words_of_a_government_that_names_nobody_contest_nobody(guatemala):
    said("2012-04-01", "oppose", country=guatemala, leader=None)
    latest = said("2012-04-02", "support", country=guatemala, leader=make_president(guatemala))

    assert standing().deciding == (latest,)


# The day asked for


def test_what_was_said_after_the_day_is_not_known_on_it(guatemala):
    perez = make_president(guatemala)
    earlier = said("2012-04-01", "oppose", country=guatemala, leader=perez)
    said("2012-04-02", "support", country=guatemala, leader=perez)

    found = standing("2012-04-01")

    assert (found.deciding, found.statements) == ((earlier,), 1)


def test_the_age_of_a_standing_counts_from_the_statement_to_the_day(guatemala):
    said("2012-04-01", country=guatemala, leader=make_president(guatemala))

    assert standing("2012-04-01").age_in_days == 0
    assert standing("2013-04-01").age_in_days == 365


def test_the_age_of_what_was_said_in_a_month_counts_from_its_first_day(guatemala):
    said("2012-04", country=guatemala, leader=make_president(guatemala))

    assert standing("2012-05-01").age_in_days == 30


# The evidence that a cell opens


def test_a_cell_counts_the_rows_that_its_link_opens(guatemala):
    perez = make_president(guatemala)
    for on, voice in (("2012-04-01", "direct"), ("2012-04-02", "anonymous"), ("2012-04-03", "reported")):
        said(on, country=guatemala, leader=perez, voices=(voice,))
    said("2012", country=guatemala, leader=make_leader())
    said("XXXX", country=guatemala, leader=perez)
    said("2012-04-01", country=guatemala, leader=perez, issue=make_issue("eradication"))
    said("2012-04-01", country=make_country("COL"))
    make_draft(country=guatemala, leader=perez)

    found = standing("2012-04-02")

    opened = PositionFilter(QueryDict("country=GTM&issue=legalization&as_of=2012-04-02"))
    assert (found.statements, opened.selected.total) == (3, 3)


def test_a_filter_narrows_both_the_standing_and_what_it_counts(guatemala):
    perez = make_president(guatemala)
    reported = said("2012-02-01", country=guatemala, leader=perez, voices=("reported",))
    said("2012-04-01", country=guatemala, leader=perez, voices=("direct",))
    chosen = PositionFilter(QueryDict("voice=reported"))

    found = standings(chosen.selected, TODAY, issues=[make_issue()], countries=[guatemala])[0]

    assert (found.deciding, found.statements) == ((reported,), 1)


def test_withdrawing_the_deciding_position_gives_the_floor_to_the_one_before(guatemala):
    perez = make_president(guatemala)
    earlier = said("2012-02-01", country=guatemala, leader=perez)
    latest = said("2012-04-01", country=guatemala, leader=perez)

    editing.withdraw(latest, by=make_user("reviewer"), reason="The source took it back.")

    assert standing().deciding == (earlier,)


def test_a_position_withdrawn_since_the_columns_were_read_is_shown_no_more(guatemala):
    statement = said("2012-04-01", country=guatemala, leader=make_president(guatemala))
    before = columns.current().everything
    editing.withdraw(statement, by=make_user("reviewer"), reason="The source took it back.")

    found = standings(before, TODAY, issues=[make_issue()], countries=[guatemala])[0]

    assert found.deciding == ()


# Rows of standings, and how they change


def test_every_country_has_a_row_by_name_and_every_issue_a_cell_in_order():
    for iso3, name in (("GTM", "Guatemala"), ("ARG", "Argentina")):
        make_country(iso3, name=name)
    issues = [make_issue("legalization", order=2), make_issue("eradication", order=1)]
    said("2012-04-01", country=make_country("GTM"), issue=issues[0])

    rows = standings_by_country(columns.current().everything, TODAY, issues=issues)

    assert [
        (country.name, [(cell.issue.slug, cell.statements) for cell in cells]) for country, cells in rows
    ] == [
        ("Argentina", [("legalization", 0), ("eradication", 0)]),
        ("Guatemala", [("legalization", 1), ("eradication", 0)]),
    ]


def test_without_issues_there_are_no_rows(guatemala):
    assert standings_by_country(columns.current().everything, TODAY, issues=[]) == []


@pytest.mark.parametrize("statements", [1, 3])
def test_standings_cost_three_queries(statements, django_assert_num_queries):
    for iso3 in ("GTM", "COL", "URY")[:statements]:
        country = make_country(iso3)
        said("2012-04-01", country=country, leader=make_president(country))
    everything = columns.current().everything
    issues = [make_issue()]

    with django_assert_num_queries(3):
        found = standings(everything, TODAY, issues=issues)
        told = [(cell.stance, cell.is_characterized, cell.deciding[0].speaker) for cell in found]

    assert len(told) == statements
    assert {stance for stance, _, _ in told} == {"support"}


def test_the_slider_stops_where_something_is_said_or_an_office_changes_hands(handover):
    days = days_to_show(columns.current().everything)

    assert [day.isoformat() for day in days] == ["2011-06-01", "2012-01-14", "2012-04-01"]


def test_changes_tell_each_cell_when_it_differs_from_the_day_before(handover):
    everything = columns.current().everything
    first, second = handover

    told = changes(everything, days_to_show(everything))

    assert [(change.since.isoformat(), change.stances, change.statements) for change in told] == [
        ("2011-06-01", (first.stance,), 1),
        ("2012-01-14", (), 1),
        ("2012-04-01", (second.stance,), 2),
    ]
    assert {(change.country, change.issue, change.is_characterized) for change in told} == {
        ("GTM", "legalization", False)
    }


@pytest.mark.parametrize(
    ("voices", "is_characterized"),
    [
        (["characterized"], True),
        (["characterized", "anonymous"], True),
        (["characterized", "reported"], False),
        (["direct"], False),
    ],
)
def test_a_change_says_as_the_standing_does_when_it_rests_on_a_reading(guatemala, voices, is_characterized):
    said("2012-04-01", country=guatemala, leader=make_president(guatemala), voices=voices)
    everything = columns.current().everything

    (change,) = changes(everything, days_to_show(everything))

    assert change.is_characterized == standing().is_characterized == is_characterized


def test_the_changes_of_an_empty_record_are_none(guatemala):
    everything = columns.current().everything

    assert days_to_show(everything) == []
    assert changes(everything, []) == []


def test_a_slider_of_many_days_stops_at_the_ends_of_years(guatemala):
    perez = make_president(guatemala)
    for number in range(61):
        said(f"{1950 + number}-03-01", country=guatemala, leader=perez, texts=[])

    days = days_to_show(columns.current().everything)

    assert [day.isoformat() for day in (days[0], days[1], days[-2], days[-1])] == [
        "1950-12-31",
        "1951-12-31",
        "2009-12-31",
        "2010-03-01",
    ]
