"""Who agrees with whom, what turned, and what is covered."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from policy_positions import columns
from policy_positions.standings import (
    agreement,
    agreement_matrix,
    compare_countries,
    compare_leaders,
    coverage,
    turns,
)
from tests.factories import (
    make_country,
    make_draft,
    make_issue,
    make_leader,
    make_position,
    make_president,
    make_quotation,
    make_text,
)

END_OF_2013 = datetime.date(2013, 12, 31)


def _everything():
    return columns.current().everything


def test_agreement_is_the_share_of_shared_issues_with_the_same_stance() -> None:
    one = {"legalization": "support", "eradication": "oppose", "aid-demands": "support"}
    other = {"legalization": "support", "eradication": "support", "enforcement-strategy": "oppose"}

    assert agreement(one, other).share == Fraction(1, 2)


def test_one_shared_issue_is_not_enough_to_say() -> None:
    found = agreement({"legalization": "support"}, {"legalization": "support"})

    assert (found.same, found.shared, found.share) == (1, 1, None)


@pytest.mark.django_db
def test_countries_agree_where_their_office_holders_take_the_same_stance() -> None:
    guatemala, mexico = make_country("GTM"), make_country("MEX")
    for issue in (make_issue("legalization"), make_issue("eradication")):
        make_position(
            country=guatemala,
            leader=make_president(guatemala, start=None, start_precision="unknown"),
            issue=issue,
        )
        make_position(
            country=mexico, issue=issue, stance="support" if issue.slug == "eradication" else "oppose"
        )
    make_position(organization=None, country=make_country("CUB"), voices=("anonymous",))
    make_draft(country=make_country("BRA"))

    found = agreement_matrix(_everything(), END_OF_2013)

    assert {pair: (each.same, each.shared) for pair, each in found.items()} == {("GTM", "MEX"): (1, 2)}


@pytest.mark.django_db
def test_parties_stand_side_by_side_on_every_issue_in_order() -> None:
    guatemala, mexico = make_country("GTM"), make_country("MEX")
    legalization, eradication = make_issue("legalization"), make_issue("eradication")
    said = make_position(country=guatemala, issue=eradication)

    rows = compare_countries(
        _everything(), END_OF_2013, issues=[legalization, eradication], countries=[guatemala, mexico]
    )

    assert [(row.party, row.deciding) for row in rows] == [(guatemala, ((), (said,))), (mexico, ((), ()))]


@pytest.mark.django_db
def test_leaders_are_compared_whatever_their_office() -> None:
    expert, issue = make_leader("An Expert"), make_issue()
    make_position(leader=expert, issue=issue, stance="support", stated_on=datetime.date(2011, 1, 1))
    latest = make_position(leader=expert, issue=issue, stance="oppose", stated_on=datetime.date(2012, 1, 1))

    (row,) = compare_leaders(_everything(), END_OF_2013, issues=[issue], leaders=[expert])

    assert row.deciding == ((latest,),)
    assert row.stances == {issue.slug: "oppose"}


@pytest.mark.django_db
def test_a_year_that_differs_from_the_one_before_is_a_turn() -> None:
    leader = make_leader()
    legalization, decriminalization = make_issue("legalization"), make_issue("decriminalization")
    first = make_position(leader=leader, issue=legalization, stated_on=datetime.date(2012, 4, 1))
    then = make_position(leader=leader, issue=decriminalization, stated_on=datetime.date(2013, 6, 1))
    same = make_position(leader=leader, issue=decriminalization, stated_on=datetime.date(2014, 6, 1))

    (turn,) = turns([then, same, first])

    assert (turn.before, turn.after, turn.changed) == ((first,), (then,), ())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("voice", "is_change"), [("direct", True), ("reported", True), ("characterized", False)]
)
def test_a_stance_is_changed_by_no_weaker_voice(voice: str, is_change: bool) -> None:
    leader, issue = make_leader(), make_issue()
    first = make_position(
        leader=leader,
        issue=issue,
        stance="support",
        voices=("reported",),
        stated_on=datetime.date(2012, 1, 1),
    )
    then = make_position(
        leader=leader, issue=issue, stance="oppose", voices=(voice,), stated_on=datetime.date(2013, 1, 1)
    )

    (turn,) = turns([first, then])

    assert turn.changed == (((first, then),) if is_change else ())


@pytest.mark.django_db
def test_coverage_counts_statements_sources_and_direct_speech_and_shows_what_is_missing() -> None:
    guatemala, issue, text = make_country("GTM"), make_issue(), make_text()
    make_country("MEX")
    make_position(country=guatemala, issue=issue, texts=[text], stated_on=datetime.date(2012, 1, 1))
    later = make_position(
        country=guatemala,
        issue=issue,
        texts=[text],
        voices=("reported",),
        stated_on=datetime.date(2013, 1, 1),
        stated_on_precision="year",
    )
    make_quotation(later, make_text("Another text says so too."), voice="characterized")
    make_draft(country=guatemala, issue=issue)

    rows = {country.iso3: cells[0] for country, cells in coverage(_everything(), issues=[issue])}

    covered = rows["GTM"]
    assert (covered.statements, covered.sources, covered.direct, covered.percent_direct) == (2, 2, 1, 50)
    assert (covered.first, covered.last) == (datetime.date(2012, 1, 1), datetime.date(2013, 12, 31))
    assert (rows["MEX"].statements, rows["MEX"].percent_direct) == (0, None)
