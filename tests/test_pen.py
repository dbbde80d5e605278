"""A pen asks once which language is spoken, and says what the records say of themselves."""

from __future__ import annotations

import datetime

from django.utils import translation

import pytest
from markupsafe import escape

from policy_positions import columns
from policy_positions.columns import published_in_order
from policy_positions.tables.pen import Pen
from policy_positions.tables.statements import statements
from tests.factories import (
    make_country,
    make_issue,
    make_leader,
    make_organization,
    make_position,
    make_president,
    make_tenure,
)

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "es", "pt", "fr")
SOME_YEAR = {"stated_on": datetime.date(2012, 1, 1), "stated_on_precision": "year"}


def every_kind_of_speaker():
    """A government, a president, somebody without an office, and the head of a body; one date is a year."""
    body, head = make_organization(name="Body <of> ours"), make_leader("Head & Shoulders")
    make_tenure(head, organization=body, title="Secretary General", role="head_of_organization")
    country, issue = make_country("USA"), make_issue(name="Ending the “war” on drugs")
    make_position(country=country, issue=issue)
    make_position(country=country, leader=make_president(country), issue=issue)
    make_position(country=country, leader=make_leader("Nobody's <man>"), **SOME_YEAR)
    make_position(organization=body, leader=head, stated_on=None, stated_on_precision="unknown")
    record = columns.current()
    return published_in_order(record, record.everything.ids())


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_of_a_position_as_the_position_tells_of_itself(language):
    rows = every_kind_of_speaker()

    with translation.override(language):
        pen = Pen()

        assert [pen.told(row) for row in rows] == [escape(row.called) for row in rows]
        assert [pen.speaker(row) for row in rows] == [escape(row.speaker) for row in rows]
        assert [pen.position(row.public_id) for row in rows] == [row.get_absolute_url() for row in rows]


def test_a_list_of_statements_escapes_once_what_the_record_says():
    written = statements(every_kind_of_speaker())

    assert "Head &amp; Shoulders" in written
    assert "Nobody&#39;s &lt;man&gt;" in written
    assert ">Body &lt;of&gt; ours</a>" in written
    assert "<man>" not in written
    assert "&amp;amp;" not in written


@pytest.mark.parametrize(
    ("known", "left_out"),
    [("issue", 'href="/issues/'), ("leader", 'href="/leaders/'), ("country", 'href="/countries/')],
)
def test_a_list_of_statements_leaves_out_what_the_page_tells_already(known, left_out):
    rows = every_kind_of_speaker()

    assert left_out in statements(rows)
    assert left_out not in statements(rows, known=(known,))
